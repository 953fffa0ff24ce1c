/* All targets at once, and each group of them, as far as that is a product of what is known. */
#ifndef RUN_EXACT_JOINT_H
#define RUN_EXACT_JOINT_H

#include "run/exact_target.h"

/* All sets of targets, and the pairs. The chance is given for targets on indicators that are not
 * correlated and have no common event, where the years of each can be joined (run/exact_chain.h),
 * and with it which target is missed alone, and binds; else it is NaN and joint.unknown says why.
 * What the budget of chains does not pay for is NaN. Frechet's bounds always; the binding target is
 * then the least likely. */
Status exact_joint(Forecast *forecast, const Plan *plan, const ExactTarget *target, Error *err);

#endif
