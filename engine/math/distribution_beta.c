/* Beta on 0..1:  Q(u) = I^-1_u(alpha, beta), I the regularised incomplete beta function. */
#include "math/distribution.h"

#include "math/beta.h"

#include <gsl/gsl_cdf.h>

static const Param params[] = {
    { .name = "alpha",
      .unit = PARAM_PURE,
      .low = 0,
      .open_low = true,
      .high = 1e6,
      .doc = "shape" },
    { .name = "beta", .unit = PARAM_PURE, .low = 0, .open_low = true, .high = 1e6, .doc = "shape" },
    { 0 },
};

static double quantile(const Quantity *q, double u)
{
    return beta_quantile(u, q->value[0], q->value[1]);
}

static double cdf(const Quantity *q, double x)
{
    return x >= 1 ? 1 : x <= 0 ? 0 : gsl_cdf_beta_P(x, q->value[0], q->value[1]);
}

static double exceedance(const Quantity *q, double x)
{
    return x >= 1 ? 0 : x <= 0 ? 1 : gsl_cdf_beta_Q(x, q->value[0], q->value[1]);
}

/* Mirrored: 1 - X, X ~ Beta(beta, alpha). */
static double quantile_above(const Quantity *q, double d)
{
    return 1 - beta_quantile(d, q->value[1], q->value[0]);
}

static double mean(const Quantity *q)
{
    return q->value[0] / (q->value[0] + q->value[1]);
}

static double variance(const Quantity *q)
{
    return mean(q) * (1 - mean(q)) / (q->value[0] + q->value[1] + 1);
}

static double low(const Quantity *q)
{
    (void)q;
    return 0;
}

static double high(const Quantity *q)
{
    (void)q;
    return 1;
}

const Distribution distribution_beta = {
    .name = "beta",
    .summary = "a value between 0 and 1 with two shapes",
    .source = "Johnson, Kotz, Balakrishnan (1995), chapter 25",
    .params = params,
    .quantile = quantile,
    .cdf = cdf,
    .mean = mean,
    .variance = variance,
    .low = low,
    .high = high,
    .exceedance = exceedance,
    .quantile_above = quantile_above,
};
