#include "math/normal_points.h"

#include "math/moments.h"
#include "math/normal.h"
#include "math/sobol.h"

#include <math.h>
#include <stdlib.h>

enum { LANES = 8, MOMENTS = 2 };

/* Sums of value z and of value (z^2 - 1), as partial ones that the compiler can keep side by side.
 */
static void sums(const double *value, const double *z, size_t n, double sum[MOMENTS])
{
    double first[LANES] = { 0 }, second[LANES] = { 0 };
    size_t whole = n - n % LANES;
    for (size_t i = 0; i < whole; i += LANES)
        for (size_t k = 0; k < LANES; k++) {
            double v = value[i + k] * z[i + k];
            first[k] += v;
            second[k] += v * z[i + k] - value[i + k];
        }
    for (size_t i = whole; i < n; i++) {
        first[i - whole] += value[i] * z[i];
        second[i - whole] += value[i] * (z[i] * z[i] - 1);
    }
    sum[0] = sum[1] = 0;
    for (size_t k = 0; k < LANES; k++) {
        sum[0] += first[k];
        sum[1] += second[k];
    }
}

static Status make_moments(NormalPoints *points, Error *err)
{
    size_t n = points->length, rows = points->dimensions * points->replicates;
    double *one = malloc(n * sizeof *one);
    points->moment = malloc((rows * MOMENTS + 1) * sizeof *points->moment);
    if (!one || !points->moment) {
        free(one);
        return error_memory(err);
    }
    for (size_t p = 0; p < n; p++)
        one[p] = 1;
    for (size_t row = 0; row < rows; row++) {
        double *moment = points->moment + row * MOMENTS;
        sums(one, points->score + row * n, n, moment);
        for (size_t k = 0; k < MOMENTS; k++)
            moment[k] /= (double)n;
    }
    free(one);
    return STATUS_GOOD;
}

Status normal_points_make(NormalPoints *points, Stream stream, Error *err)
{
    size_t row = points->replicates * points->length;
    points->score = malloc((points->dimensions * row + 1) * sizeof *points->score);
    if (!points->score)
        return error_memory(err);
    for (size_t k = 0; k < points->dimensions; k++)
        for (size_t r = 0; r < points->replicates; r++) {
            double u[2], *score = points->score + k * row + r * points->length;
            stream_uniforms(stream, PURPOSE_PARAMETER, (uint32_t)k, 2 * r, u, 2);
            const uint32_t seed[] = { (uint32_t)(u[0] * 0x1p32), (uint32_t)(u[1] * 0x1p32) };
            sobol_uniforms(k, seed, 0, score, points->length);
            normal_quantiles(score, score, points->length);
        }
    return make_moments(points, err);
}

void normal_points_free(NormalPoints *points)
{
    free(points->score);
    free(points->moment);
    *points = (NormalPoints){ 0 };
}

/* z and (z^2 - 1) / sqrt(2) are orthonormal, so their coefficients are averages of products, with
 * the values counted from their mean. Those of a replicate come from the others, so that they are
 * independent of what they multiply and the average keeps its expectation. */
static void take_out(const NormalPoints *points, size_t d, const double *value, const double *raw,
                     double *average)
{
    size_t replicates = points->replicates, n = points->length;
    const double *score = points->score + d * replicates * n;
    const double *moment = points->moment + d * replicates * MOMENTS;
    double product[NORMAL_POINTS_REPLICATES][MOMENTS], sum[1 + 2 * MOMENTS] = { 0 };
    double others = (double)replicates - 1;
    for (size_t r = 0; r < replicates; r++) {
        sums(value + r * n, score + r * n, n, product[r]);
        sum[0] += raw[r];
        for (size_t k = 0; k < MOMENTS; k++) {
            sum[1 + k] += product[r][k] / (double)n;
            sum[1 + MOMENTS + k] += moment[r * MOMENTS + k];
        }
    }
    for (size_t r = 0; r < replicates; r++)
        for (size_t k = 0; k < MOMENTS; k++) {
            double own = moment[r * MOMENTS + k], mean = (sum[0] - raw[r]) / others;
            double products = (sum[1 + k] - product[r][k] / (double)n) / others;
            double coefficient = products - mean * (sum[1 + MOMENTS + k] - own) / others;
            average[r] -= coefficient / (double)(1 + k) * own;
        }
}

void normal_points_average(const NormalPoints *points, size_t dimensions, const double *value,
                           double *average)
{
    double raw[NORMAL_POINTS_REPLICATES];
    for (size_t r = 0; r < points->replicates; r++) {
        raw[r] = 0;
        for (size_t p = r * points->length; p < (r + 1) * points->length; p++)
            raw[r] += value[p] / (double)points->length;
        average[r] = raw[r];
    }
    for (size_t d = 0; d < dimensions && points->replicates > 1; d++)
        take_out(points, d, value, raw, average);
}

NormalEstimate normal_points_estimate(const double *average, size_t replicates)
{
    Moments moments = { 0 };
    moments_add(&moments, average, replicates);
    double error = replicates > 1 ? moments_sd(&moments) / sqrt((double)replicates) : 0;
    return (NormalEstimate){ moments.mean, error };
}
