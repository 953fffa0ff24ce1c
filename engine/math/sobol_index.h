/* Sobol' indices: which share of the variance of an output a group of inputs decides alone (first
 * order), and which it decides together with others (total). For independent groups only. */
#ifndef MATH_SOBOL_INDEX_H
#define MATH_SOBOL_INDEX_H

#include "math/resample.h"

/* Outputs of n pairs of base points, borrowed: at A and B, which are independent, at A with the
 * group's inputs from B, and at B with those from A. */
typedef struct SobolOutputs {
    const double *a, *b, *a_from_b, *b_from_a;
    size_t n;
} SobolOutputs;

enum { SOBOL_FIRST, SOBOL_TOTAL, SOBOL_INDICES };

/* Both indices with bootstrap intervals; NaN when the output does not vary. An input that moves
 * nothing has exactly 0. The first order may come out below 0 by chance; its interval then covers
 * 0. The same stream for all groups. STATUS_INTERNAL without memory. */
Status sobol_index(const SobolOutputs *outputs, Stream stream, Estimate index[SOBOL_INDICES],
                   Error *err);

#endif
