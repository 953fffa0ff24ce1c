/* The deterministic low, central and high path of every indicator, and what every target requires:
 * no randomness, only the ends and the middle of what the scenario says. Events are left out of all
 * three: the central path is the plan's own, the path of the years without them. */
#ifndef RUN_PROJECT_H
#define RUN_PROJECT_H

#include "core/forecast.h"

/* `scenario` is borrowed and must outlive the projection. */
Status project(const Scenario *scenario, Projection **projection, Error *err);

#endif
