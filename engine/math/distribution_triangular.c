/* Triangular on [a, b] with mode m.  With F(m) = (m - a) / (b - a):
 * Q(u) = a + sqrt(u (b - a)(m - a))  for u < F(m),  b - sqrt((1 - u)(b - a)(b - m))  otherwise. */
#include "math/distribution.h"

#include <math.h>

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

static double quantile(const Quantity *q, double u)
{
    double a = q->value[0], m = q->value[1], b = q->value[2];
    if (a == b)
        return a;
    return u < (m - a) / (b - a) ? a + sqrt(u * (b - a) * (m - a))
                                 : b - sqrt((1 - u) * (b - a) * (b - m));
}

static void from_uniforms(const Quantity *q, const double *u, double *x, size_t n)
{
    double a = q->value[0], m = q->value[1], b = q->value[2];
    double below = b > a ? (m - a) / (b - a) : 1, left = (b - a) * (m - a),
           right = (b - a) * (b - m);
    for (size_t i = 0; i < n; i++) {
        bool lower = u[i] < below;
        double root = sqrt(lower ? u[i] * left : (1 - u[i]) * right);
        x[i] = lower ? a + root : b - root;
    }
}

static double cdf(const Quantity *q, double x)
{
    double a = q->value[0], m = q->value[1], b = q->value[2];
    if (x >= b)
        return 1;
    if (x <= a)
        return 0;
    return x < m ? (x - a) * (x - a) / ((b - a) * (m - a))
                 : 1 - (b - x) * (b - x) / ((b - a) * (b - m));
}

static double exceedance(const Quantity *q, double x)
{
    double a = q->value[0], m = q->value[1], b = q->value[2];
    return x > m && x < b ? (b - x) * (b - x) / ((b - a) * (b - m)) : 1 - cdf(q, x);
}

static double quantile_above(const Quantity *q, double d)
{
    double a = q->value[0], m = q->value[1], b = q->value[2];
    return d * (b - a) < b - m ? b - sqrt(d * (b - a) * (b - m)) : quantile(q, 1 - d);
}

static double mean(const Quantity *q)
{
    return (q->value[0] + q->value[1] + q->value[2]) / 3;
}

static double variance(const Quantity *q)
{
    double left = q->value[1] - q->value[0], right = q->value[2] - q->value[1];
    return (left * left + left * right + right * right) / 18;
}

static size_t bends(const Quantity *q, double *level)
{
    *level = cdf(q, q->value[1]);
    return *level > 0 && *level < 1;
}

static double low(const Quantity *q)
{
    return q->value[0];
}

static double high(const Quantity *q)
{
    return q->value[2];
}

const Distribution distribution_triangular = {
    .name = "triangular",
    .summary = "least, likeliest and greatest value joined by straight lines",
    .source = "Johnson, Kotz, Balakrishnan (1995), section 26.9",
    .params = params,
    .prepare = prepare,
    .quantile = quantile,
    .from_uniforms = from_uniforms,
    .cdf = cdf,
    .mean = mean,
    .variance = variance,
    .low = low,
    .high = high,
    .bends = bends,
    .exceedance = exceedance,
    .quantile_above = quantile_above,
};
