/* Levels whose logs are jointly normal, and sums of them: their laws in every year. */
#ifndef RUN_LOGNORMAL_LEVELS_H
#define RUN_LOGNORMAL_LEVELS_H

#include "math/lognormal_sum.h"
#include "run/plan.h"

/* The law of one level; year 0 and indicators without chance have zero covariances. */
typedef struct LognormalLevel {
    size_t indicator;
    bool certain;   /* nothing is left to chance */
    double central; /* without chance */
    LognormalLaw law;
    double mean[LOGNORMAL_SUM_TERMS];
    double covariance[LOGNORMAL_SUM_TERMS * LOGNORMAL_SUM_TERMS];
} LognormalLevel;

/* STATUS_INVALID, with the place and what is allowed, unless all indicators are geometric (or
 * without chance) with numbers for parameters and normal shocks, or sums of at most
 * LOGNORMAL_SUM_TERMS such. *most := the terms of the longest sum, 1 without any. */
Status lognormal_levels_check(const Plan *plan, size_t *most, Error *err);

/* The law of an indicator's level in year t after the base year. */
Status lognormal_levels_in(const Plan *plan, size_t indicator, size_t t, LognormalLevel *level,
                           Error *err);

#endif
