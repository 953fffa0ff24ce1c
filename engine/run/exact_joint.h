/* All targets together, as far as the laws of single products tell. */
#ifndef RUN_EXACT_JOINT_H
#define RUN_EXACT_JOINT_H

#include "run/exact_target.h"

/* All sets of targets, and the pairs. The chance is given for targets on one product each of
 * indicators that are not correlated and have no common event, and NaN for others; Frechet's bounds
 * always. */
Status exact_joint(Forecast *forecast, const Plan *plan, const ExactTarget *target, Error *err);

#endif
