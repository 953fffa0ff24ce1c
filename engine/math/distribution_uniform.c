/* Uniform on [a, b]:  Q(u) = a + u (b - a). */
#include "math/distribution.h"

#include <math.h>

static const Param params[] = {
    { .name = "low", .unit = PARAM_SAME, .low = -1e300, .high = 1e300, .doc = "least value" },
    { .name = "high", .unit = PARAM_SAME, .low = -1e300, .high = 1e300, .doc = "greatest value" },
    { 0 },
};

static Status prepare(double *v, size_t *count, Error *err)
{
    (void)count;
    if (v[0] > v[1])
        return error_set(err, STATUS_INVALID,
                         "low %g is above high %g; allowed is [low, high] with low <= high", v[0],
                         v[1]);
    return STATUS_GOOD;
}

static double quantile(const Quantity *q, double u)
{
    return q->value[0] + u * (q->value[1] - q->value[0]);
}

static double cdf(const Quantity *q, double x)
{
    double a = q->value[0], b = q->value[1];
    return x >= b ? 1 : x <= a ? 0 : (x - a) / (b - a);
}

static double mean(const Quantity *q)
{
    return q->value[0] / 2 + q->value[1] / 2;
}

static double variance(const Quantity *q)
{
    double width = q->value[1] - q->value[0];
    return width * width / 12;
}

static void cut(double *v, size_t *count, double low, double high)
{
    (void)count;
    v[0] = fmax(v[0], low);
    v[1] = fmin(v[1], high);
}

static double low(const Quantity *q)
{
    return q->value[0];
}

static double high(const Quantity *q)
{
    return q->value[1];
}

const Distribution distribution_uniform = {
    .name = "uniform",
    .summary = "every value between two ends equally likely",
    .source = "Johnson, Kotz, Balakrishnan (1995), chapter 26",
    .params = params,
    .prepare = prepare,
    .quantile = quantile,
    .cdf = cdf,
    .mean = mean,
    .variance = variance,
    .low = low,
    .high = high,
    .cut = cut,
};
