/* The whole forecast where every level is a sum of jointly lognormal ones (math/lognormal_sum.h).
 */
#ifndef RUN_PREINTEGRATION_H
#define RUN_PREINTEGRATION_H

#include "run/plan.h"

/* STATUS_INVALID, with the place and what is allowed, when some law or target is not covered:
 * growth is a ratio of sums, several years are no single sum. The chance of all targets together is
 * NaN when they are several. */
Status preintegration_forecast(const Plan *plan, const SimulateOptions *options,
                               Forecast **forecast, Error *err);

/* The same, but that targets which are not covered are left unknown; STATUS_INVALID when some law
 * is not. */
Status preintegration_part(const Plan *plan, const SimulateOptions *options, Forecast **forecast,
                           Error *err);

#endif
