#include "core/target.h"

#include "math/vector_loops.h"

#include <math.h>
#include <string.h>

/* The bounds with their tolerance, of levels or growth factors. */
static double lowest(double low)
{
    return low - TARGET_TOLERANCE * fabs(low);
}

static double highest(double high)
{
    return high + TARGET_TOLERANCE * fabs(high);
}

/* Of nothing that is left of something it is -1. */
static double average_growth(double start, double end, int years)
{
    if (isinf(start) || isinf(end))
        return INFINITY;
    return start > 0 && end >= 0 ? expm1(log(end / start) / years) : NAN;
}

double target_bound(const Target *target)
{
    return isfinite(target->low) ? target->low : target->high;
}

bool target_two_sided(const Target *target)
{
    return isfinite(target->low) && isfinite(target->high);
}

double target_nearest(const Target *target, double measure)
{
    return target_two_sided(target) ? fmin(fmax(measure, target->low), target->high)
                                    : target_bound(target);
}

double target_gap(const Target *target, double measure)
{
    return measure - target_nearest(target, measure);
}

double target_even(const Target *target, double base, double median)
{
    return target_two_sided(target) ? NAN : base * target_bound(target) / median;
}

int target_first(const Target *target, int base)
{
    return target->shape == TARGET_GROWTH ? target->from : base + 1;
}

bool target_spans(const Target *target, int base, int year)
{
    return year >= target_first(target, base) && year <= target->to;
}

static void judge_growth(const Target *target, const double *start, const double *end, size_t paths,
                         double *measure, unsigned char *met)
{
    int years = target->to - target->from + 1;
    for (size_t p = 0; p < paths; p++) {
        measure[p] = average_growth(start[p], end[p], years);
        met[p] = 1 + measure[p] >= lowest(1 + target->low) &&
                 1 + measure[p] <= highest(1 + target->high);
    }
}

/* The least (a lower bound) or greatest level of the years: the one nearest to missing. */
static void judge_levels(const double *first, const double *last, size_t stride, size_t paths,
                         double sign, double *nearest)
{
    for (size_t p = 0; p < paths; p++)
        nearest[p] = first[p];
    for (const double *year = first + stride; year <= last; year += stride)
        for (size_t p = 0; p < paths; p++)
            nearest[p] =
                sign * year[p] < sign * nearest[p] || isnan(year[p]) ? year[p] : nearest[p];
}

void target_judge(const Target *target, int base, const double *level, size_t stride, size_t paths,
                  double *measure, unsigned char *met)
{
    const VectorLoops *loops = vector_loops();
    const double *first = level + (size_t)(target->from - base) * stride;
    const double *last = level + (size_t)(target->to - base) * stride;
    bool least = isfinite(target->low), most = isfinite(target->high);
    if (target->shape == TARGET_GROWTH) {
        judge_growth(target, first - stride, last, paths, measure, met);
        return;
    }
    if (first == last) {
        loops->within(first, lowest(target->low), highest(target->high), met, paths);
        memcpy(measure, first, paths * sizeof *measure);
        return;
    }
    judge_levels(first, last, stride, paths, least ? 1 : -1, measure);
    loops->within(measure, lowest(target->low), least ? INFINITY : highest(target->high), met,
                  paths);
    for (size_t p = 0; p < paths && least && most; p++) /* below the upper bound in every year */
        for (const double *year = first; year <= last; year += stride)
            met[p] &= year[p] <= highest(target->high);
}

/* Growth of g a year over n years is growth by the factor (1 + g)^n: how far the end lies inside
 * the bounds, times the start. Growth that is undefined is within none. */
static void factor_within(const double *start, const double *end, const double factor[2],
                          size_t paths, unsigned char *met)
{
    enum { PART = 256 };
    double inside[PART];
    for (size_t from = 0; from < paths; from += PART) {
        size_t n = paths - from < PART ? paths - from : PART;
        for (size_t p = 0; p < n; p++) {
            double above = end[from + p] - factor[0] * start[from + p];
            double below = factor[1] * start[from + p] - end[from + p];
            double least = above < below ? above : below;
            inside[p] = start[from + p] > 0 && end[from + p] >= 0 ? least : -1;
        }
        vector_loops()->within(inside, 0, INFINITY, met + from, n);
    }
}

void target_in_year(const Target *target, int base, size_t t, const double *level, size_t stride,
                    size_t paths, unsigned char *met)
{
    const double *now = level + t * stride;
    if (target->shape != TARGET_GROWTH) {
        vector_loops()->within(now, lowest(target->low), highest(target->high), met, paths);
        return;
    }
    int years = base + (int)t + 1 - target->from;
    const double factor[2] = { pow(fmax(lowest(1 + target->low), 0), years),
                               pow(fmax(highest(1 + target->high), 0), years) };
    factor_within(level + (size_t)(target->from - base - 1) * stride, now, factor, paths, met);
}

void target_on_path(const Target *target, int base, double *const edge[2], size_t t,
                    const double *level, size_t stride, size_t paths, unsigned char *on)
{
    if (target->shape == TARGET_GROWTH)
        target_in_year(target, base, t, level, stride, paths, on);
    else
        vector_loops()->within(level + t * stride, lowest(edge[0][t]), highest(edge[1][t]), on,
                               paths);
}
