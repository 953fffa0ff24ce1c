/* Discrete: value i with probability weight i / sum of weights.  Q(u) is the first value, in
 * rising order, at which the cumulated probability reaches u. */
#include "math/distribution.h"

#include <math.h>
#include <stdlib.h>

/* Stored as value, cumulated probability, value, ... in rising order of the values. */
static const Param params[] = {
    { .name = "value",
      .unit = PARAM_SAME,
      .low = -1e300,
      .high = 1e300,
      .doc = "a possible value" },
    { .name = "weight", .unit = PARAM_PURE, .low = 0, .high = 1e300, .doc = "its relative weight" },
    { 0 },
};

static int compare(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static Status prepare(double *v, size_t *count, Error *err)
{
    size_t pairs = *count / 2;
    double sum = 0;
    qsort(v, pairs, 2 * sizeof *v, compare);
    for (size_t i = 0; i < pairs; i++)
        sum += v[2 * i + 1];
    if (!(sum > 0) || !isfinite(sum))
        return error_set(err, STATUS_INVALID,
                         "the weights sum to %g; allowed are weights of which one is above 0", sum);
    double below = 0;
    for (size_t i = 0; i < pairs; i++)
        v[2 * i + 1] = (below += v[2 * i + 1]) / sum;
    v[2 * pairs - 1] = 1;
    return STATUS_GOOD;
}

static void cut(double *v, size_t *count, double low, double high)
{
    size_t pairs = *count / 2, kept = 0;
    double before = 0;
    for (size_t i = 0; i < pairs; i++) {
        if (v[2 * i] < low)
            before = v[2 * i + 1];
        if (v[2 * i] < low || v[2 * i] > high)
            continue;
        v[2 * kept] = v[2 * i];
        v[2 * kept++ + 1] = v[2 * i + 1] - before;
    }
    double mass = v[2 * kept - 1];
    for (size_t i = 0; i < kept; i++)
        v[2 * i + 1] /= mass;
    *count = 2 * kept;
}

static double quantile(const Quantity *q, double u)
{
    size_t at = 0;
    while (q->value[2 * at + 1] < u)
        at++;
    return q->value[2 * at];
}

static double cdf(const Quantity *q, double x)
{
    double p = 0;
    for (size_t i = 0; 2 * i < q->count && q->value[2 * i] <= x; i++)
        p = q->value[2 * i + 1];
    return p;
}

static double chance(const Quantity *q, size_t i)
{
    return q->value[2 * i + 1] - (i ? q->value[2 * i - 1] : 0);
}

static double mean(const Quantity *q)
{
    double sum = 0;
    for (size_t i = 0; 2 * i < q->count; i++)
        sum += chance(q, i) * q->value[2 * i];
    return sum;
}

static double variance(const Quantity *q)
{
    double sum = 0, centre = mean(q);
    for (size_t i = 0; 2 * i < q->count; i++)
        sum += chance(q, i) * (q->value[2 * i] - centre) * (q->value[2 * i] - centre);
    return sum;
}

static size_t bends(const Quantity *q, double *level)
{
    size_t n = 0;
    for (; 2 * n + 2 < q->count; n++)
        level[n] = q->value[2 * n + 1];
    return n;
}

static double low(const Quantity *q)
{
    return quantile(q, 0x1p-1000);
}

static double high(const Quantity *q)
{
    return quantile(q, 1);
}

const Distribution distribution_discrete = {
    .name = "discrete",
    .summary = "a few values with weights",
    .source = "definition",
    .form = FORM_PAIRS,
    .params = params,
    .prepare = prepare,
    .quantile = quantile,
    .cdf = cdf,
    .mean = mean,
    .variance = variance,
    .low = low,
    .high = high,
    .bends = bends,
    .cut = cut,
};
