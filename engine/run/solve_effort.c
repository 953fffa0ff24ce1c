/* Minimise  sum cost_i |x_i - x_i0|  subject to  P(x) >= p  and the limits of the levers, each of
 * which may go up or down from the scenario's own x_i0. The starts are where the routes from x_0
 * (solve_routes.h) come to p; from the best of them
 *   exchange: at the same total effort, effort moves from one lever to another, in either
 * direction, while P rises, in steps that are halved until they are small; shrink:   all changes,
 * or that of one lever, are scaled back until P = p (Brent's method). The two take turns until the
 * effort hardly falls. They compare chances on the first paths only, the same ones each time; the
 * last shrink takes all. */
#include "run/solve_effort.h"

#include "base/text.h"
#include "run/solve_board.h"
#include "run/solve_routes.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { MOST = SOLVE_CHANCE_LEVERS, HALVINGS = 8, ROUNDS = 6, STARTS = 3 };

static const double GAIN = 2e-4; /* of the effort: a round that saves less is the last */
static const double BACK = 0.03; /* of the way: what the slope is taken over */

typedef struct Search {
    Board board;
    Routes routes;
    double probability; /* the one that is searched for */
    double most;        /* P on the first paths where it is greatest */
} Search;

/* ---- exchange ---- */

/* Moves as much of `step` as both levers allow, j up or down; false when that is nothing. */
static bool exchanged(const Board *board, const double *at, size_t i, size_t j, bool up,
                      double step, Point moved)
{
    const Lever *from = &board->scenario->lever[i], *to = &board->scenario->lever[j];
    double start = board->start[j], end = up ? board->high[j] : board->low[j];
    double have = effort_of(from, at[i]), room = to->cost * fabs(end - at[j]);
    double part = fmin(step, fmin(have, room));
    bool away = up ? at[j] >= start : at[j] <= start;
    if (i == j || !away || part <= 1e-9 * step)
        return false;
    memcpy(moved, at, sizeof(Point));
    moved[i] = part == have ? board->start[i]
                            : at[i] - copysign(part / from->cost, at[i] - board->start[i]);
    moved[j] = part == room ? end : at[j] + (up ? part : -part) / to->cost;
    return true;
}

/* The best exchange of one step, if any raises the chance. */
static Status exchange_once(Board *board, double step, Point at, SolveTrial *here, bool *better,
                            Error *err)
{
    Point moved, best;
    const SolveTrial *found;
    *better = false;
    for (size_t k = 0; k < 2 * board->levers * board->levers; k++) {
        size_t i = k / 2 / board->levers, j = k / 2 % board->levers;
        if (!exchanged(board, at, i, j, k % 2, step, moved))
            continue;
        TRY(board_look(board, &board->rough, moved, &found, err));
        if (!solve_chance_better(found, here))
            continue;
        *here = *found;
        *better = true;
        memcpy(best, moved, sizeof best);
    }
    if (*better)
        memcpy(at, best, sizeof best);
    return STATUS_GOOD;
}

static Status exchange(Board *board, Point at, Error *err)
{
    const SolveTrial *found;
    double step = board_effort(board, at);
    TRY(board_look(board, &board->rough, at, &found, err));
    SolveTrial here = *found;
    for (int i = 0; i < HALVINGS; i++, step /= 2)
        for (bool better = true; better;)
            TRY(exchange_once(board, step, at, &here, &better, err));
    return STATUS_GOOD;
}

/* Back towards no change, by all levers or by one, whichever saves most. */
static Status shrink(Search *search, Point at, Error *err)
{
    Board *board = &search->board;
    Point best, from, made;
    double least = INFINITY;
    for (size_t i = 0; i <= board->levers; i++) {
        bool all = i == board->levers;
        if (!all && at[i] == board->start[i])
            continue;
        memcpy(from, all ? board->start : at, sizeof from);
        if (!all)
            from[i] = board->start[i];
        TRY(board_cross(board, &board->rough, from, at, search->probability, made, err));
        if (!(board_effort(board, made) < least))
            continue;
        least = board_effort(board, made);
        memcpy(best, made, sizeof best);
    }
    memcpy(at, best, sizeof best);
    return STATUS_GOOD;
}

