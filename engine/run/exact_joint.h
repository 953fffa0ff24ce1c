/* All targets together, as far as the laws of single indicators tell. */
#ifndef RUN_EXACT_JOINT_H
#define RUN_EXACT_JOINT_H

#include "run/exact_target.h"

/* All but the chance: what the single chances tell. */
void exact_joint_bounds(Joint *joint, const Scenario *scenario, const TargetForecast *forecast);

/* The chance is given for targets on indicators that are not correlated and have no common event,
 * where the years of each can be joined (run/exact_chain.h), and with it which target is missed
 * alone, and binds; else it is NaN and joint.unknown says why. Frechet's bounds always; the binding
 * target is then the least likely. */
Status exact_joint(Forecast *forecast, const Plan *plan, const ExactTarget *target, Error *err);

#endif
