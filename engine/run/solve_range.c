/* The natural scale of a quantity above 0 is its logarithm. Any other is scaled by
 * asinh((x - start) / unit): equal steps near the scenario's own value, equal ratios of the
 * distance from it far away. */
#include "run/solve_range.h"

#include <math.h>

static const double BELOW = 0.2, ABOVE = 0.3; /* of a rate */
static const double YEARS = 10, FACTOR = 5, FAR = 1000;
static const double LARGE = 1e6; /* a range that is larger says nothing about what is usual */
static const double SPAN = 3;    /* limits further apart than that are scaled by ratios */

static SolveRange within(const LeverNumber *number, double low, double high)
{
    bool bounded = number->low < number->high;
    SolveRange range = { .low = bounded ? fmax(low, number->low) : low,
                         .high = bounded ? fmin(high, number->high) : high,
                         .start = number->value,
                         .whole = number->whole };
    range.low = fmin(range.low, range.start);
    range.high = fmax(range.high, range.start);
    return range;
}

static SolveRange scaled(SolveRange range, bool rate, double unit)
{
    bool ratios = !rate && !range.whole && range.low > 0 && range.high > SPAN * range.low;
    range.unit = ratios ? 0 : fmax(unit, 1e-12);
    return range;
}

static bool is_narrow(const LeverNumber *number)
{
    return number->low < number->high && number->high - number->low <= 2;
}

SolveRange solve_range_near(const LeverNumber *number)
{
    double start = number->value, low, high;
    if (number->whole) {
        low = start - YEARS;
        high = start + YEARS;
    } else if (is_narrow(number) && number->low >= -1 && number->high <= 1) {
        low = number->low;
        high = number->high;
    } else if (number->rate) {
        low = start - BELOW;
        high = start + ABOVE;
    } else {
        low = start > 0 ? start / FACTOR : start < 0 ? start * FACTOR : -1;
        high = start > 0 ? start * FACTOR : start < 0 ? start / FACTOR : 1;
    }
    SolveRange range = within(number, low, high);
    return scaled(range, number->rate, range.high - range.low);
}

SolveRange solve_range_wide(const LeverNumber *number)
{
    SolveRange near = solve_range_near(number);
    double start = number->value, size = FAR * fmax(fabs(start), near.high - near.low);
    bool usual = number->low < number->high &&
                 fmax(fabs(number->low), fabs(number->high)) <= LARGE && !number->whole;
    SolveRange range = within(number, start > 0 ? start / FAR : start - size,
                              start > 0 ? start * FAR : start + size);
    if (usual)
        range = within(number, number->low, number->high);
    else if (number->whole)
        range = within(number, start - FAR, start + FAR);
    return scaled(range, number->rate, near.high - near.low);
}

SolveRange solve_range_of(const LeverNumber *number, double low, double high)
{
    SolveRange range = { .low = low, .high = high, .start = number->value, .whole = number->whole };
    if (range.whole) {
        range.low = ceil(low);
        range.high = floor(high);
    }
    return scaled(range, number->rate, high - low);
}

double solve_range_scale(const SolveRange *range, double value)
{
    return range->unit > 0 ? asinh((value - range->start) / range->unit) : log(value);
}

double solve_range_value(const SolveRange *range, double scaled)
{
    double value = range->unit > 0 ? range->start + range->unit * sinh(scaled) : exp(scaled);
    value = range->whole ? rint(value) : value;
    return fmin(fmax(value, range->low), range->high);
}