/* From a point that has the chance: `at` becomes the least found. */
static Status improve(Search *search, Point at, Error *err)
{
    Board *board = &search->board;
    double before = board_effort(board, at);
    for (int i = 0; i < ROUNDS; i++) {
        Point next;
        memcpy(next, at, sizeof next);
        TRY(exchange(board, next, err));
        TRY(shrink(search, next, err));
        double now = board_effort(board, next);
        if (now < before)
            memcpy(at, next, sizeof next);
        if (!(now < before * (1 - GAIN)))
            break;
        before = now;
    }
    return STATUS_GOOD;
}

/* ---- starts ---- */

typedef struct Start {
    Point from, to;  /* neighbours between which the chance is passed */
    double estimate; /* of the effort */
} Start;

/* Keeps the best few, the best first. */
static void keep(Start *start, size_t *starts, const Start *made)
{
    size_t at = *starts < STARTS ? (*starts)++ : STARTS;
    for (; at && start[at - 1].estimate > made->estimate; at--)
        if (at < STARTS)
            start[at] = start[at - 1];
    if (at < STARTS)
        start[at] = *made;
}

/* Where a route first comes to the probability, linear in the normal score. */
static void add_start(const Search *search, const Route *route, Start *start, size_t *starts)
{
    double p = search->probability;
    size_t i = 1;
    while (i < route->points && route->point[i].probability < p)
        i++;
    if (i >= route->points || route->point[0].probability >= p)
        return;
    double below = solve_chance_score(route->point[i - 1].probability);
    double above = solve_chance_score(route->point[i].probability);
    Start made;
    Point between;
    memcpy(made.from, route->point[i - 1].at, sizeof made.from);
    memcpy(made.to, route->point[i].at, sizeof made.to);
    double part = above > below ? (solve_chance_score(p) - below) / (above - below) : 1;
    board_between(&search->board, made.from, made.to, fmin(fmax(part, 0), 1), between);
    made.estimate = board_effort(&search->board, between);
    keep(start, starts, &made);
}

/* The levers of another probability, brought to this one. */
static Status begin_warm(Search *search, const double *warm, Point at, Error *err)
{
    Board *board = &search->board;
    const SolveTrial *found;
    TRY(board_look(board, &board->rough, warm, &found, err));
    bool enough = found->chance.probability >= search->probability;
    return board_cross(board, &board->rough, enough ? board->start : warm,
                       enough ? warm : search->routes.most, search->probability, at, err);
}

/* The least effort on the first paths, on which some point has the chance and the start has not. */
static Status least_rough(Search *search, const double *warm, Point least, Error *err)
{
    Board *board = &search->board;
    Start start[STARTS];
    size_t starts = 0;
    double effort = INFINITY;
    for (size_t i = 0; i < search->routes.routes; i++)
        add_start(search, &search->routes.route[i], start, &starts);
    for (size_t i = 0; i <= starts; i++) {
        Point at;
        if (i == starts)
            TRY(begin_warm(search, warm, at, err));
        else
            TRY(board_cross(board, &board->rough, start[i].from, start[i].to, search->probability,
                            at, err));
        TRY(improve(search, at, err));
        if (!(board_effort(board, at) < effort))
            continue;
        effort = board_effort(board, at);
        memcpy(least, at, sizeof at);
    }
    return STATUS_GOOD;
}

/* ---- the least effort ---- */

/* The standard error of the effort: that of the chance by its slope along the way to the point. */
static Status measure_error(Search *search, const double *at, Effort *effort, Error *err)
{
    Board *board = &search->board;
    const SolveTrial *found;
    Point back;
    double over = fabs(effort->chance.probability - effort->probability);
    double error = effort->chance.standard_error;
    effort->error = 0;
    if (!(effort->effort > 0) || !(error > 0) || over > fmax(4 * error, 1e-6))
        return STATUS_GOOD;
    board_between(board, board->start, at, 1 - BACK, back);
    TRY(board_look(board, &board->full, back, &found, err));
    double fall = fabs(effort->chance.probability - found->chance.probability);
    effort->error = fall > 0 ? error * BACK * effort->effort / fall : NAN;
    return STATUS_GOOD;
}

