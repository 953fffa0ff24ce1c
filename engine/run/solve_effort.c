/* Minimise  sum cost_i |x_i - x_i0|  subject to  P(x) >= p,  x_i between the scenario's own x_i0
 * and the end of the lever's limits that raises P. With s_i in 0..1 the share of that way:
 *   exchange: at the same total effort, effort moves from one lever to another while P rises, in
 *             steps that are halved until they are small;
 *   shrink:   all s are scaled back until P = p (Brent's method).
 * The two take turns until the effort hardly falls: a local least. Exchanges compare chances on the
 * first paths only, the same ones each time; shrinking takes all. */
#include "run/solve_effort.h"

#include "base/text.h"
#include "math/root.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { MOST = SOLVE_CHANCE_LEVERS, ROUGH_PATHS = 16384, HALVINGS = 7, ROUNDS = 6, STEPS = 60 };

static const double GAIN = 2e-3;  /* of the effort: a round that saves less is the last */
static const double CLOSE = 0.05; /* of the standard error of P */
static const double BACK = 0.03;  /* of the way: what the slope is taken over */

typedef double Shares[MOST];

typedef struct Board {
    const Scenario *scenario;
    size_t levers;
    Shares start, end; /* values of the levers at s = 0 and s = 1 */
    Shares weight;     /* effort of the whole way */
    SolveChance rough, full;
    double probability; /* the one at hand */
    /* of the line s = from + x (to - from) in which the root is sought */
    Shares from, to;
    Status status;
    Error *err;
} Board;

static Status chance_at(Board *board, SolveChance *chance, const double *share,
                        const Chance **found, Error *err)
{
    const SolveTrial *trial;
    Shares value = { 0 };
    for (size_t i = 0; i < board->levers; i++)
        value[i] = board->start[i] + share[i] * (board->end[i] - board->start[i]);
    TRY(solve_chance(chance, value, &trial, err));
    *found = &trial->chance;
    return STATUS_GOOD;
}

static double effort_at(const Board *board, const double *share)
{
    double sum = 0;
    for (size_t i = 0; i < board->levers; i++)
        sum += board->weight[i] * share[i];
    return sum;
}

/* ---- which end of each lever's limits raises the chance ---- */

/* The end with the greater chance, the others being where they are so far; where that does not
 * tell, as the target's gap does. */
static Status choose_end(Board *board, size_t i, Error *err)
{
    const Lever *lever = &board->scenario->lever[i];
    double choice[] = { lever->to.value, lever->from.value };
    SolveTrial best = { 0 };
    for (size_t k = 0; k < 2; k++) {
        const SolveTrial *trial;
        Shares value;
        memcpy(value, board->end, sizeof value);
        value[i] = choice[k];
        TRY(solve_chance(&board->rough, value, &trial, err));
        double rise = trial->chance.probability - best.chance.probability;
        if (k == 0 || rise > 0 || (rise == 0 && trial->mark > best.mark))
            best = *trial;
    }
    board->end[i] = best.value[i];
    return STATUS_GOOD;
}

static Status choose_ends(Board *board, Error *err)
{
    for (size_t i = 0; i < board->levers; i++)
        board->end[i] = board->start[i] = board->scenario->lever[i].number.value;
    for (int sweep = 0; sweep < 2; sweep++)
        for (size_t i = 0; i < board->levers; i++)
            TRY(choose_end(board, i, err));
    for (size_t i = 0; i < board->levers; i++)
        board->weight[i] = effort_of(&board->scenario->lever[i], board->end[i]);
    return STATUS_GOOD;
}

/* ---- exchange ---- */

/* Moves as much of `step` as both levers allow; false when that is nothing. */
static bool exchanged(const Board *board, const double *share, size_t i, size_t j, double step,
                      Shares moved)
{
    double have = board->weight[i] * share[i], room = board->weight[j] * (1 - share[j]);
    double part = fmin(step, fmin(have, room));
    if (i == j || part <= 1e-9 * step)
        return false;
    memcpy(moved, share, sizeof(Shares));
    moved[i] = part == have ? 0 : share[i] - part / board->weight[i];
    moved[j] = fmin(share[j] + part / board->weight[j], 1);
    return true;
}

