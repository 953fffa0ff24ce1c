/* The steepest ascent takes the step that raises the chance most for its effort, a lever by one
 * part of its way at a time. The greatest chance is that of a coordinate search (each lever in turn
 * over all of its limits, then the top by golden section) from several starts: the best point of
 * the routes, and for few levers the corners of the limits. */
#include "run/solve_routes.h"

#include "run/solve_peak.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum {
    PARTS = 12,  /* of the way of one lever */
    ASCENT = 8,  /* parts of the way for one step of the ascent */
    STEPS = 60,  /* most of the ascent */
    CORNERS = 3, /* most levers whose corners are all tried */
    TURNS = 4,   /* of the coordinate search */
    WIDE = 8,    /* parts of the limits in it */
    ROOM = PARTS + 2
};

void routes_free(Routes *routes)
{
    for (size_t i = 0; i < routes->routes; i++)
        free(routes->route[i].point);
    free(routes->route);
    *routes = (Routes){ 0 };
}

static Status new_route(Routes *routes, size_t room, Route **route, Error *err)
{
    Route *grown = realloc(routes->route, (routes->routes + 1) * sizeof *grown);
    if (!grown)
        return error_memory(err);
    routes->route = grown;
    *route = &grown[routes->routes++];
    **route = (Route){ .point = calloc(room, sizeof *(*route)->point) };
    return (*route)->point ? STATUS_GOOD : error_memory(err);
}

static Status add_point(Board *board, Route *route, const double *at, Error *err)
{
    const SolveTrial *trial;
    RoutePoint *point = &route->point[route->points++];
    memcpy(point->at, at, sizeof point->at);
    TRY(board_look(board, &board->rough, at, &trial, err));
    point->probability = trial->chance.probability;
    return STATUS_GOOD;
}

/* ---- a line ---- */

typedef struct Line {
    Board *board;
    const double *from, *to;
} Line;

static Status line_at(void *context, double u, const SolveTrial **trial, Error *err)
{
    Line *line = context;
    Point point;
    board_between(line->board, line->from, line->to, u, point);
    return board_look(line->board, &line->board->rough, point, trial, err);
}

/* The place of the greatest chance of equal parts of a line, refined. */
static Status line_top(Line *line, int parts, double *top, Error *err)
{
    const double none = 2;
    SolveTrial best = { 0 };
    int at = 0;
    for (int i = 0; i <= parts; i++) {
        const SolveTrial *trial;
        TRY(line_at(line, (double)i / parts, &trial, err));
        if (i && !solve_chance_better(trial, &best))
            continue;
        at = i;
        best = *trial;
    }
    *top = (double)at / parts;
    return solve_peak(&(SolvePeak){ line_at, line, none }, fmax(at - 1, 0) / parts,
                      fmin(at + 1, parts) / parts, top, err);
}

/* Along a straight way, with its top among the points. */
static Status go_straight(Board *board, Routes *routes, const double *to, Error *err)
{
    Route *route = NULL;
    Line line = { board, board->start, to };
    double top;
    TRY(new_route(routes, ROOM, &route, err));
    TRY(line_top(&line, PARTS, &top, err));
    for (int i = 0; i <= PARTS; i++) {
        Point point;
        double here = (double)i / PARTS, before = (i - 1.0) / PARTS;
        if (top > before && top < here) {
            board_between(board, board->start, to, top, point);
            TRY(add_point(board, route, point, err));
        }
        board_between(board, board->start, to, here, point);
        TRY(add_point(board, route, point, err));
    }
    return STATUS_GOOD;
}

static Status go_alone(Board *board, Routes *routes, size_t lever, Error *err)
{
    const double end[] = { board->low[lever], board->high[lever] };
    for (int k = 0; k < 2; k++) {
        Point to;
        memcpy(to, board->start, sizeof to);
        to[lever] = end[k];
        if (end[k] != board->start[lever])
            TRY(go_straight(board, routes, to, err));
    }
    return STATUS_GOOD;
}

/* ---- the steepest ascent ---- */

/* The point one part further in a direction of a lever; false when there is no room. */
static bool step_from(const Board *board, const double *at, size_t lever, bool up, Point next)
{
    double start = board->start[lever], end = up ? board->high[lever] : board->low[lever];
    double way = (end - start) / ASCENT;
    bool away = up ? at[lever] >= start : at[lever] <= start;
    memcpy(next, at, sizeof(Point));
    next[lever] = at[lever] + way;
    if (up ? next[lever] > end : next[lever] < end)
        next[lever] = end;
    return away && next[lever] != at[lever];
}

