#include "math/fourier_cut.h"

#include <gsl/gsl_fft_halfcomplex.h>
#include <gsl/gsl_fft_real.h>
#include <math.h>
#include <stdlib.h>

/* Harmonics below `count` of a product need those of the interval below 2 count; they are free of
 * aliases on 4 count points: the highest of the product, 3 count - 3, falls on -count - 3. */
enum { POINTS = 4 };

typedef struct FourierCutTables {
    gsl_fft_real_wavetable *forward;
    gsl_fft_halfcomplex_wavetable *back;
    gsl_fft_real_workspace *work;
} FourierCutTables;

size_t fourier_cutter_room(const FourierCutter *cutter)
{
    return POINTS * cutter->count;
}

void fourier_cutter_free(FourierCutter *cutter)
{
    if (cutter->tables) {
        gsl_fft_real_wavetable_free(cutter->tables->forward);
        gsl_fft_halfcomplex_wavetable_free(cutter->tables->back);
        gsl_fft_real_workspace_free(cutter->tables->work);
    }
    free(cutter->tables);
    free(cutter->sample);
    *cutter = (FourierCutter){ 0 };
}

Status fourier_cutter_make(FourierCutter *cutter, size_t count, double period, Error *err)
{
    size_t points = POINTS * count;
    *cutter = (FourierCutter){ .count = count,
                               .period = period,
                               .sample = calloc(points, sizeof *cutter->sample),
                               .tables = calloc(1, sizeof *cutter->tables) };
    if (cutter->tables) {
        cutter->tables->forward = gsl_fft_real_wavetable_alloc(points);
        cutter->tables->back = gsl_fft_halfcomplex_wavetable_alloc(points);
        cutter->tables->work = gsl_fft_real_workspace_alloc(points);
    }
    if (cutter->sample && cutter->tables && cutter->tables->forward && cutter->tables->back &&
        cutter->tables->work)
        return STATUS_GOOD;
    fourier_cutter_free(cutter);
    return error_memory(err);
}

/* GSL sums, over harmonics of both signs, x[k] exp(2 pi i j k / n), a density those of
 * phi_k exp(-2 pi i j k / n): it takes the conjugates. */
static void place(double *sample, size_t k, double re, double im)
{
    sample[2 * k - 1] = re;
    sample[2 * k] = -im;
}

/* Integral of exp(i w x) from low to high, over the period:
 * (exp(i w high) - exp(i w low)) / (i w period) = exp(i w middle) sin(w half) / (w period / 2). */
static double integral(double period, double low, double high, size_t k, double phase[2])
{
    double w = 2 * M_PI * (double)k / period, middle = (low + high) / 2, half = (high - low) / 2;
    phase[0] = cos(w * middle);
    phase[1] = sin(w * middle);
    return k ? 2 * sin(w * half) / (w * period) : (high - low) / period;
}

void fourier_cutter_interval(FourierCutter *cutter, double low, double high, double *interval)
{
    size_t points = POINTS * cutter->count;
    double phase[2], share = 1 / (double)points;
    for (size_t j = 0; j < points; j++)
        interval[j] = 0;
    interval[0] = share * integral(cutter->period, low, high, 0, phase);
    for (size_t k = 1; k < 2 * cutter->count; k++) {
        double size = share * integral(cutter->period, low, high, k, phase);
        place(interval, k, size * phase[0], size * phase[1]);
    }
    gsl_fft_halfcomplex_transform(interval, 1, points, cutter->tables->back, cutter->tables->work);
}

/* Both signs of each harmonic at once. */
void fourier_cutter_window(const FourierCutter *cutter, double low, double high, double *window)
{
    for (size_t k = 0; k < cutter->count; k++) {
        double phase[2], size = (k ? 2 : 1) * integral(cutter->period, low, high, k, phase);
        window[k] = size * phase[0];
        window[cutter->count + k] = size * phase[1];
    }
}

double fourier_cutter_mass(const FourierCutter *cutter, const double *window, const double *re,
                           const double *im)
{
    enum { LANES = 8 };
    double sum[LANES] = { 0 }, total = 0;
    for (size_t k = 0; k < cutter->count; k++)
        sum[k % LANES] += re[k] * window[k] + im[k] * window[cutter->count + k];
    for (size_t i = 0; i < LANES; i++)
        total += sum[i];
    return total;
}

void fourier_cutter_cut(FourierCutter *cutter, const double *interval, double *re, double *im)
{
    size_t points = POINTS * cutter->count;
    double *sample = cutter->sample;
    for (size_t j = 2 * cutter->count - 1; j < points; j++)
        sample[j] = 0;
    sample[0] = re[0];
    for (size_t k = 1; k < cutter->count; k++)
        place(sample, k, re[k], im[k]);
    gsl_fft_halfcomplex_transform(sample, 1, points, cutter->tables->back, cutter->tables->work);
    for (size_t j = 0; j < points; j++)
        sample[j] *= interval[j];
    gsl_fft_real_transform(sample, 1, points, cutter->tables->forward, cutter->tables->work);
    re[0] = sample[0];
    for (size_t k = 1; k < cutter->count; k++) {
        re[k] = sample[2 * k - 1];
        im[k] = -sample[2 * k];
    }
}
