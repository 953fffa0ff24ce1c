/* The corridor of a level target: from which level in which year it still has a chance. */
#ifndef RUN_CORRIDOR_H
#define RUN_CORRIDOR_H

#include "core/solve.h"
#include "run/simulate.h"

/* Fills solve->corridor for the target of that index, or for all level targets (target ==
 * scenario->targets), from the paths of the scenario's sampling, or random ones where that makes
 * none. `reference` is the most growth a year that others had; NaN: none. */
Status corridor(Solve *solve, const Projection *projection, size_t target, double reference,
                const SimulateOptions *options, Error *err);

#endif
