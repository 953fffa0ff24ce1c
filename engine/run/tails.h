/* Which moments of the levels exist: the weight of the upper tail of every indicator in every year,
 * put together from the laws of its draws by what its model says (core/model.h). */
#ifndef RUN_TAILS_H
#define RUN_TAILS_H

#include "run/plan.h"

/* Sets the tail of every fan, and takes back means and deviations that do not exist. */
Status tails_apply(const Plan *plan, Forecast *forecast, Error *err);

#endif
