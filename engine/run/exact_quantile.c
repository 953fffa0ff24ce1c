#include "run/exact_quantile.h"

#include "math/normal.h"

#include <math.h>

/* The log of a lognormal product with the same mean and sd; NaN where these do not exist. */
static double guess(const ExactMoments *moments, double p)
{
    double variance = log1p(pow(moments->sd / moments->mean, 2));
    return log(moments->mean) - variance / 2 + normal_quantile(p) * sqrt(variance);
}

/* Secant steps from x inside an interval that every step narrows; it is halved when three steps do
 * not halve it: the cdf may jump. */
static double solve(const ExactLevels *levels, size_t span, double p, double low, double high,
                    double x)
{
    double before = NAN, at_before = NAN, width = high - low;
    for (int i = 0; i < 300; i++) {
        x = x > low && x < high ? x : low + (high - low) / 2;
        if (!(x > low && x < high))
            break;
        double at = exact_levels_below(levels, span, exp(x), NULL) - p;
        double next = x - at * (x - before) / (at - at_before);
        if (at < 0)
            low = x;
        else
            high = x;
        if (fabs(at) < 1e-15 || (fabs(at) < 1e-12 && fabs(next - x) < 4e-16 * fabs(x)))
            return x;
        before = x;
        at_before = at;
        x = next;
        if (i == 0)
            x = before + (at < 0 ? 0.01 : -0.01) * width;
        if (i % 3 == 2) {
            x = high - low > width / 2 ? low + (high - low) / 2 : x;
            width = high - low;
        }
    }
    return high;
}

/* Steps beside x, as shares of the range: for the slope there, and to see whether the cdf is flat
 * below x, for which harmonics need a longer one, as they are less exact. */
static const double slope_step = 1e-4, flat_step = 1e-9;

static double below_at(const ExactLevels *levels, size_t span, double x)
{
    return exact_levels_below(levels, span, exp(x), NULL);
}

/* The least log with a chance of at least p below it, by halving: safe where the cdf jumps. */
static double halve(const ExactLevels *levels, size_t span, double p, double low, double high)
{
    for (int i = 0; i < 200; i++) {
        double middle = low + (high - low) / 2;
        if (!(middle > low && middle < high))
            break;
        if (below_at(levels, span, middle) < p)
            low = middle;
        else
            high = middle;
    }
    return high;
}

double exact_quantile(const ExactLevels *levels, size_t span, double p, double *error)
{
    const ExactSeries *series = &levels->series[span];
    double off, width = series->high - series->low, step = slope_step * width;
    double low = series->centre + series->low - 0.01 * width;
    double high = series->centre + series->high + 0.01 * width;
    if (exact_levels_below(levels, span, 0, &off) >= p - off) {
        *error = 0;
        return 0;
    }
    double x = solve(levels, span, p, low, high, guess(&series->moments, p));
    exact_levels_below(levels, span, exp(x), &off);
    if (below_at(levels, span, x - (series->direct ? flat_step * width : step)) >= p - off)
        x = halve(levels, span, p - off, low, x);
    double slope = (below_at(levels, span, x + step) - below_at(levels, span, x - step)) / step / 2;
    *error = exp(x) * (1e-14 + (slope > 0 ? fmin(off / slope, width) : width));
    return exp(x);
}