/* The best exchange of one step, if any raises the chance. */
static Status exchange_once(Board *board, double step, Shares share, double *chance, bool *better,
                            Error *err)
{
    Shares moved, best;
    const Chance *found;
    *better = false;
    for (size_t i = 0; i < board->levers; i++)
        for (size_t j = 0; j < board->levers; j++) {
            if (!exchanged(board, share, i, j, step, moved))
                continue;
            TRY(chance_at(board, &board->rough, moved, &found, err));
            if (!(found->probability > *chance))
                continue;
            *chance = found->probability;
            *better = true;
            memcpy(best, moved, sizeof best);
        }
    if (*better)
        memcpy(share, best, sizeof best);
    return STATUS_GOOD;
}

static Status exchange(Board *board, Shares share, Error *err)
{
    const Chance *found;
    double step = effort_at(board, share);
    TRY(chance_at(board, &board->rough, share, &found, err));
    double chance = found->probability;
    for (int i = 0; i < HALVINGS; i++, step /= 2)
        for (bool better = true; better;)
            TRY(exchange_once(board, step, share, &chance, &better, err));
    return STATUS_GOOD;
}

/* ---- shrink ---- */

static void point_on(const Board *board, double x, Shares share)
{
    for (size_t i = 0; i < board->levers; i++)
        share[i] = board->from[i] + x * (board->to[i] - board->from[i]);
}

static double distance(void *context, double x)
{
    Board *board = context;
    const Chance *found;
    Shares share = { 0 };
    point_on(board, x, share);
    board->status = chance_at(board, &board->full, share, &found, board->err);
    return board->status == STATUS_GOOD
               ? solve_chance_score(found->probability) - solve_chance_score(board->probability)
               : NAN;
}

static bool enough(void *context, double x, double value, double low, double high)
{
    Board *board = context;
    const Chance *found;
    Shares share = { 0 };
    (void)value;
    point_on(board, x, share);
    if (chance_at(board, &board->full, share, &found, board->err) != STATUS_GOOD)
        return true;
    return fabs(found->probability - board->probability) <=
               fmax(CLOSE * found->standard_error, 1e-11) ||
           high - low < 1e-9;
}

/* The point of the line from `from` to `to` where the chance is the one at hand; it lies between
 * those of the ends. */
static Status cross(Board *board, const double *from, const double *to, Shares share, Error *err)
{
    Root root = { .value = distance, .enough = enough, .context = board };
    Error own = { 0 };
    double x;
    memcpy(board->from, from, sizeof board->from);
    memcpy(board->to, to, sizeof board->to);
    board->err = err;
    Status status = root_find(&root, 0, 1, STEPS, &x, &own);
    if (board->status != STATUS_GOOD)
        return board->status;
    if (status != STATUS_GOOD)
        return error_set(err, status, "%s", own.text);
    point_on(board, x, share);
    return STATUS_GOOD;
}

/* ---- the least effort ---- */

/* From a point that has the chance: `share` becomes the least found. */
static Status improve(Board *board, Shares share, Error *err)
{
    static const Shares nothing = { 0 };
    double before = effort_at(board, share);
    for (int i = 0; i < ROUNDS; i++) {
        const Chance *found;
        Shares next;
        memcpy(next, share, sizeof next);
        TRY(exchange(board, next, err));
        TRY(chance_at(board, &board->full, next, &found, err));
        if (found->probability < board->probability)
            return STATUS_GOOD; /* the first paths were mistaken: as good as it gets */
        TRY(cross(board, nothing, next, next, err));
        double now = effort_at(board, next);
        if (now < before)
            memcpy(share, next, sizeof next);
        if (!(now < before * (1 - GAIN)))
            return STATUS_GOOD;
        before = now;
    }
    return STATUS_GOOD;
}

