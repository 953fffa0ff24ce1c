/* What can be told without paths, target by target: by the first of several methods that knows it.
 */
#ifndef RUN_KNOWN_H
#define RUN_KNOWN_H

#include "run/simulate.h"

/* A forecast that has what the samplings `method`, ended by NULL, know; the rest is unknown. */
Status known_forecast(const Sampling *const *method, const Projection *projection,
                      const SimulateOptions *options, Forecast **known, Error *err);

/* Whether it lacks nothing but what is left out (flags of core/forecast.h). */
bool known_whole(const Forecast *known, unsigned without);

#endif
