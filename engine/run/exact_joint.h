/* All targets together, as far as the laws of single products tell. */
#ifndef RUN_EXACT_JOINT_H
#define RUN_EXACT_JOINT_H

#include "run/exact_target.h"

/* All but the chance: what the single chances tell. */
void exact_joint_bounds(Joint *joint, const Scenario *scenario, const TargetForecast *forecast);

/* The chance is given for targets on one product each of indicators that are not correlated and
 * have no common event, and NaN for others; Frechet's bounds always. The binding target is the
 * least likely. */
void exact_joint(Joint *joint, const Plan *plan, const ExactTarget *target,
                 const TargetForecast *forecast);

#endif
