/* Two halves of normal curves that meet at the mode m, s1 to the left and s2 to the right:
 * F(x) = 2 s1/(s1+s2) Phi((x-m)/s1)                      for x <= m,
 *        (s1-s2)/(s1+s2) + 2 s2/(s1+s2) Phi((x-m)/s2)    for x > m;   F(m) = s1/(s1+s2). */
#include "math/distribution.h"
#include "math/normal.h"

#include <math.h>

static const Param params[] = {
    { .name = "mode", .unit = PARAM_SAME, .low = -1e300, .high = 1e300, .doc = "likeliest value" },
    { .name = "sd_left", .unit = PARAM_SAME, .low = 0, .high = 1e300, .doc = "sd below the mode" },
    { .name = "sd_right", .unit = PARAM_SAME, .low = 0, .high = 1e300, .doc = "sd above the mode" },
    { 0 },
};

static double quantile(const Quantity *q, double u)
{
    double m = q->value[0], s1 = q->value[1], s2 = q->value[2], sum = s1 + s2;
    if (sum == 0)
        return m;
    if (u <= s1 / sum)
        return m + s1 * normal_quantile(u * sum / (2 * s1));
    return m - s2 * normal_quantile((1 - u) * sum / (2 * s2)); /* 1 - u keeps the upper tail */
}

static double quantile_above(const Quantity *q, double d)
{
    double m = q->value[0], s1 = q->value[1], s2 = q->value[2], sum = s1 + s2;
    if (sum == 0 || d >= s2 / sum)
        return quantile(q, 1 - d);
    return m - s2 * normal_quantile(d * sum / (2 * s2));
}

static double cdf(const Quantity *q, double x)
{
    double m = q->value[0], s1 = q->value[1], s2 = q->value[2], sum = s1 + s2;
    if (x == m)
        return sum > 0 ? s1 / sum : 1;
    if (x < m)
        return s1 > 0 ? 2 * s1 / sum * normal_cdf((x - m) / s1) : 0;
    return s2 > 0 ? 1 - 2 * s2 / sum * normal_cdf((m - x) / s2) : 1;
}

static double exceedance(const Quantity *q, double x)
{
    double m = q->value[0], s1 = q->value[1], s2 = q->value[2];
    return x > m && s2 > 0 ? 2 * s2 / (s1 + s2) * normal_cdf((m - x) / s2) : 1 - cdf(q, x);
}

static double mean(const Quantity *q)
{
    return q->value[0] + sqrt(2 / M_PI) * (q->value[2] - q->value[1]);
}

static double variance(const Quantity *q)
{
    double s1 = q->value[1], s2 = q->value[2];
    return (1 - 2 / M_PI) * (s2 - s1) * (s2 - s1) + s1 * s2;
}

static size_t bends(const Quantity *q, double *level)
{
    *level = cdf(q, q->value[0]);
    return *level > 0 && *level < 1;
}

static double low(const Quantity *q)
{
    return q->value[1] > 0 ? -INFINITY : q->value[0];
}

static double high(const Quantity *q)
{
    return q->value[2] > 0 ? INFINITY : q->value[0];
}

const Distribution distribution_two_piece_normal = {
    .name = "two_piece_normal",
    .summary = "a bell curve with a different spread on each side of the mode",
    .source = "Julio (2007); Wallis (2014)",
    .params = params,
    .quantile = quantile,
    .cdf = cdf,
    .mean = mean,
    .variance = variance,
    .low = low,
    .high = high,
    .bends = bends,
    .exceedance = exceedance,
    .quantile_above = quantile_above,
};
