/* The value of a set S of groups is c(S) = E[Var(f | groups outside S)] = E (f(x) - f(x'))^2 / 2,
 * where x' shares the groups outside S with x and is drawn again, given these, in S. The effect of
 * a group is the mean, over all orders, of what it adds to c when its turn comes. With one random
 * order for each point, all orders are sampled at groups + 1 outputs a point (Goda 2021, for
 * independent inputs), and the effects add up to E (f(x) - f(x''))^2 / 2, the variance. */
#include "math/shapley.h"

#include <math.h>

void shapley_add(const double *output, const unsigned *order, size_t stride, size_t groups,
                 size_t n, double *row)
{
    for (size_t j = 0; j < groups; j++)
        for (size_t i = 0; i < n; i++) {
            double point = output[i];
            double before = output[j * stride + i], after = output[(j + 1) * stride + i];
            row[order[j * stride + i]] += (before - after) * (point - (before + after) / 2);
        }
}

static void shares_of(const Resample *sample, const double *sums, double *value)
{
    double variance = 0;
    for (size_t k = 0; k < sample->columns; k++)
        variance += sums[k];
    for (size_t k = 0; k < sample->columns; k++)
        value[k] = variance > 0 ? sums[k] / variance : NAN;
}

Status shapley_effects(const double *row, size_t rows, size_t groups, Stream stream,
                       Estimate *effect, Error *err)
{
    Resample sample = { .row = row,
                        .rows = rows,
                        .columns = groups,
                        .stream = stream,
                        .statistics = groups,
                        .of = shares_of };
    return resample_estimate(&sample, effect, err);
}

void shapley_factor(const double *correlation, const size_t *order, size_t n, double *factor)
{
    const double least = 1e-12; /* of a pivot: below it the number follows from those before */
    for (size_t j = 0; j < n; j++) {
        double pivot = correlation[order[j] * n + order[j]];
        for (size_t k = 0; k < j; k++)
            pivot -= factor[j * n + k] * factor[j * n + k];
        double root = pivot > least ? sqrt(pivot) : 0;
        for (size_t i = 0; i < n; i++) {
            double sum = correlation[order[i] * n + order[j]];
            for (size_t k = 0; k < j && i > j; k++)
                sum -= factor[i * n + k] * factor[j * n + k];
            factor[i * n + j] = i < j ? 0 : i == j ? root : root > 0 ? sum / root : 0;
        }
    }
}
