#include "math/fourier.h"

#include <gsl/gsl_fft_halfcomplex.h>
#include <gsl/gsl_fft_real.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Phases go by LANES rotations side by side, set anew from sin and cos every RESET steps. */
enum { LANES = 8, RESET = 32 };

typedef struct FourierTables {
    gsl_fft_real_wavetable *wave;
    gsl_fft_real_workspace *work;
} FourierTables;

void fourier_grid_free(FourierGrid *grid)
{
    if (grid->tables) {
        gsl_fft_real_wavetable_free(grid->tables->wave);
        gsl_fft_real_workspace_free(grid->tables->work);
    }
    free(grid->tables);
    free(grid->sample);
    *grid = (FourierGrid){ 0 };
}

Status fourier_grid_make(FourierGrid *grid, size_t points, double period, Error *err)
{
    *grid = (FourierGrid){ .points = points,
                           .period = period,
                           .sample = calloc(points, sizeof *grid->sample),
                           .tables = calloc(1, sizeof *grid->tables) };
    if (grid->tables) {
        grid->tables->wave = gsl_fft_real_wavetable_alloc(points);
        grid->tables->work = gsl_fft_real_workspace_alloc(points);
    }
    if (grid->sample && grid->tables && grid->tables->wave && grid->tables->work)
        return STATUS_GOOD;
    fourier_grid_free(grid);
    return error_memory(err);
}

/* GSL sums x[j] exp(-2 pi i j k / n) and stores r0, r1, i1, r2, i2, ... */
void fourier_grid_harmonics(FourierGrid *grid, double *re, double *im)
{
    gsl_fft_real_transform(grid->sample, 1, grid->points, grid->tables->wave, grid->tables->work);
    re[0] = grid->sample[0];
    im[0] = 0;
    for (size_t k = 1; k < grid->points / 2; k++) {
        re[k] = grid->sample[2 * k - 1];
        im[k] = -grid->sample[2 * k];
    }
}

void fourier_phases(double angle, double *re, double *im, size_t n)
{
    fourier_phases_from(angle, 0, re, im, n);
}

void fourier_phases_from(double angle, size_t first, double *re, double *im, size_t n)
{
    double turn_re = cos(LANES * angle), turn_im = sin(LANES * angle);
    for (size_t from = 0; from < n; from += LANES) {
        size_t until = from + LANES < n ? from + LANES : n;
        if (from % ((size_t)LANES * RESET) == 0) {
            for (size_t k = from; k < until; k++) {
                re[k] = cos((double)(first + k) * angle);
                im[k] = sin((double)(first + k) * angle);
            }
            continue;
        }
        for (size_t k = from; k < until; k++) {
            re[k] = re[k - LANES] * turn_re - im[k - LANES] * turn_im;
            im[k] = re[k - LANES] * turn_im + im[k - LANES] * turn_re;
        }
    }
}

/* exp(i (start + lane angle)), the angle given by its cosine and sine. */
static void start_lanes(double start, double one_re, double one_im, double *c, double *s)
{
    c[0] = cos(start);
    s[0] = sin(start);
    for (size_t i = 1; i < LANES; i++) {
        c[i] = c[i - 1] * one_re - s[i - 1] * one_im;
        s[i] = c[i - 1] * one_im + s[i - 1] * one_re;
    }
}

/* Sum over k >= 1 of (re_k sin(k angle) - im_k cos(k angle)) / k, where the division is done. */
static double sine_sum(const FourierLaw *law, double angle)
{
    double sum[LANES] = { 0 }, c[LANES] = { 0 }, s[LANES] = { 0 }, total = 0;
    double turn_re = cos(LANES * angle), turn_im = sin(LANES * angle);
    double one_re = cos(angle), one_im = sin(angle);
    for (size_t k = 0, step = 0; k < law->count; k += LANES, step++) {
        if (step % RESET == 0)
            start_lanes((double)(k + 1) * angle, one_re, one_im, c, s);
        for (size_t i = 0; i < LANES; i++) {
            double before = c[i];
            sum[i] += law->re[k + i] * s[i] - law->im[k + i] * before;
            c[i] = before * turn_re - s[i] * turn_im;
            s[i] = before * turn_im + s[i] * turn_re;
        }
    }
    for (size_t i = 0; i < LANES; i++)
        total += sum[i];
    return total;
}

static double sum_of(const double *re, const double *im, size_t from, size_t until)
{
    double sum = 0;
    for (size_t k = from; k < until; k++)
        sum += sqrt(re[k] * re[k] + im[k] * im[k]) / (M_PI * (double)k);
    return sum;
}

/* The harmonics go on falling from quarter to quarter as they did in the last one, or faster; three
 * times that covers falls like a power. */
static double tail_of(const double *re, const double *im, size_t count)
{
    size_t quarter = count / 4;
    double third = sum_of(re, im, count - 2 * quarter, count - quarter);
    double last = sum_of(re, im, count - quarter, count);
    double ratio = third > 0 ? fmin(last / third, 0.9) : 0;
    return 3 * last * ratio / (1 - ratio);
}

Status fourier_law_make(FourierLaw *law, double low, double period, const double *re,
                        const double *im, size_t count, Error *err)
{
    size_t last = count - 1;
    while (last > 0 && fabs(re[last]) + fabs(im[last]) < 1e-18)
        last--;
    size_t padded = (last + LANES) / LANES * LANES;
    *law = (FourierLaw){ .low = low,
                         .period = period,
                         .mass = re[0],
                         .count = padded,
                         .re = calloc(padded, sizeof *law->re),
                         .im = calloc(padded, sizeof *law->im),
                         .tail = tail_of(re, im, count) };
    if (!law->re || !law->im) {
        fourier_law_free(law);
        return error_memory(err);
    }
    for (size_t k = 1; k <= last; k++) {
        law->re[k - 1] = re[k] / (double)k;
        law->im[k - 1] = im[k] / (double)k;
    }
    law->start = sine_sum(law, 2 * M_PI * low / period);
    return STATUS_GOOD;
}

void fourier_law_free(FourierLaw *law)
{
    free(law->re);
    free(law->im);
    *law = (FourierLaw){ 0 };
}

/* Integral of (phi_0 + 2 sum Re(phi_k exp(-i k w x))) / T from low to x, w = 2 pi / T. */
double fourier_law_below(const FourierLaw *law, double x)
{
    if (x <= law->low)
        return 0;
    if (x >= law->low + law->period)
        return law->mass;
    double sum = sine_sum(law, 2 * M_PI * x / law->period) - law->start;
    double below = (x - law->low) / law->period * law->mass + sum / M_PI;
    return fmin(fmax(below, 0), law->mass);
}
