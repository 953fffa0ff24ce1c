/* Sums of lognormals:  T = exp(y[1]) + ... + exp(y[n]),  y jointly normal. The law of T has no
 * closed form. Here one direction of the normal space, along which T only grows, is integrated
 * exactly, and the smooth rest is averaged over scrambled Sobol' points (preintegration: Griewank,
 * Kuo, Leövey, Sloan 2018, "High dimensional integration of kinks and jumps - smoothing by
 * preintegration"). */
#ifndef MATH_LOGNORMAL_SUM_H
#define MATH_LOGNORMAL_SUM_H

#include "math/normal_points.h"

enum { LOGNORMAL_SUM_TERMS = 64 };

/* Of y: means, and covariances [i * terms + j]; borrowed. */
typedef struct LognormalLaw {
    size_t terms; /* 1 .. LOGNORMAL_SUM_TERMS */
    const double *mean;
    const double *covariance;
} LognormalLaw;

/* Of T, in closed form. */
double lognormal_sum_mean(const LognormalLaw *law);
double lognormal_sum_sd(const LognormalLaw *law);

typedef struct LognormalSum LognormalSum;

/* The law of T, sharpest near the level `about` (NaN: near the median). Some y must vary. `points`
 * need terms - 1 dimensions, are borrowed, and may serve several sums. STATUS_INVALID when there
 * is no direction along which T only grows (y linked by perfect negative correlations). */
Status lognormal_sum_new(LognormalSum **sum, const LognormalLaw *law, double about,
                         const NormalPoints *points, Error *err);
void lognormal_sum_free(LognormalSum *sum); /* accepts NULL */

/* P(low <= T <= high), either infinite where there is no bound. Its error is that of the average
 * over points; it is 0 where T moves in one direction only, as for a single term. */
NormalEstimate lognormal_sum_within(LognormalSum *sum, double low, double high);

/* The x with P(T <= x) = p, 0 < p < 1. */
NormalEstimate lognormal_sum_quantile(LognormalSum *sum, double p);

#endif
