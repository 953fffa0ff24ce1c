/* Lognormal:  Q(u) = median exp(log_sd Phi^-1(u)). */
#include "math/distribution.h"
#include "math/normal.h"

#include <math.h>

static const Param params[] = {
    { .name = "median",
      .unit = PARAM_SAME,
      .low = 0,
      .high = 1e300,
      .open_low = true,
      .doc = "median, above 0" },
    { .name = "log_sd",
      .unit = PARAM_PURE,
      .low = 0,
      .high = 20,
      .doc = "standard deviation of the logarithm" },
    { 0 },
};

static double quantile(const Quantity *q, double u)
{
    return q->value[0] * exp(q->value[1] * normal_quantile(u));
}

static void from_scores(const Quantity *q, const double *score, double *x, size_t n)
{
    for (size_t i = 0; i < n; i++)
        x[i] = q->value[0] * exp(q->value[1] * score[i]);
}

static double cdf(const Quantity *q, double x)
{
    if (q->value[1] == 0)
        return x >= q->value[0];
    return x > 0 ? normal_cdf(log(x / q->value[0]) / q->value[1]) : 0;
}

static double exceedance(const Quantity *q, double x)
{
    if (q->value[1] == 0)
        return x < q->value[0];
    return x > 0 ? normal_cdf(log(q->value[0] / x) / q->value[1]) : 1;
}

static double quantile_above(const Quantity *q, double d)
{
    return q->value[0] * exp(-q->value[1] * normal_quantile(d));
}

static double mean(const Quantity *q)
{
    return q->value[0] * exp(q->value[1] * q->value[1] / 2);
}

static double variance(const Quantity *q)
{
    return mean(q) * mean(q) * expm1(q->value[1] * q->value[1]);
}

static double low(const Quantity *q)
{
    return q->value[1] > 0 ? 0 : q->value[0];
}

static double high(const Quantity *q)
{
    return q->value[1] > 0 ? INFINITY : q->value[0];
}

const Distribution distribution_lognormal = {
    .name = "lognormal",
    .summary = "a positive value whose logarithm is normal, by its median",
    .source = "Johnson, Kotz, Balakrishnan (1994), chapter 14",
    .params = params,
    .quantile = quantile,
    .cdf = cdf,
    .mean = mean,
    .variance = variance,
    .low = low,
    .high = high,
    .exceedance = exceedance,
    .quantile_above = quantile_above,
    .from_scores = from_scores,
};