static Status fill(Board *board, const double *share, bool reachable, Effort *effort, Error *err)
{
    const Chance *found;
    Shares back = { 0 };
    for (size_t i = 0; i < board->levers; i++)
        effort->value[i] = board->start[i] + share[i] * (board->end[i] - board->start[i]);
    for (size_t i = 0; i < board->levers; i++)
        back[i] = share[i] * (1 - BACK);
    TRY(chance_at(board, &board->full, share, &found, err));
    effort->chance = *found;
    effort->reachable = reachable;
    if (!reachable)
        return STATUS_GOOD;
    effort->effort = effort_at(board, share);
    effort->error = 0;
    if (!(effort->effort > 0) || !(effort->chance.standard_error > 0))
        return STATUS_GOOD;
    TRY(chance_at(board, &board->full, back, &found, err));
    effort->error = effort->chance.standard_error * BACK * effort->effort /
                    fabs(effort->chance.probability - found->probability);
    return STATUS_GOOD;
}

/* `warm`: the levers of a lower probability, from which the search starts. */
static Status least(Board *board, double probability, Shares warm, Effort *effort, Error *err)
{
    static const Shares nothing = { 0 };
    const Chance *found;
    Shares all = { 0 };
    *effort = (Effort){ .probability = probability,
                        .effort = NAN,
                        .error = NAN,
                        .value = calloc(board->levers, sizeof *effort->value) };
    if (!effort->value)
        return error_memory(err);
    for (size_t i = 0; i < board->levers; i++)
        all[i] = 1;
    board->probability = probability;
    TRY(chance_at(board, &board->full, nothing, &found, err));
    if (found->probability >= probability)
        return fill(board, nothing, true, effort, err);
    TRY(chance_at(board, &board->full, all, &found, err));
    if (found->probability < probability)
        return fill(board, all, false, effort, err);
    TRY(chance_at(board, &board->full, warm, &found, err));
    TRY(cross(board, found->probability < probability ? warm : nothing, all, warm, err));
    TRY(improve(board, warm, err));
    return fill(board, warm, true, effort, err);
}

static Status search(Board *board, double asked, Frontier *frontier, Error *err)
{
    Shares warm = { 0 }, own = { 0 }, all;
    const Chance *found;
    for (size_t i = 0; i < MOST; i++)
        all[i] = 1;
    TRY(choose_ends(board, err));
    TRY(chance_at(board, &board->full, all, &found, err));
    frontier->most = *found;
    for (size_t i = 0; i < FRONTIER_POINTS; i++)
        TRY(least(board, frontier_chances[i], warm, &frontier->point[i], err));
    return least(board, asked, own, &frontier->asked, err);
}

Status solve_effort(const EffortQuestion *question, const Scenario *scenario,
                    const Variants *variants, const SimulateOptions *options, Frontier **made,
                    Error *err)
{
    Frontier *frontier = *made = calloc(1, sizeof *frontier);
    size_t target = question->target;
    Board board = { .scenario = scenario, .levers = scenario->levers };
    if (!frontier)
        return error_memory(err);
    if (scenario->levers > MOST)
        return error_set(err, STATUS_INVALID, "/levers: %zu levers are more than the %d allowed",
                         scenario->levers, MOST);
    board.full =
        (SolveChance){ .variants = variants,
                       .options = options,
                       .id = target < scenario->targets ? scenario->target[target].id : NULL,
                       .levers = scenario->levers };
    for (size_t i = 0; i < scenario->levers; i++)
        board.full.pointer[i] = scenario->lever[i].pointer;
    board.rough = board.full;
    board.rough.most_paths = ROUGH_PATHS;
    Status status = search(&board, question->probability, frontier, err);
    frontier->target = target;
    frontier->evaluations = board.full.trials + board.rough.trials;
    frontier->method = board.full.method;
    board.full.method = NULL;
    solve_chance_free(&board.full);
    solve_chance_free(&board.rough);
    return status;
}
