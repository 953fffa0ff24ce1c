/* PERT on [a, b] with mode m: a + (b - a) X, X ~ Beta(1 + 4 (m - a)/(b - a), 1 + 4 (b - m)/(b -
 * a)). Mean (a + 4 m + b) / 6, variance (mean - a)(b - mean) / 7. */
#include "math/distribution.h"

#include "math/beta.h"

#include <gsl/gsl_cdf.h>
#include <math.h>

static const double weight = 4;

static const Param params[] = {
    { .name = "low", .unit = PARAM_SAME, .low = -1e300, .high = 1e300, .doc = "least value" },
    { .name = "mode", .unit = PARAM_SAME, .low = -1e300, .high = 1e300, .doc = "likeliest value" },
    { .name = "high", .unit = PARAM_SAME, .low = -1e300, .high = 1e300, .doc = "greatest value" },
    { 0 },
};

static Status prepare(double *v, size_t *count, Error *err)
{
    (void)count;
    if (v[0] > v[1] || v[1] > v[2])
        return error_set(err, STATUS_INVALID,
                         "[%g, %g, %g] is not in order; allowed is [low, mode, high] with "
                         "low <= mode <= high",
                         v[0], v[1], v[2]);
    return STATUS_GOOD;
}

static double alpha(const Quantity *q)
{
    return 1 + weight * (q->value[1] - q->value[0]) / (q->value[2] - q->value[0]);
}

static double beta(const Quantity *q)
{
    return 1 + weight * (q->value[2] - q->value[1]) / (q->value[2] - q->value[0]);
}

static double quantile(const Quantity *q, double u)
{
    double a = q->value[0], width = q->value[2] - a;
    return width > 0 ? a + width * beta_quantile(u, alpha(q), beta(q)) : a;
}

static double cdf(const Quantity *q, double x)
{
    double a = q->value[0], b = q->value[2];
    return x >= b ? 1 : x <= a ? 0 : gsl_cdf_beta_P((x - a) / (b - a), alpha(q), beta(q));
}

static double exceedance(const Quantity *q, double x)
{
    double a = q->value[0], b = q->value[2];
    return x >= b ? 0 : x <= a ? 1 : gsl_cdf_beta_Q((x - a) / (b - a), alpha(q), beta(q));
}

/* Mirrored: b - (b - a) X, X ~ Beta(beta, alpha). */
static double quantile_above(const Quantity *q, double d)
{
    double b = q->value[2], width = b - q->value[0];
    return width > 0 ? b - width * beta_quantile(d, beta(q), alpha(q)) : b;
}

static double mean(const Quantity *q)
{
    return (q->value[0] + weight * q->value[1] + q->value[2]) / (weight + 2);
}

static double variance(const Quantity *q)
{
    return (mean(q) - q->value[0]) * (q->value[2] - mean(q)) / (weight + 3);
}

static double low(const Quantity *q)
{
    return q->value[0];
}

static double high(const Quantity *q)
{
    return q->value[2];
}

const Distribution distribution_pert = {
    .name = "pert",
    .summary = "least, likeliest and greatest value, smooth (a scaled beta)",
    .source = "Malcolm, Roseboom, Clark, Fazar (1959)",
    .params = params,
    .prepare = prepare,
    .quantile = quantile,
    .cdf = cdf,
    .mean = mean,
    .variance = variance,
    .low = low,
    .high = high,
    .exceedance = exceedance,
    .quantile_above = quantile_above,
};
