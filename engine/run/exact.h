/* The whole forecast without sampling, from the laws of the indicators. */
#ifndef RUN_EXACT_H
#define RUN_EXACT_H

#include "run/plan.h"

/* STATUS_INVALID, with the place and what is allowed, when some law or target is not covered. Where
 * the chance of all targets together (run/exact_joint.h) cannot be known, it is NaN, and so is
 * which of them is missed alone. */
Status exact_forecast(const Plan *plan, const SimulateOptions *options, Forecast **forecast,
                      Error *err);

/* The same, but that the figures of a law or target that is not covered are left unknown, and do
 * not keep the others from being made. */
Status exact_part(const Plan *plan, const SimulateOptions *options, Forecast **forecast,
                  Error *err);

#endif
