/* Means and deviations of products of yearly factors. Given the draws that all years share, the
 * factors of different periods are independent, so that raw moments of the product are products of
 * those of its pieces, averaged over the shared draws. */
#ifndef RUN_EXACT_MOMENTS_H
#define RUN_EXACT_MOMENTS_H

#include "run/exact_law.h"

/* NaN where they do not exist, or quadrature does not find them. */
typedef struct ExactMoments {
    double mean, mean_error, sd;
} ExactMoments;

Status exact_moments_make(ExactMoments *moments, const ExactLaw *law, const ExactSpan *span,
                          size_t spans, Error *err);

#endif
