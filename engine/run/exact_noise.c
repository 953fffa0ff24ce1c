#include "run/exact_noise.h"

#include "run/exact_transform.h"

#include <math.h>
#include <string.h>

enum { ROUGH_POINTS = 256 };

/* Chances left out at each end: of additive noise, whose logs have light tails, and of exp(v e)
 * with the power tails of Student's t. */
static const double cut_additive = 1e-15, cut_power = 1e-11;

void exact_noise_powers(double x, double weight, double *re)
{
    double up = exp(x / 8), down = exp(-x / 8);
    for (size_t k = 0; k < EXACT_POWERS; k++) {
        re[k] += weight * up;
        re[EXACT_POWERS + k] += weight * down;
        up *= up;
        down *= down;
    }
}

static double farthest(const ExactFactor *it)
{
    return noise_above(it->noise, it->additive ? cut_additive : cut_power);
}

/* Density of the factor at 0 and below: P(0 < f < y) = that times y for small y. */
static double density_at_zero(const ExactFactor *it)
{
    return noise_density(it->noise, -(1 + it->m) / it->v) / it->v;
}

/* The least log of the factor that is told apart from a factor of 0. */
static double lowest_log(const ExactFactor *it)
{
    double least = 1 + it->m - it->v * farthest(it);
    return least > 0 ? log(least) : fmax(log(cut_additive / density_at_zero(it)), -50);
}

/* Trapezoid rule on the grid's points: spectral accuracy for the smooth density
 *   p(x) = phi((y - 1 - m) / v) y / v,  y = exp(x + centre). */
static void sample_density(const ExactFactor *it, FourierGrid *grid)
{
    double far = farthest(it), step = grid->period / (double)grid->points;
    double high = it->additive ? log(1 + it->m + it->v * far) - it->centre : it->v * far;
    double low = it->additive ? lowest_log(it) - it->centre : -it->v * far;
    memset(grid->sample, 0, grid->points * sizeof *grid->sample);
    if (!(high > low))
        return;
    long points = (long)grid->points, last = (long)ceil(high / step);
    for (long i = (long)floor(low / step); i <= last; i++) {
        double x = (double)i * step, y = it->additive ? exp(x + it->centre) : 1;
        double e = it->additive ? (y - 1 - it->m) / it->v : x / it->v;
        grid->sample[(i % points + points) % points] +=
            step * noise_density(it->noise, e) * y / it->v;
    }
}

/* Below `from` the density of f is nearly flat, D: the integral of y^s D from the lowest y. */
static void add_near_zero(const ExactFactor *it, double from, double *re)
{
    double lowest = exp(lowest_log(it)), density = density_at_zero(it);
    for (size_t k = 0; k < EXACT_EXPONENTS && lowest < from; k++) {
        double s = exact_transform_exponent(k), power = s + 1;
        double sum =
            power == 0 ? log(from / lowest) : (pow(from, power) - pow(lowest, power)) / power;
        re[k] += density * sum * exp(-s * it->centre);
    }
}

/* Points crowd in the middle: e = far sinh(b w) / sinh(b), -1 < w < 1. */
static void rough_powers(const ExactFactor *it, double *re)
{
    double far = farthest(it), b = asinh(far);
    double from = it->additive ? 0.05 * fabs(1 + it->m) + 1e-3 * it->v : 0;
    for (size_t i = 0; i < ROUGH_POINTS; i++) {
        double w = (2 * (double)i + 1) / ROUGH_POINTS - 1;
        double e = far * sinh(b * w) / sinh(b), y = 1 + it->m + it->v * e;
        double step = 2.0 / ROUGH_POINTS * far * b * cosh(b * w) / sinh(b);
        if (!it->additive || y > from)
            exact_noise_powers(it->additive ? log(y) - it->centre : it->v * e,
                               step * noise_density(it->noise, e), re);
    }
    if (it->additive && density_at_zero(it) * from > 1e-17)
        add_near_zero(it, from, re);
}

void exact_noise_transform(const ExactFactor *factor, FourierGrid *grid, double *re, double *im)
{
    if (!grid) {
        rough_powers(factor, re);
        return;
    }
    sample_density(factor, grid);
    fourier_grid_harmonics(grid, re, im);
}
