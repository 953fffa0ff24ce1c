/* Looks for the boxes of uncertain inputs in which a target is missed, or met. */
#ifndef RUN_DISCOVER_H
#define RUN_DISCOVER_H

#include "core/discovery.h"
#include "run/simulate.h"

enum { DISCOVER_PATHS = 20000 }; /* most that are kept: the first ones */

typedef struct DiscoverOptions {
    size_t target;
    bool met;                 /* else missed */
    size_t box;               /* of the trajectory, from 1 on; 0: the best one */
    const Forecast *forecast; /* borrowed; tells the chance of the target; or NULL */
} DiscoverOptions;

/* STATUS_INVALID when all paths are of interest or none is, or nothing behind the target is
 * uncertain; STATUS_USAGE for a box beyond the trajectory. `projection` and its scenario are
 * borrowed. Samplings without paths give way to random. */
Status discover(const Projection *projection, const DiscoverOptions *what,
                const SimulateOptions *options, Discovery **discovery, Error *err);

#endif