static Status fill(Search *search, const double *at, bool reachable, Effort *effort, Error *err)
{
    Board *board = &search->board;
    const SolveTrial *found;
    for (size_t i = 0; i < board->levers; i++)
        effort->value[i] = board_value(board, i, at);
    TRY(board_look(board, &board->full, at, &found, err));
    effort->chance = found->chance;
    effort->reachable = reachable;
    if (!reachable)
        return STATUS_GOOD;
    effort->effort = board_effort(board, at);
    return measure_error(search, at, effort, err);
}

/* What the first paths found, brought to the probability on all of them. */
static Status finish(Search *search, Point at, Error *err)
{
    Board *board = &search->board;
    const SolveTrial *found;
    TRY(board_look(board, &board->full, at, &found, err));
    bool enough = found->chance.probability >= search->probability;
    return board_cross(board, &board->full, enough ? board->start : at,
                       enough ? at : search->routes.most, search->probability, at, err);
}

/* `warm`: the levers of a lower probability; becomes those of this one. */
static Status least(Search *search, double probability, Point warm, Effort *effort, Error *err)
{
    Board *board = &search->board;
    const SolveTrial *found;
    *effort = (Effort){ .probability = probability,
                        .effort = NAN,
                        .error = NAN,
                        .value = calloc(board->levers, sizeof *effort->value) };
    if (!effort->value)
        return error_memory(err);
    search->probability = probability;
    TRY(board_look(board, &board->full, board->start, &found, err));
    if (found->chance.probability >= probability)
        return fill(search, board->start, true, effort, err);
    TRY(board_look(board, &board->full, search->routes.most, &found, err));
    if (found->chance.probability < probability)
        return fill(search, search->routes.most, false, effort, err);
    TRY(board_look(board, &board->rough, board->start, &found, err));
    if (found->chance.probability < probability && search->most >= probability)
        TRY(least_rough(search, warm, warm, err));
    else /* the first paths cannot tell */
        memcpy(warm, found->chance.probability < probability ? search->routes.most : board->start,
               sizeof(Point));
    TRY(finish(search, warm, err));
    return fill(search, warm, true, effort, err);
}

static Status search_all(Search *search, double asked, Frontier *frontier, Error *err)
{
    Board *board = &search->board;
    const SolveTrial *found;
    Point warm, own;
    TRY(routes_make(board, &search->routes, err));
    TRY(board_look(board, &board->rough, search->routes.most, &found, err));
    search->most = found->chance.probability;
    TRY(board_look(board, &board->full, search->routes.most, &found, err));
    frontier->most = found->chance;
    memcpy(warm, board->start, sizeof warm);
    memcpy(own, board->start, sizeof own);
    for (size_t i = 0; i < FRONTIER_POINTS; i++) {
        TRY(least(search, frontier_chances[i], warm, &frontier->point[i], err));
        if (frontier_chances[i] <= asked)
            memcpy(own, warm, sizeof own);
    }
    return least(search, asked, own, &frontier->asked, err);
}

Status solve_effort(const EffortQuestion *question, const Scenario *scenario,
                    const Variants *variants, const SimulateOptions *options, Frontier **made,
                    Error *err)
{
    Frontier *frontier = *made = calloc(1, sizeof *frontier);
    Search search = { .probability = question->probability };
    if (!frontier)
        return error_memory(err);
    if (scenario->levers > MOST)
        return error_set(err, STATUS_INVALID, "/levers: %zu levers are more than the %d allowed",
                         scenario->levers, MOST);
    board_start(&search.board, scenario, question->target, variants, options);
    Status status = search_all(&search, question->probability, frontier, err);
    frontier->target = question->target;
    frontier->evaluations = search.board.full.trials + search.board.rough.trials;
    frontier->method = search.board.full.method;
    search.board.full.method = NULL;
    routes_free(&search.routes);
    board_free(&search.board);
    return status;
}
