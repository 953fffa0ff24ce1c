/* Empirical: the values of a column, each as likely as the others.  Q(u) is the order statistic
 * number ceil(n u), the inverse of the empirical cdf (Hyndman and Fan 1996, type 1). */
#include "math/distribution.h"

#include <math.h>
#include <stdlib.h>

static const Param params[] = {
    { .name = "value", .unit = PARAM_SAME, .low = -1e300, .high = 1e300, .doc = "a seen value" },
    { 0 },
};

static int compare(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static Status prepare(double *v, size_t *count, Error *err)
{
    if (*count == 0)
        return error_set(err, STATUS_INVALID, "the column has no numbers; allowed is one or more");
    qsort(v, *count, sizeof *v, compare);
    return STATUS_GOOD;
}

static void cut(double *v, size_t *count, double low, double high)
{
    size_t kept = 0;
    for (size_t i = 0; i < *count; i++)
        if (v[i] >= low && v[i] <= high)
            v[kept++] = v[i];
    *count = kept;
}

static double quantile(const Quantity *q, double u)
{
    size_t rank = (size_t)ceil((double)q->count * u);
    return q->value[rank > q->count ? q->count - 1 : rank ? rank - 1 : 0];
}

static double cdf(const Quantity *q, double x)
{
    size_t below = 0;
    while (below < q->count && q->value[below] <= x)
        below++;
    return (double)below / (double)q->count;
}

static double mean(const Quantity *q)
{
    double sum = 0;
    for (size_t i = 0; i < q->count; i++)
        sum += q->value[i];
    return sum / (double)q->count;
}

static double variance(const Quantity *q)
{
    double sum = 0, centre = mean(q);
    for (size_t i = 0; i < q->count; i++)
        sum += (q->value[i] - centre) * (q->value[i] - centre);
    return sum / (double)q->count;
}

static size_t bends(const Quantity *q, double *level)
{
    for (size_t i = 1; i < q->count; i++)
        level[i - 1] = (double)i / (double)q->count;
    return q->count - 1;
}

static double low(const Quantity *q)
{
    return q->value[0];
}

static double high(const Quantity *q)
{
    return q->value[q->count - 1];
}

const Distribution distribution_empirical = {
    .name = "empirical",
    .summary = "the values of a column of a CSV file, each equally likely",
    .source = "Hyndman and Fan (1996), type 1",
    .form = FORM_COLUMN,
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
