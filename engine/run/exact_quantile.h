/* Quantiles of the products an indicator is asked about. */
#ifndef RUN_EXACT_QUANTILE_H
#define RUN_EXACT_QUANTILE_H

#include "run/exact_levels.h"

/* The least y with P(product <= y) >= p, where chances that differ by no more than 1e-12, or by
 * what they may be off, are the same: a flat stretch of the cdf counts as its lower end. *error is
 * a bound on what it may be off. */
double exact_quantile(const ExactLevels *levels, size_t span, double p, double *error);

#endif
