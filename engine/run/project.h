/* The deterministic low, central and high path of every indicator, and what every target requires:
 * no randomness, only the ends and the middle of what the scenario says. */
#ifndef RUN_PROJECT_H
#define RUN_PROJECT_H

#include "core/forecast.h"

/* `scenario` is borrowed and must outlive the projection. */
Status project(const Scenario *scenario, Projection **projection, Error *err);

#endif
