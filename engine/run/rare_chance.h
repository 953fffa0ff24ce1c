/* The chance of an event by importance sampling: a search for where it lies, a mixture of moved
 * normal laws fitted to what was found, and fresh paths from that mixture, each with its weight. */
#ifndef RUN_RARE_CHANCE_H
#define RUN_RARE_CHANCE_H

#include "run/rare_event.h"
#include "run/simulate.h"

enum { RARE_PATHS_LEAST = 50000 };

/* Takes plan->paths trials in all. The standard error is that of the mean of the weights, the
 * interval that of its logarithm. `found` is false, and the chance not set, when the search did not
 * reach the event. STATUS_NUMERIC when too few paths carry the weight for an honest error. Plan (of
 * given_sampling) and options are borrowed. */
Status rare_chance(const Plan *plan, RareEvent *event, const SimulateOptions *options,
                   Chance *chance, bool *found, Error *err);

#endif
