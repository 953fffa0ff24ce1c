/* Normal:  Q(u) = mean + sd Phi^-1(u). */
#include "math/distribution.h"
#include "math/normal.h"

#include <math.h>

static const Param params[] = {
    { .name = "mean", .unit = PARAM_SAME, .low = -1e300, .high = 1e300, .doc = "mean" },
    { .name = "sd", .unit = PARAM_SAME, .low = 0, .high = 1e300, .doc = "standard deviation" },
    { 0 },
};

static double quantile(const Quantity *q, double u)
{
    return q->value[0] + q->value[1] * normal_quantile(u);
}

static void from_scores(const Quantity *q, const double *score, double *x, size_t n)
{
    double mean = q->value[0], sd = q->value[1];
    for (size_t i = 0; i < n; i++)
        x[i] = mean + sd * score[i];
}

static double cdf(const Quantity *q, double x)
{
    return q->value[1] > 0 ? normal_cdf((x - q->value[0]) / q->value[1]) : x >= q->value[0];
}

static double exceedance(const Quantity *q, double x)
{
    return q->value[1] > 0 ? normal_cdf((q->value[0] - x) / q->value[1]) : x < q->value[0];
}

static double quantile_above(const Quantity *q, double d)
{
    return q->value[0] - q->value[1] * normal_quantile(d);
}

static double mean(const Quantity *q)
{
    return q->value[0];
}

static double variance(const Quantity *q)
{
    return q->value[1] * q->value[1];
}

static double low(const Quantity *q)
{
    return q->value[1] > 0 ? -INFINITY : q->value[0];
}

static double high(const Quantity *q)
{
    return q->value[1] > 0 ? INFINITY : q->value[0];
}

const Distribution distribution_normal = {
    .name = "normal",
    .summary = "the bell curve with mean and standard deviation",
    .source = "Wichura (1988), AS 241",
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
