/* 1. The chance at equal steps of the lever's natural scale, on the first paths.
 * 2. Neighbours that enclose the probability bracket a solution.
 * 3. A point that is better than both neighbours may hide a hump between them: golden-section
 * search for its top. While the chance is 0 on both sides, the margin of the medians leads there.
 */
#include "run/solve_scan.h"

#include "run/solve_peak.h"

#include <math.h>
#include <stdlib.h>

enum { PARTS = 24, PEAKS = 3, BISECTIONS = 20 };

SolveChance *scan_full(Scan *scan)
{
    return scan->rough.cut ? &scan->exact : &scan->rough;
}

Status scan_look(Scan *scan, double value, const SolveTrial **trial, Error *err)
{
    return solve_chance_try(scan_full(scan), &value, trial, err);
}

bool scan_holds(const Scan *scan, double value)
{
    return value >= scan->range.low && value <= scan->range.high;
}

/* ---- limits ---- */

/* The limit, or as near to it as the scenario allows. */
static Status tame(Scan *scan, double *limit, Error *err)
{
    const SolveTrial *trial;
    double good = scan->range.start, bad = *limit;
    TRY(solve_chance_try(&scan->rough, &bad, &trial, err));
    if (trial)
        return STATUS_GOOD;
    for (int i = 0; i < BISECTIONS; i++) {
        double middle = good + (bad - good) / 2;
        if (scan->range.whole)
            middle = good < bad ? floor(middle) : ceil(middle);
        if (!(middle > fmin(good, bad) && middle < fmax(good, bad)))
            break;
        TRY(solve_chance_try(&scan->rough, &middle, &trial, err));
        *(trial ? &good : &bad) = middle;
    }
    *limit = good;
    return STATUS_GOOD;
}

static Status set_range(Scan *scan, SolveRange range, Error *err)
{
    scan->range = range;
    TRY(tame(scan, &scan->range.low, err));
    TRY(tame(scan, &scan->range.high, err));
    if (scan->range.low < scan->range.high)
        return STATUS_GOOD;
    return error_set(err, STATUS_INVALID,
                     "%s: no other value near %g makes a scenario; give limits by --between",
                     scan->question->pointer, range.start);
}

static Status set_given(Scan *scan, Error *err)
{
    const SeekQuestion *q = scan->question;
    const SolveTrial *trial;
    scan->range = solve_range_of(&q->number, q->limits[0], q->limits[1]);
    if (!(scan->range.low < scan->range.high))
        return error_set(err, STATUS_INVALID,
                         "%s: from %g to %g there are no two whole numbers, and it takes no other",
                         q->pointer, q->limits[0], q->limits[1]);
    TRY(solve_chance(&scan->rough, &scan->range.low, &trial, err));
    return solve_chance(&scan->rough, &scan->range.high, &trial, err);
}

/* ---- brackets ---- */

static int by_value(const void *a, const void *b)
{
    double x = ((const SolveTrial *)a)->value[0], y = ((const SolveTrial *)b)->value[0];
    return (x > y) - (x < y);
}

static double distance(const Scan *scan, const double bracket[2])
{
    double start = scan->range.start;
    return fmax(fmax(bracket[0] - start, start - bracket[1]), 0);
}

/* Keeps the nearest ones, the nearest first. */
static void keep(Scan *scan, double a, double b)
{
    double made[2] = { a, b };
    size_t at = scan->brackets < SCAN_BRACKETS ? scan->brackets++ : SCAN_BRACKETS;
    for (; at && distance(scan, scan->bracket[at - 1]) > distance(scan, made); at--)
        if (at < SCAN_BRACKETS)
            for (int k = 0; k < 2; k++)
                scan->bracket[at][k] = scan->bracket[at - 1][k];
    for (int k = 0; k < 2 && at < SCAN_BRACKETS; k++)
        scan->bracket[at][k] = made[k];
}

static bool encloses(const Scan *scan, const SolveTrial *a, const SolveTrial *b)
{
    double p = scan->question->probability;
    return (a->chance.probability >= p) != (b->chance.probability >= p);
}

/* What the first paths enclose all of them must enclose too, if need be within two steps more. */
static Status confirm(Scan *scan, double a, double b, Error *err)
{
    const SolveTrial *trial;
    double step = b - a;
    for (int i = 0; i < 2; i++, a -= step, b += step) {
        a = fmax(a, scan->range.low);
        b = fmin(b, scan->range.high);
        TRY(scan_look(scan, a, &trial, err));
        SolveTrial low = trial ? *trial : (SolveTrial){ 0 };
        bool both = trial;
        TRY(scan_look(scan, b, &trial, err));
        if (both && trial && encloses(scan, &low, trial)) {
            keep(scan, a, b);
            break;
        }
    }
    return STATUS_GOOD;
}

/* The trials on the first paths by rising value; owned. */
static SolveTrial *sorted(const Scan *scan, size_t *count)
{
    const SolveChance *rough = &scan->rough;
    SolveTrial *trial = calloc(rough->trials + 1, sizeof *trial);
    *count = 0;
    for (size_t i = 0; trial && i < rough->trials; i++)
        if (scan_holds(scan, rough->trial[i].value[0]))
            trial[(*count)++] = rough->trial[i];
    if (trial)
        qsort(trial, *count, sizeof *trial, by_value);
    return trial;
}

static Status find_brackets(Scan *scan, const SolveTrial *trial, size_t count, Error *err)
{
    scan->brackets = 0;
    for (size_t i = 0; i + 1 < count; i++)
        if (encloses(scan, &trial[i], &trial[i + 1]))
            TRY(confirm(scan, trial[i].value[0], trial[i + 1].value[0], err));
    return STATUS_GOOD;
}

/* ---- humps ---- */

