/* Shapley effects: the variance of an output shared out among groups of inputs, which need not be
 * independent (Owen 2014; Song, Nelson and Staum 2016). */
#ifndef MATH_SHAPLEY_H
#define MATH_SHAPLEY_H

#include "math/resample.h"

/* Adds what n points say about the effects to one row of `groups` sums. Each point has an order of
 * its own: order[j * stride + i] is the group that point i renews in step j. output[j * stride + i]
 * is the output after j steps: output 0 is that of the point, and after step j the groups of the
 * steps so far are drawn again, given the others, which are kept. */
void shapley_add(const double *output, const unsigned *order, size_t stride, size_t groups,
                 size_t n, double *row);

/* Of rows of such sums the share of the variance that each group has; they add up to 1. NaN when
 * the output does not vary. STATUS_INTERNAL without memory. */
Status shapley_effects(const double *row, size_t rows, size_t groups, Stream stream,
                       Estimate *effect, Error *err);

/* Factor L, n x n, lower-triangular, L L' = the correlation matrix with its rows and columns in
 * this order: number k of L e hangs on e[0..k] only, so that with the same e[0..k] and fresh others
 * the rest is drawn given the first k + 1. Singular matrices are allowed. */
void shapley_factor(const double *correlation, const size_t *order, size_t n, double *factor);

#endif
