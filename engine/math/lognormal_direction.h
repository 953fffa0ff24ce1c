/* The direction of the normal space in which a sum of lognormals moves. */
#ifndef MATH_LOGNORMAL_DIRECTION_H
#define MATH_LOGNORMAL_DIRECTION_H

#include "math/lognormal_sum.h"

/* tilt[i] := the loadings, none below 0, of the logs on one standard-normal score: that along which
 * T moves most at the most likely point of T = exp(log_x) (NaN: at the median); where some term
 * would fall along it, the nearest positive loadings that the covariance allows. share[i] := the
 * parts of T in its terms there. STATUS_INVALID when there is no such direction. */
Status lognormal_direction(const LognormalLaw *law, double log_x, double *share, double *tilt,
                           Error *err);

#endif