static Status peak_at(void *context, double u, const SolveTrial **point, Error *err)
{
    Scan *scan = context;
    return scan_look(scan, solve_range_value(&scan->range, u), point, err);
}

/* The neighbours of one of the sorted trials, itself where there is none. */
static void neighbours(const SolveTrial *trial, size_t i, size_t count, double ends[2])
{
    ends[0] = trial[i ? i - 1 : 0].value[0];
    ends[1] = trial[i + 1 < count ? i + 1 : i].value[0];
}

/* The top between two neighbours around x. At a limit it is there unless the chance rises next to
 * it. */
static Status refine(Scan *scan, const double ends[2], double enough, double *x, Error *err)
{
    const double near = 1e-3;
    const SolveRange *range = &scan->range;
    double from = solve_range_scale(range, ends[0]), to = solve_range_scale(range, ends[1]);
    double u = solve_range_scale(range, *x);
    if (ends[0] == *x || ends[1] == *x) {
        const SolveTrial *made;
        TRY(scan_look(scan, *x, &made, err));
        SolveTrial here = made ? *made : (SolveTrial){ .margin = -INFINITY };
        TRY(peak_at(scan, ends[0] == *x ? u + near * (to - u) : u - near * (u - from), &made, err));
        if (!made || !solve_chance_better(made, &here))
            return STATUS_GOOD;
    }
    TRY(solve_peak(&(SolvePeak){ peak_at, scan, enough }, from, to, &u, err));
    *x = solve_range_value(range, u);
    return STATUS_GOOD;
}

/* The hump around one of the sorted trials, and both of its sides. */
static Status climb(Scan *scan, const SolveTrial *trial, size_t i, size_t count, Error *err)
{
    double ends[2], top = trial[i].value[0];
    const SolveTrial *made;
    neighbours(trial, i, count, ends);
    TRY(refine(scan, ends, scan->question->probability, &top, err));
    TRY(scan_look(scan, top, &made, err));
    if (!made || made->chance.probability < scan->question->probability)
        return STATUS_GOOD;
    if (ends[0] < top)
        TRY(confirm(scan, ends[0], top, err));
    return ends[1] > top ? confirm(scan, top, ends[1], err) : STATUS_GOOD;
}

/* Whether a point below the probability is no worse than its neighbours, and could hide a solution
 * nearer than those that are known. */
static bool is_peak(const Scan *scan, const SolveTrial *trial, size_t i, size_t count)
{
    bool least = !i || !solve_chance_better(&trial[i - 1], &trial[i]);
    bool most = i + 1 == count || !solve_chance_better(&trial[i + 1], &trial[i]);
    double around[2];
    neighbours(trial, i, count, around);
    return least && most && trial[i].chance.probability < scan->question->probability &&
           (!scan->brackets || distance(scan, around) < distance(scan, scan->bracket[0]));
}

/* The best points first. */
static Status climb_all(Scan *scan, const SolveTrial *trial, size_t count, Error *err)
{
    size_t chosen[PEAKS], peaks = 0;
    for (size_t i = 0; i < count; i++) {
        if (!is_peak(scan, trial, i, count))
            continue;
        size_t at = peaks < PEAKS ? peaks++ : PEAKS;
        for (; at && solve_chance_better(&trial[i], &trial[chosen[at - 1]]); at--)
            if (at < PEAKS)
                chosen[at] = chosen[at - 1];
        if (at < PEAKS)
            chosen[at] = i;
    }
    for (size_t k = 0; k < peaks; k++)
        TRY(climb(scan, trial, chosen[k], count, err));
    return STATUS_GOOD;
}

Status scan_top(Scan *scan, Error *err)
{
    const double none = 2;
    size_t count, best = 0;
    SolveTrial *trial = sorted(scan, &count);
    if (!trial)
        return error_memory(err);
    for (size_t i = 1; i < count; i++)
        if (solve_chance_better(&trial[i], &trial[best]))
            best = i;
    double ends[2], top = count ? trial[best].value[0] : NAN;
    Status status = STATUS_GOOD;
    if (count) {
        neighbours(trial, best, count, ends);
        status = refine(scan, ends, none, &top, err);
    }
    free(trial);
    return status;
}

/* ---- the scan ---- */

static Status look_everywhere(Scan *scan, Error *err)
{
    const SolveTrial *found;
    double from = solve_range_scale(&scan->range, scan->range.low);
    double to = solve_range_scale(&scan->range, scan->range.high);
    for (int i = 0; i <= PARTS; i++) {
        double value = i == 0 ? scan->range.low
                       : i == PARTS
                           ? scan->range.high
                           : solve_range_value(&scan->range, from + (to - from) * i / PARTS);
        TRY(solve_chance_try(&scan->rough, &value, &found, err));
    }
    size_t count;
    SolveTrial *trial = sorted(scan, &count);
    Status status = trial ? find_brackets(scan, trial, count, err) : error_memory(err);
    if (status == STATUS_GOOD)
        status = climb_all(scan, trial, count, err);
    free(trial);
    return status;
}

Status scan_run(Scan *scan, Error *err)
{
    const LeverNumber *number = &scan->question->number;
    const SolveTrial *trial;
    double start = number->value;
    TRY(solve_chance(&scan->rough, &start, &trial, err));
    if (scan->rough.cut)
        TRY(solve_chance(&scan->exact, &start, &trial, err));
    if (isfinite(scan->question->limits[0])) {
        TRY(set_given(scan, err));
        return look_everywhere(scan, err);
    }
    TRY(set_range(scan, solve_range_near(number), err));
    TRY(look_everywhere(scan, err));
    if (scan->brackets)
        return STATUS_GOOD;
    TRY(set_range(scan, solve_range_wide(number), err));
    return look_everywhere(scan, err);
}
