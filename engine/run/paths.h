/* The paths of a plan at work: cut into lanes that any threads may take, in any order. */
#ifndef RUN_PATHS_H
#define RUN_PATHS_H

#include "run/draws.h"
#include "run/simulate.h"

#include <stdbool.h>

enum { PATHS_LANES = 128 }; /* at most */

typedef struct Paths Paths;

/* Of a plan whose sampling makes paths; for at most so many workers at once. Plan and options are
 * borrowed. Simulates a pilot, whose numbers come from the store of worker 0, which may be NULL. */
Status paths_new(Paths **run, const Plan *plan, const SimulateOptions *options, size_t workers,
                 DrawsStore *store, Error *err);

/* Accepts NULL. */
void paths_free(Paths *run);

size_t paths_lanes(const Paths *run);

/* How many paths the lanes from .. to - 1 have. */
uint64_t paths_count(const Paths *run, size_t from, size_t to);

/* Lanes are simulated once each; which worker does it changes nothing. A worker takes one at a
 * time; its numbers come from `store`, NULL: none. False when it was interrupted or had no memory,
 * which paths_finish tells. */
bool paths_run(Paths *run, size_t worker, size_t lane, DrawsStore *store);

/* After all lanes: the forecast. */
Status paths_finish(Paths *run, Forecast **forecast, Error *err);

#endif
