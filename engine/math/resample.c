#include "math/resample.h"

#include "math/sort.h"

#include <math.h>
#include <stdlib.h>

enum { LEAST_ROWS = 1024 };

const Estimate estimate_unknown = { NAN, { NAN, NAN } };

size_t resample_batch(size_t points)
{
    return points < 2 * LEAST_ROWS ? 1 : points / LEAST_ROWS;
}

static void add_row(const Resample *sample, size_t row, double *sums)
{
    for (size_t k = 0; k < sample->columns; k++)
        sums[k] += sample->row[row * sample->columns + k];
}

/* Sums of the rows themselves for number 0, else of resample `number`. `u` takes a number for each
 * row. */
static void sum(const Resample *sample, uint32_t number, double *u, double *sums)
{
    for (size_t k = 0; k < sample->columns; k++)
        sums[k] = 0;
    if (number)
        stream_uniforms(sample->stream, PURPOSE_RESAMPLE, number, 0, u, sample->rows);
    for (size_t i = 0; i < sample->rows; i++)
        add_row(sample, number ? (size_t)(u[i] * (double)sample->rows) : i, sums);
}

/* Type 7 of Hyndman and Fan; NaN when one of the values is. */
static double percentile(const double *sorted, double p)
{
    double at = p * (RESAMPLES - 1);
    size_t below = (size_t)at;
    return sorted[below] + (at - (double)below) * (sorted[below + 1] - sorted[below]);
}

static void find_interval(double *value, double interval[2])
{
    double scratch[RESAMPLES];
    for (size_t i = 0; i < RESAMPLES; i++)
        if (isnan(value[i])) {
            interval[0] = interval[1] = NAN;
            return;
        }
    sort_doubles(value, scratch, RESAMPLES);
    interval[0] = percentile(value, 0.025);
    interval[1] = percentile(value, 0.975);
}

Status resample_estimate(const Resample *sample, Estimate *estimate, Error *err)
{
    size_t n = sample->statistics;
    double *u = malloc((sample->rows + sample->columns + 1) * sizeof *u);
    double *value = malloc((n * (RESAMPLES + 1) + 1) * sizeof *value);
    Status status = u && value ? STATUS_GOOD : error_memory(err);
    if (status == STATUS_GOOD) {
        double *sums = u + sample->rows, *of = value + n * RESAMPLES;
        for (uint32_t r = 1; r <= RESAMPLES; r++) {
            sum(sample, r, u, sums);
            sample->of(sample, sums, of);
            for (size_t k = 0; k < n; k++)
                value[k * RESAMPLES + r - 1] = of[k];
        }
        sum(sample, 0, u, sums);
        sample->of(sample, sums, of);
        for (size_t k = 0; k < n; k++) {
            estimate[k].value = of[k];
            find_interval(value + k * RESAMPLES, estimate[k].interval);
        }
    }
    free(u);
    free(value);
    return status;
}
