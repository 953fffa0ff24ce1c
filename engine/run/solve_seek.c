/* Brent's method on z(P(x)) - z(p), z the normal quantile, which is nearly straight where the
 * target is a bound on a lognormal level. The same random numbers at every x make P a step function
 * with steps of one path: the search ends within a small part of the error of P, and the value's
 * own standard error is se(P) / |dP/dx|. */
#include "run/solve_seek.h"

#include "base/text.h"
#include "math/root.h"

#include <math.h>
#include <stdlib.h>

/* Equal parts of the limits at which the chance is looked at when the ends do not enclose it. */
enum { PARTS = 8, STEPS = 100 };

static const double CLOSE = 0.02;                        /* of the standard error of P */
static const double CLOSE_EXACT = 1e-12;                 /* of P */
static const double NARROW = 1e-7, NARROW_EXACT = 1e-15; /* of the limits */
static const double SLOPE_STEP = 0.03; /* of P, to each side: what the slope is taken over */

typedef struct Search {
    SolveChance chance;
    const SeekQuestion *question;
    double low, high;
    Error *err; /* of the evaluations inside the root finder */
    Status status;
    double error; /* of the last chance */
} Search;

static Status look(Search *search, double x, Chance *chance, Error *err)
{
    const SolveTrial *trial;
    TRY(solve_chance(&search->chance, &x, &trial, err));
    *chance = trial->chance;
    search->error = trial->chance.standard_error;
    return STATUS_GOOD;
}

/* ---- limits ---- */

static bool possible(Search *search, double x, Status *status, Error *err)
{
    Chance chance;
    Error own = { 0 };
    *status = look(search, x, &chance, &own);
    if (*status == STATUS_GOOD)
        return true;
    if (*status != STATUS_INVALID && *status != STATUS_NUMERIC)
        error_set(err, *status, "%s", own.text);
    return false;
}

/* The limit, or as near to it as the scenario allows: 0 or 1, else half of the way again and again.
 */
static Status tame(Search *search, double start, double *limit, Error *err)
{
    double bound = *limit < start ? 0 : 1;
    bool between = (start - bound) * (bound - *limit) > 0;
    Status status;
    for (int i = 0; i < 12; i++) {
        if (possible(search, *limit, &status, err))
            return STATUS_GOOD;
        if (err->status != STATUS_GOOD)
            return err->status;
        *limit = between ? bound : start + (*limit - start) / 2;
        between = false;
    }
    *limit = start; /* which is an end of what is allowed */
    return STATUS_GOOD;
}

static Status choose_limits(Search *search, Error *err)
{
    const SeekQuestion *q = search->question;
    double start = q->number.value;
    Chance chance;
    if (isfinite(q->limits[0])) {
        search->low = q->limits[0];
        search->high = q->limits[1];
        TRY(look(search, search->low, &chance, err));
        return look(search, search->high, &chance, err);
    }
    bool rate = q->number.percent || fabs(start) < 1;
    double one = start / 5, other = start * 5;
    search->low = rate ? start - 0.2 : fmin(one, other);
    search->high = rate ? start + 0.3 : fmax(one, other);
    TRY(look(search, start, &chance, err));
    TRY(tame(search, start, &search->low, err));
    TRY(tame(search, start, &search->high, err));
    if (search->low < search->high)
        return STATUS_GOOD;
    return error_set(err, STATUS_INVALID,
                     "%s: no other value near %g makes a scenario; give limits by --between",
                     q->pointer, start);
}

/* ---- the bracket ---- */

static int by_value(const void *a, const void *b)
{
    double x = ((const SolveTrial *)a)->value[0], y = ((const SolveTrial *)b)->value[0];
    return (x > y) - (x < y);
}

static bool inside(const Search *search, const SolveTrial *trial)
{
    return trial->value[0] >= search->low && trial->value[0] <= search->high;
}

/* Of all neighbours that enclose the probability those nearest to the scenario's own value. */
static bool find_bracket(Search *search, double bracket[2])
{
    SolveChance *chance = &search->chance;
    double p = search->question->probability, start = search->question->number.value, best = 0;
    bool found = false;
    qsort(chance->trial, chance->trials, sizeof *chance->trial, by_value);
    for (size_t i = 0; i + 1 < chance->trials; i++) {
        const SolveTrial *a = &chance->trial[i], *b = a + 1;
        if (!inside(search, a) || !inside(search, b) ||
            (a->chance.probability - p) * (b->chance.probability - p) > 0)
            continue;
        double away = fmax(fmax(a->value[0] - start, start - b->value[0]), 0);
        if (found && away >= best)
            continue;
        found = true;
        best = away;
        bracket[0] = a->value[0];
        bracket[1] = b->value[0];
    }
    return found;
}

static Status scan(Search *search, Error *err)
{
    Chance chance;
    for (int i = 1; i < PARTS; i++)
        TRY(look(search, search->low + (search->high - search->low) * i / PARTS, &chance, err));
    return STATUS_GOOD;
}

static bool moves(const Search *search)
{
    const SolveTrial *trial = search->chance.trial;
    for (size_t i = 1; i < search->chance.trials; i++)
        if (fabs(trial[i].chance.probability - trial->chance.probability) > 1e-12 ||
            fabs(trial[i].mark - trial->mark) > 1e-12 * fabs(trial->mark))
            return true;
    return false;
}

/* ---- the root ---- */

static double distance(void *context, double x)
{
    Search *search = context;
    Chance chance;
    search->status = look(search, x, &chance, search->err);
    return search->status == STATUS_GOOD ? solve_chance_score(chance.probability) -
                                               solve_chance_score(search->question->probability)
                                         : NAN;
}

