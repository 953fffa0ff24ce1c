/* The forecast of random paths, in which the chances of rare events, of being met or missed, come
 * from paths of their own (run/rare_chance.h). */
#ifndef RUN_IMPORTANCE_H
#define RUN_IMPORTANCE_H

#include "run/plan.h"

/* Levels, and chances that are not rare, are those of random paths, plan->paths of them; each rare
 * target takes as many again, or more where it can be missed in many ways, and so do all targets
 * together when there are several. A chance that cannot be had in this way keeps that of the random
 * paths with its error, and has a note (core/forecast.h). STATUS_INVALID when paths are too few;
 * STATUS_NUMERIC when levels overflow. */
Status importance_forecast(const Plan *plan, const SimulateOptions *options, Forecast **forecast,
                           Error *err);

#endif
