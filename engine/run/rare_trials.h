/* Trials of a rare event: blocks of paths whose draws are laid down, scored by how near they come
 * to the event, on several threads. Trials are counted, and each has random numbers of its own. */
#ifndef RUN_RARE_TRIALS_H
#define RUN_RARE_TRIALS_H

#include "run/rare_event.h"
#include "run/simulate.h"

typedef struct RareTrials RareTrials;

/* What is done with one block of a run. Both are called once for each block, from any thread, in
 * any order, so that each may touch nothing but what belongs to its block. */
typedef struct RareWork {
    void *context;
    /* x[draw * BLOCK_PATHS + p] holds fresh standard normal scores and u[p] a uniform number; it
     * leaves the scores that the block is to have. */
    void (*shape)(void *context, size_t block, const double *u, double *x);
    /* The scores and what became of them. */
    void (*take)(void *context, size_t block, const double *x, const double *score);
} RareWork;

/* Draws behind the event. The event's units are taken from a first block that is not counted. Plan
 * (of given_sampling), event and options are borrowed. STATUS_INVALID when draws are too many. */
Status rare_trials_new(RareTrials **trials, const Plan *plan, RareEvent *event,
                       const SimulateOptions *options, Error *err);
void rare_trials_free(RareTrials *trials); /* accepts NULL */

size_t rare_trials_draws(const RareTrials *trials);

/* Of each draw: the chance below which its uniform number starts an event; 0: it starts none. */
const double *rare_trials_chance(const RareTrials *trials);
uint64_t rare_trials_used(const RareTrials *trials); /* paths so far */

/* STATUS of the interrupt when there is one. */
Status rare_trials_run(RareTrials *trials, const RareWork *work, size_t blocks, Error *err);

#endif
