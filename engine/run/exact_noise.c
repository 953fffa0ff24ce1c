#include "run/exact_noise.h"

#include "run/exact_transform.h"

#include <math.h>
#include <string.h>

enum { ROUGH_POINTS = 256, GAUSS = 4 };

/* Chance left out at the lower end of additive noise, whose logs have light tails. */
static const double cut_additive = 1e-13;
const double exact_noise_cut = 1e-11;

/* Samples too far apart mix a harmonic with those beyond the last one, when these are greater. */
static const double aliased = 1e-14;

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

double exact_noise_at_zero(const ExactFactor *it)
{
    return exact_density_at(it->density, -it->a / it->v) / it->v;
}

/* The least log of the factor that is told apart from a factor of 0: P(0 < f < y) is y times the
 * density at 0 as long as y is small beside a. */
static double lowest_log(const ExactFactor *it)
{
    double least = it->a + it->v * it->density->edge[0], zero = exact_noise_at_zero(it);
    double small = it->a > 0 ? log(it->a / 20) : 50, far = -50;
    if (least > 0)
        return log(least);
    return zero > 0 ? fmin(fmax(log(cut_additive / zero), far), small) : small;
}

/* Trapezoid rule on the grid's points: spectral accuracy for the smooth density
 *   p(x) = h((y - a) / v) y / v,  y = exp(x + centre). */
static void sample_density(const ExactFactor *it, FourierGrid *grid)
{
    const ExactDensity *density = it->density;
    double step = grid->period / (double)grid->points, scale = exp(it->centre);
    double line[2] = { scale / it->v, -it->a / it->v };
    long points = (long)grid->points, far = 2 * points;
    long i = (long)ceil((lowest_log(it) - it->centre) / step);
    i = i > -far ? i : -far;
    memset(grid->sample, 0, grid->points * sizeof *grid->sample);
    for (size_t panel = 0; panel < density->panels; panel++) {
        double until = it->a + it->v * density->edge[panel + 1];
        long last = until > 0 ? (long)floor((log(until) - it->centre) / step) : i - 1;
        for (last = last < far ? last : far; i <= last;) {
            long at = (i % points + points) % points, n = last + 1 - i;
            n = n < points - at ? n : points - at;
            exact_density_add(density, panel, line, step * scale / it->v, it->power + i,
                              grid->sample + at, (size_t)n);
            i += n;
        }
    }
}

/* Gauss's rule of four points on every panel. */
static void rough_powers(const ExactFactor *it, double *re)
{
    static const double node[GAUSS] = { -0.86113631159405258, -0.33998104358485626,
                                        0.33998104358485626, 0.86113631159405258 };
    static const double weight[GAUSS] = { 0.34785484513745386, 0.65214515486254614,
                                          0.65214515486254614, 0.34785484513745386 };
    const ExactDensity *density = it->density;
    double from = 0.05 * fabs(it->a) + 1e-3 * it->v;
    for (size_t i = 0; i < density->panels; i++) {
        double middle = (density->edge[i] + density->edge[i + 1]) / 2;
        double half = (density->edge[i + 1] - density->edge[i]) / 2;
        for (size_t k = 0; k < GAUSS; k++) {
            double e = middle + half * node[k], y = it->a + it->v * e;
            double mass = half * weight[k] * exact_density_in(density, i, e);
            if (y > from && mass > 0)
                exact_noise_powers(log(y) - it->centre, mass, re);
        }
    }
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

/* Points crowd in the middle: e = far sinh(b w) / sinh(b), -1 < w < 1. */
static void rough_exponential(const Noise *noise, double v, double far, double *re)
{
    double b = asinh(far);
    for (size_t i = 0; i < ROUGH_POINTS; i++) {
        double w = (2 * (double)i + 1) / ROUGH_POINTS - 1, e = far * sinh(b * w) / sinh(b);
        double step = 2.0 / ROUGH_POINTS * far * b * cosh(b * w) / sinh(b);
        exact_noise_powers(v * e, step * noise_density(noise, e), re);
    }
}

void exact_noise_exponential(const Noise *noise, double v, FourierGrid *grid, double *re,
                             double *im)
{
    double far = noise_above(noise, exact_noise_cut);
    if (!grid) {
        rough_exponential(noise, v, far, re);
        return;
    }
    double step = grid->period / (double)grid->points, turn = 2 * M_PI * v / grid->period;
    long points = (long)grid->points, last = (long)ceil(v * far / step);
    if (noise_characteristic(noise, turn * (double)grid->points / 2) > aliased) {
        for (size_t k = 0; k < grid->points / 2; k++) {
            re[k] = noise_characteristic(noise, turn * (double)k);
            im[k] = 0;
        }
        return;
    }
    memset(grid->sample, 0, grid->points * sizeof *grid->sample);
    for (long i = -last; i <= last; i++)
        grid->sample[(i % points + points) % points] +=
            step / v * noise_density(noise, (double)i * step / v);
    fourier_grid_harmonics(grid, re, im);
}
