/* Inside each bracket Brent's method on z(P(x)) - z(p), z the normal quantile, which is nearly
 * straight where the target is a bound on a lognormal level. The same random numbers at every x
 * make P a step function with steps of one path: the search ends within a small part of the error
 * of P, and the value's own standard error is se(P) / |dP/dx|. */
#include "run/solve_seek.h"

#include "base/text.h"
#include "math/root.h"

#include <math.h>
#include <stdlib.h>

enum { ROUGH_PATHS = 16384, STEPS = 100 };

static const double CLOSE = 0.02;                        /* of the standard error of P */
static const double CLOSE_EXACT = 1e-12;                 /* of P */
static const double NARROW = 1e-7, NARROW_EXACT = 1e-15; /* of the limits */
static const double SLOPE_STEP = 0.03; /* of P, to each side: what the slope is taken over */
/* of P, or of its standard error: more is a jump over p */
static const double JUMP = 1e-6, JUMPS = 4;

typedef struct Search {
    Scan scan;
    const SeekQuestion *question;
    Error *err; /* of the evaluations inside the root finder */
    Status status;
} Search;

static Status look(Search *search, double x, Chance *chance, Error *err)
{
    const SolveTrial *trial;
    TRY(solve_chance(scan_full(&search->scan), &x, &trial, err));
    *chance = trial->chance;
    return STATUS_GOOD;
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
    const SolveRange *range = &search->scan.range;
    double p = search->question->probability;
    Chance chance;
    (void)value;
    if (look(search, x, &chance, search->err) != STATUS_GOOD)
        return true;
    double error = chance.standard_error, over = fabs(chance.probability - p);
    bool smooth = error > 0 && over <= JUMPS * error;
    double width = (smooth ? NARROW : NARROW_EXACT) * (range->high - range->low);
    return over <= fmax(CLOSE * error, CLOSE_EXACT) || high - low <= width;
}

/* Where a step jumps over the probability, the nearest value known that gives more. */
static double upper_side(Search *search, double x)
{
    const SolveChance *chance = scan_full(&search->scan);
    double p = search->question->probability, best = INFINITY, at = x;
    for (size_t i = 0; i < chance->trials; i++) {
        double value = chance->trial[i].value[0], away = fabs(value - x);
        if (chance->trial[i].chance.probability >= p && scan_holds(&search->scan, value) &&
            away < best) {
            best = away;
            at = value;
        }
    }
    return at;
}

static Status find_root(Search *search, const double bracket[2], double *x, Error *err)
{
    Root root = { .value = distance, .enough = enough, .context = search };
    Error own = { 0 };
    Chance chance;
    search->err = err;
    search->status = STATUS_GOOD;
    Status status = root_find(&root, bracket[0], bracket[1], STEPS, x, &own);
    if (search->status != STATUS_GOOD)
        return search->status;
    if (status != STATUS_GOOD)
        return error_set(err, status, "%s: %s", search->question->pointer, own.text);
    TRY(look(search, *x, &chance, err));
    if (fabs(chance.probability - search->question->probability) > chance.standard_error)
        *x = upper_side(search, *x);
    return STATUS_GOOD;
}

/* Of two neighbouring whole numbers on both sides of the probability the one that gives it. */
static Status find_whole(Search *search, const double bracket[2], double *x, Error *err)
{
    double p = search->question->probability, a = bracket[0], b = bracket[1];
    Chance chance;
    TRY(look(search, a, &chance, err));
    bool met = chance.probability >= p;
    while (b - a > 1) {
        double middle = floor(a + (b - a) / 2);
        TRY(look(search, middle, &chance, err));
        *((chance.probability >= p) == met ? &a : &b) = middle;
    }
    *x = met ? a : b;
    return STATUS_GOOD;
}

/* ---- the slope ---- */

/* A first guess of |dP/dx| from the points tried: the secant to the nearest one that is clearly
 * apart. 0: there is none. */
