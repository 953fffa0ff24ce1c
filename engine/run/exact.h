/* The whole forecast without sampling, from the laws of the indicators. */
#ifndef RUN_EXACT_H
#define RUN_EXACT_H

#include "run/plan.h"

/* STATUS_INVALID, with the place and what is allowed, when some law or target is not covered. What
 * cannot be known from the indicators one by one - all targets together, as a rule, and which of
 * them is missed alone - is NaN. */
Status exact_forecast(const Plan *plan, const SimulateOptions *options, Forecast **forecast,
                      Error *err);

#endif