static Status best_step(Board *board, const double *at, Point next, bool *better, Error *err)
{
    const SolveTrial *trial;
    Point tried;
    double steepest = 0;
    TRY(board_look(board, &board->rough, at, &trial, err));
    double height = board_height(trial), effort = board_effort(board, at);
    *better = false;
    for (size_t k = 0; k < 2 * board->levers; k++) {
        if (!step_from(board, at, k / 2, k % 2, tried))
            continue;
        TRY(board_look(board, &board->rough, tried, &trial, err));
        double cost = board_effort(board, tried) - effort;
        double slope = cost > 0 ? (board_height(trial) - height) / cost : 0;
        if (!(slope > steepest))
            continue;
        steepest = slope;
        *better = true;
        memcpy(next, tried, sizeof tried);
    }
    return STATUS_GOOD;
}

static Status ascend(Board *board, Routes *routes, Error *err)
{
    Route *route = NULL;
    Point at;
    bool better = true;
    memcpy(at, board->start, sizeof at);
    TRY(new_route(routes, STEPS + 1, &route, err));
    while (better && route->points <= STEPS) {
        TRY(add_point(board, route, at, err));
        TRY(best_step(board, at, at, &better, err));
    }
    return STATUS_GOOD;
}

/* ---- the greatest chance ---- */

/* Each lever in turn moves to its best value, until that gains no more. */
static Status search_most(Board *board, Point at, SolveTrial *most, Error *err)
{
    const SolveTrial *trial;
    TRY(board_look(board, &board->rough, at, &trial, err));
    *most = *trial;
    for (int turn = 0; turn < TURNS; turn++) {
        SolveTrial before = *most;
        for (size_t i = 0; i < board->levers; i++) {
            Point from, to, there;
            double top;
            memcpy(from, at, sizeof from);
            memcpy(to, at, sizeof to);
            from[i] = board->low[i];
            to[i] = board->high[i];
            TRY(line_top(&(Line){ board, from, to }, WIDE, &top, err));
            board_between(board, from, to, top, there);
            TRY(board_look(board, &board->rough, there, &trial, err));
            if (!solve_chance_better(trial, most))
                continue;
            *most = *trial;
            memcpy(at, there, sizeof there);
        }
        if (board_height(most) - board_height(&before) < 1e-4)
            break;
    }
    return STATUS_GOOD;
}

/* The point itself, or where the search from it leads if that is better than all before. */
static Status try_most(Board *board, Routes *routes, const double *from, SolveTrial *most,
                       Error *err)
{
    Point at;
    SolveTrial found;
    memcpy(at, from, sizeof at);
    TRY(search_most(board, at, &found, err));
    if (!solve_chance_better(&found, most))
        return STATUS_GOOD;
    *most = found;
    memcpy(routes->most, at, sizeof at);
    return STATUS_GOOD;
}

static Status find_most(Board *board, Routes *routes, Error *err)
{
    SolveTrial most = { .chance.probability = -1, .margin = -INFINITY };
    const SolveTrial *best = &board->rough.trial[0];
    for (size_t i = 1; i < board->rough.trials; i++)
        if (solve_chance_better(&board->rough.trial[i], best))
            best = &board->rough.trial[i];
    Point from;
    memcpy(from, best->value, sizeof from);
    TRY(try_most(board, routes, from, &most, err));
    for (size_t corner = 0; board->levers <= CORNERS && corner >> board->levers == 0; corner++) {
        for (size_t i = 0; i < board->levers; i++)
            from[i] = corner >> i & 1 ? board->high[i] : board->low[i];
        if (board->levers > 1)
            TRY(try_most(board, routes, from, &most, err));
    }
    return STATUS_GOOD;
}

Status routes_make(Board *board, Routes *routes, Error *err)
{
    for (size_t i = 0; i < board->levers; i++)
        TRY(go_alone(board, routes, i, err));
    TRY(ascend(board, routes, err));
    TRY(find_most(board, routes, err));
    return board->levers > 1 ? go_straight(board, routes, routes->most, err) : STATUS_GOOD;
}