static bool enough(void *context, double x, double value, double low, double high)
{
    Search *search = context;
    double p = search->question->probability, error = search->error;
    Chance chance;
    (void)value;
    if (look(search, x, &chance, search->err) != STATUS_GOOD)
        return true;
    return fabs(chance.probability - p) <= fmax(CLOSE * error, CLOSE_EXACT) ||
           high - low <= (error > 0 ? NARROW : NARROW_EXACT) * (search->high - search->low);
}

/* Where a step jumps over the probability, the nearest value known that gives more. */
static double upper_side(const Search *search, double x)
{
    const SolveChance *chance = &search->chance;
    double p = search->question->probability, best = INFINITY, at = x;
    for (size_t i = 0; i < chance->trials; i++) {
        double away = fabs(chance->trial[i].value[0] - x);
        if (chance->trial[i].chance.probability >= p && inside(search, &chance->trial[i]) &&
            away < best) {
            best = away;
            at = chance->trial[i].value[0];
        }
    }
    return at;
}

/* A first guess of |dP/dx| from the points tried: the secant to the nearest one that is clearly
 * apart. */
static double guess_slope(const Search *search, double x)
{
    const SolveChance *chance = &search->chance;
    double p = search->question->probability, nearest = INFINITY, slope = 0;
    for (size_t i = 0; i < chance->trials; i++) {
        double away = fabs(chance->trial[i].value[0] - x);
        double rise = fabs(chance->trial[i].chance.probability - p);
        if (away > 0 && away < nearest && rise > SLOPE_STEP / 3) {
            nearest = away;
            slope = rise / away;
        }
    }
    return slope;
}

static Status measure_slope(Search *search, Seek *seek, Error *err)
{
    double step = SLOPE_STEP / guess_slope(search, seek->value);
    step = fmin(step, (search->high - search->low) / 10);
    double below = fmax(seek->value - step, search->low);
    double above = fmin(seek->value + step, search->high);
    Chance low, high;
    TRY(look(search, below, &low, err));
    TRY(look(search, above, &high, err));
    seek->slope = (high.probability - low.probability) / (above - below);
    seek->error =
        seek->chance.standard_error > 0 ? seek->chance.standard_error / fabs(seek->slope) : 0;
    return STATUS_GOOD;
}

static Status find_root(Search *search, const double bracket[2], Seek *seek, Error *err)
{
    Root root = { .value = distance, .enough = enough, .context = search };
    Error own = { 0 };
    double x;
    search->err = err;
    Status status = root_find(&root, bracket[0], bracket[1], STEPS, &x, &own);
    if (search->status != STATUS_GOOD)
        return search->status;
    if (status != STATUS_GOOD)
        return error_set(err, status, "%s: %s", search->question->pointer, own.text);
    TRY(look(search, x, &seek->chance, err));
    if (fabs(seek->chance.probability - seek->probability) > seek->chance.standard_error)
        x = upper_side(search, x);
    seek->value = x;
    TRY(look(search, x, &seek->chance, err));
    seek->reachable = true;
    return measure_slope(search, seek, err);
}

static void note_best(const Search *search, Seek *seek)
{
    const SolveChance *chance = &search->chance;
    seek->best_chance.probability = -1;
    for (size_t i = 0; i < chance->trials; i++)
        if (inside(search, &chance->trial[i]) &&
            chance->trial[i].chance.probability > seek->best_chance.probability) {
            seek->best = chance->trial[i].value[0];
            seek->best_chance = chance->trial[i].chance;
        }
}

static Status search_value(Search *search, Seek *seek, Error *err)
{
    double bracket[2], start = search->question->number.value;
    Chance chance;
    TRY(choose_limits(search, err));
    seek->limits[0] = search->low;
    seek->limits[1] = search->high;
    if (start > search->low && start < search->high)
        TRY(look(search, start, &chance, err));
    bool found = find_bracket(search, bracket);
    if (!found) {
        TRY(scan(search, err));
        found = find_bracket(search, bracket);
    }
    if (!found && !moves(search))
        return error_set(err, STATUS_INVALID,
                         "%s: the probability of %s is %g for every value from %g to %g; wanted "
                         "is a lever that the target depends on",
                         search->question->pointer,
                         search->question->target_id ? search->question->target_id
                                                     : "all targets together",
                         search->chance.trial->chance.probability, search->low, search->high);
    if (found)
        TRY(find_root(search, bracket, seek, err));
    note_best(search, seek);
    return STATUS_GOOD;
}

Status solve_seek(const SeekQuestion *question, const Variants *variants,
                  const SimulateOptions *options, Seek **made, Error *err)
{
    Seek *seek = *made = calloc(1, sizeof *seek);
    Search search = { .chance = { .variants = variants,
                                  .options = options,
                                  .pointer = { question->pointer },
                                  .id = question->target_id,
                                  .levers = 1 },
                      .question = question };
    if (!seek)
        return error_memory(err);
    *seek = (Seek){ .target = question->target,
                    .pointer = text_copy(question->pointer),
                    .lever = text_copy(question->lever),
                    .probability = question->probability,
                    .start = question->number.value,
                    .percent = question->number.percent || fabs(question->number.value) < 1,
                    .value = NAN,
                    .error = NAN,
                    .slope = NAN,
                    .chance = chance_unknown };
    Status status = seek->pointer && (seek->lever || !question->lever)
                        ? search_value(&search, seek, err)
                        : error_memory(err);
    seek->evaluations = search.chance.trials;
    seek->method = search.chance.method;
    search.chance.method = NULL;
    solve_chance_free(&search.chance);
    return status;
}
