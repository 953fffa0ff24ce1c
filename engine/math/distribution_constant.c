/* A plain number, the degenerate law. A number in a scenario is short for it. */
#include "math/distribution.h"

static const Param params[] = {
    { .name = "value", .unit = PARAM_SAME, .low = -1e300, .high = 1e300, .doc = "the number" },
    { 0 },
};

static double value(const Quantity *q)
{
    return q->value[0];
}

static double quantile(const Quantity *q, double u)
{
    (void)u;
    return q->value[0];
}

static double cdf(const Quantity *q, double x)
{
    return x >= q->value[0];
}

static double variance(const Quantity *q)
{
    (void)q;
    return 0;
}

const Distribution distribution_constant = {
    .name = "constant",
    .summary = "a plain number; 5 is short for {\"constant\": [5]}",
    .source = "definition",
    .params = params,
    .quantile = quantile,
    .cdf = cdf,
    .mean = value,
    .variance = variance,
    .low = value,
    .high = value,
};
