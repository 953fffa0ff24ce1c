/*   S = 1/(2N) sum (f(A_B) - f(A)) (f(B) - f(B_A)) / V                    (Owen 2013, symmetrical)
 *   T = 1/(4N) sum [(f(A) - f(A_B))^2 + (f(B) - f(B_A))^2] / V             (Jansen 1999, of both)
 *   V   the variance of f(A) and f(B) together, from centred outputs
 * Owen, A. B. (2013): Better estimation of small Sobol' sensitivity indices. Jansen, M. J. W.
 * (1999): Analysis of variance designs for model output. */
#include "math/sobol_index.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>

enum { POINTS, SUM, SQUARES, FIRST, TOTAL, COLUMNS };

static double mean_of(const SobolOutputs *o)
{
    double sum = 0;
    for (size_t i = 0; i < o->n; i++)
        sum += (o->a[i] - o->a[0]) + (o->b[i] - o->a[0]);
    return o->a[0] + sum / (2 * (double)o->n);
}

static void add_point(const SobolOutputs *o, size_t i, double centre, double *row)
{
    double a = o->a[i] - centre, b = o->b[i] - centre;
    double to_b = o->a_from_b[i] - o->a[i], from_a = o->b[i] - o->b_from_a[i];
    row[POINTS] += 1;
    row[SUM] += a + b;
    row[SQUARES] += a * a + b * b;
    row[FIRST] += to_b * from_a / 2;
    row[TOTAL] += (to_b * to_b + from_a * from_a) / 4;
}

static void indices_of(const Resample *sample, const double *sums, double *value)
{
    (void)sample;
    double mean = sums[SUM] / (2 * sums[POINTS]);
    double variance = sums[SQUARES] / (2 * sums[POINTS]) - mean * mean;
    bool varies = variance > 0;
    value[SOBOL_FIRST] = varies ? sums[FIRST] / sums[POINTS] / variance : NAN;
    value[SOBOL_TOTAL] = varies ? sums[TOTAL] / sums[POINTS] / variance : NAN;
}

Status sobol_index(const SobolOutputs *outputs, Stream stream, Estimate index[SOBOL_INDICES],
                   Error *err)
{
    size_t batch = resample_batch(outputs->n), rows = (outputs->n + batch - 1) / batch;
    double *row = calloc(rows * COLUMNS, sizeof *row);
    if (!row)
        return error_memory(err);
    double centre = mean_of(outputs);
    for (size_t i = 0; i < outputs->n; i++)
        add_point(outputs, i, centre, row + i / batch * COLUMNS);
    Resample sample = { .row = row,
                        .rows = rows,
                        .columns = COLUMNS,
                        .stream = stream,
                        .statistics = SOBOL_INDICES,
                        .of = indices_of };
    Status status = resample_estimate(&sample, index, err);
    free(row);
    return status;
}