static double guess_slope(Search *search, double x)
{
    const SolveChance *chance = scan_full(&search->scan);
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

static Status measure_slope(Search *search, const double bracket[2], Seek *seek, Error *err)
{
    const SolveRange *range = &search->scan.range;
    double guess = guess_slope(search, seek->value), end[2], p[2];
    double step = guess > 0 ? SLOPE_STEP / guess : (bracket[1] - bracket[0]) / 2;
    step = fmin(step, (range->high - range->low) / 10);
    for (int k = 0; k < 2; k++) {
        const SolveTrial *trial;
        end[k] = fmin(fmax(seek->value + (k ? step : -step), range->low), range->high);
        TRY(scan_look(&search->scan, end[k], &trial, err));
        p[k] = trial ? trial->chance.probability : seek->chance.probability;
        end[k] = trial ? end[k] : seek->value;
    }
    seek->slope = end[1] > end[0] ? (p[1] - p[0]) / (end[1] - end[0]) : NAN;
    seek->error =
        seek->chance.standard_error > 0 ? seek->chance.standard_error / fabs(seek->slope) : 0;
    seek->error = isfinite(seek->error) ? seek->error : NAN;
    return STATUS_GOOD;
}

/* ---- the answer ---- */

static void add_solution(Seek *seek, double x)
{
    size_t at = seek->solutions;
    for (size_t i = 0; i < seek->solutions; i++)
        if (fabs(seek->solution[i] - x) <= 1e-9 * fabs(x))
            return;
    for (; at && seek->solution[at - 1] > x; at--)
        seek->solution[at] = seek->solution[at - 1];
    seek->solution[at] = x;
    seek->solutions++;
}

/* The roots in all brackets; the one nearest to the scenario's own value is the answer. */
static Status find_roots(Search *search, Seek *seek, Error *err)
{
    const Scan *scan = &search->scan;
    double nearest = INFINITY, x = NAN;
    size_t from = 0;
    for (size_t i = 0; i < scan->brackets; i++) {
        TRY((scan->range.whole ? find_whole : find_root)(search, scan->bracket[i], &x, err));
        add_solution(seek, x);
        if (fabs(x - seek->start) >= nearest)
            continue;
        nearest = fabs(x - seek->start);
        seek->value = x;
        from = i;
    }
    TRY(look(search, seek->value, &seek->chance, err));
    double over = fabs(seek->chance.probability - seek->probability);
    seek->reachable = true;
    if (scan->range.whole)
        return STATUS_GOOD;
    if (over <= fmax(JUMPS * seek->chance.standard_error, JUMP))
        return measure_slope(search, scan->bracket[from], seek, err);
    seek->error = 0;
    return STATUS_GOOD;
}

/* Without a bracket every value gives more, or none does. */
static void take_nearest(Search *search, Seek *seek)
{
    double at = upper_side(search, seek->start);
    const SolveChance *chance = scan_full(&search->scan);
    for (size_t i = 0; i < chance->trials; i++) {
        const SolveTrial *trial = &chance->trial[i];
        if (trial->value[0] != at || trial->chance.probability < seek->probability ||
            !scan_holds(&search->scan, at))
            continue;
        seek->reachable = true;
        seek->value = at;
        seek->chance = trial->chance;
        add_solution(seek, at);
    }
}

static Status note_best(Search *search, Seek *seek, Error *err)
{
    TRY(scan_top(&search->scan, err));
    const SolveChance *chance = scan_full(&search->scan);
    const SolveTrial *best = NULL;
    for (size_t i = 0; i < chance->trials; i++)
        if (scan_holds(&search->scan, chance->trial[i].value[0]) &&
            (!best || solve_chance_better(&chance->trial[i], best)))
            best = &chance->trial[i];
    seek->best = best ? best->value[0] : NAN;
    seek->best_chance = best ? best->chance : chance_unknown;
    return STATUS_GOOD;
}

static bool moves(const Search *search)
{
    const SolveChance *rough = &search->scan.rough;
    const SolveTrial *trial = rough->trial;
    for (size_t i = 1; i < rough->trials; i++)
        if (fabs(trial[i].chance.probability - trial->chance.probability) > 1e-12 ||
            fabs(trial[i].mark - trial->mark) > 1e-12 * fabs(trial->mark))
            return true;
    return false;
}

static Status search_value(Search *search, Seek *seek, Error *err)
{
    const SeekQuestion *q = search->question;
    TRY(scan_run(&search->scan, err));
    seek->limits[0] = search->scan.range.low;
    seek->limits[1] = search->scan.range.high;
    TRY(look(search, seek->start, &seek->start_chance, err));
    if (!search->scan.brackets && !moves(search))
        return error_set(err, STATUS_INVALID,
                         "%s: the probability of %s is %g for every value from %g to %g; wanted "
                         "is a lever that the target depends on",
                         q->pointer, q->target_id ? q->target_id : "all targets together",
                         seek->start_chance.probability, seek->limits[0], seek->limits[1]);
    if (search->scan.brackets)
        TRY(find_roots(search, seek, err));
    TRY(note_best(search, seek, err));
    if (!search->scan.brackets)
        take_nearest(search, seek);
    return STATUS_GOOD;
}

static bool begin(const SeekQuestion *question, Seek *seek)
{
    *seek = (Seek){ .target = question->target,
                    .pointer = text_copy(question->pointer),
                    .lever = text_copy(question->lever),
                    .probability = question->probability,
                    .start = question->number.value,
                    .start_chance = chance_unknown,
                    .rate = question->number.rate,
                    .whole = question->number.whole,
                    .value = NAN,
                    .error = NAN,
                    .slope = NAN,
                    .best = NAN,
                    .chance = chance_unknown,
                    .best_chance = chance_unknown };
    return seek->pointer && (seek->lever || !question->lever);
}

Status solve_seek(const SeekQuestion *question, const Variants *variants,
                  const SimulateOptions *options, Seek **made, Error *err)
{
    Seek *seek = *made = calloc(1, sizeof *seek);
    Search search = { .scan = { .question = question }, .question = question };
    SolveChance *rough = &search.scan.rough, *exact = &search.scan.exact;
    if (!seek)
        return error_memory(err);
    *exact = (SolveChance){ .variants = variants,
                            .options = options,
                            .pointer = { question->pointer },
                            .id = question->target_id,
                            .levers = 1 };
    *rough = *exact;
    rough->most_paths = ROUGH_PATHS;
    Status status = begin(question, seek) ? search_value(&search, seek, err) : error_memory(err);
    seek->evaluations = rough->trials + exact->trials;
    seek->method = text_copy(scan_full(&search.scan)->method);
    if (status == STATUS_GOOD && !seek->method)
        status = error_memory(err);
    solve_chance_free(rough);
    solve_chance_free(exact);
    return status;
}
