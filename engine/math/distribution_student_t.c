/* Student's t with df degrees of freedom:  Q(u) = location + scale T_df^-1(u).
 * Variance scale^2 df / (df - 2) for df > 2, infinite below. */
#include "math/distribution.h"

#include <gsl/gsl_cdf.h>
#include <math.h>

static const Param params[] = {
    { .name = "df",
      .unit = PARAM_PURE,
      .low = 1,
      .high = 1e6,
      .doc = "degrees of freedom; the variance is infinite up to 2" },
    { .name = "location", .unit = PARAM_SAME, .low = -1e300, .high = 1e300, .doc = "median" },
    { .name = "scale", .unit = PARAM_SAME, .low = 0, .high = 1e300, .doc = "scale (not the sd)" },
    { 0 },
};

static double quantile(const Quantity *q, double u)
{
    double df = q->value[0], t;
    if (df == 1) /* GSL subtracts 1/2 from u, which costs the tails of this case their digits */
        t = u < 0.5 ? -1 / tan(M_PI * u) : 1 / tan(M_PI * (1 - u));
    else
        t = gsl_cdf_tdist_Pinv(u, df);
    return q->value[1] + q->value[2] * t;
}

static double cdf(const Quantity *q, double x)
{
    if (q->value[2] == 0)
        return x >= q->value[1];
    return gsl_cdf_tdist_P((x - q->value[1]) / q->value[2], q->value[0]);
}

/* The law is symmetric about its location. */
static double exceedance(const Quantity *q, double x)
{
    if (q->value[2] == 0)
        return x < q->value[1];
    return gsl_cdf_tdist_P((q->value[1] - x) / q->value[2], q->value[0]);
}

static double quantile_above(const Quantity *q, double d)
{
    return 2 * q->value[1] - quantile(q, d);
}

static double mean(const Quantity *q)
{
    return q->value[0] > 1 ? q->value[1] : NAN;
}

static double variance(const Quantity *q)
{
    double df = q->value[0];
    return df > 2 ? q->value[2] * q->value[2] * df / (df - 2) : INFINITY;
}

static double low(const Quantity *q)
{
    return q->value[2] > 0 ? -INFINITY : q->value[1];
}

static double high(const Quantity *q)
{
    return q->value[2] > 0 ? INFINITY : q->value[1];
}

static double tail(const Quantity *q)
{
    return 1 / q->value[0];
}

const Distribution distribution_student_t = {
    .name = "student_t",
    .summary = "a bell curve with heavy tails",
    .source = "Johnson, Kotz, Balakrishnan (1995), chapter 28",
    .params = params,
    .quantile = quantile,
    .cdf = cdf,
    .mean = mean,
    .variance = variance,
    .low = low,
    .high = high,
    .tail = tail,
    .exceedance = exceedance,
    .quantile_above = quantile_above,
};
