/* Trials of a rare event: blocks of paths whose draws are laid down, scored by how near they come
 * to the event, on several threads. Trials are counted, and each has random numbers of its own. */
#ifndef RUN_RARE_TRIALS_H
#define RUN_RARE_TRIALS_H

#include "run/rare_event.h"
#include "run/simulate.h"

typedef struct RareTrials RareTrials;

/* The draws that decide some targets. */
typedef struct RareDraws {
    Address *address; /* [draw], rising; owned */
    double *chance;   /* [draw]: below which its uniform number starts an event; 0: it starts none;
                       * owned */
    size_t count;
} RareDraws;

/* Plan of given_sampling. */
Status rare_draws_new(RareDraws *draws, const Plan *plan, const size_t *target, size_t targets,
                      Error *err);
void rare_draws_free(RareDraws *draws); /* accepts an empty one */

/* What is done with one block of a run. Both are called once for each block, from any thread, in
 * any order, so that each may touch nothing but what belongs to its block. */
typedef struct RareWork {
    void *context;
    /* x[draw * BLOCK_PATHS + p] holds fresh standard normal scores and u[p] a uniform number; it
     * leaves the scores that the block is to have. */
    void (*shape)(void *context, size_t block, const double *u, double *x);
    /* The scores and what became of them: rare_event_score, or, with `shares`, rare_event_share. */
    void (*take)(void *context, size_t block, const double *x, const double *became);
    bool shares;
} RareWork;

/* Plan, event, draws and options are borrowed; the event may be given another bound to look for
 * between runs. */
Status rare_trials_new(RareTrials **trials, const Plan *plan, const RareEvent *event,
                       const RareDraws *draws, const SimulateOptions *options, Error *err);
void rare_trials_free(RareTrials *trials); /* accepts NULL */

const RareDraws *rare_trials_draws(const RareTrials *trials);
uint64_t rare_trials_used(const RareTrials *trials); /* paths so far */

/* Takes random numbers apart from those of other trials, so that what is estimated does not depend
 * on what was searched with. */
void rare_trials_apart(RareTrials *trials);

/* Scales the event by a block of random paths, which is not counted. */
void rare_trials_scale(RareTrials *trials, RareEvent *event);

/* STATUS of the interrupt when there is one. */
Status rare_trials_run(RareTrials *trials, const RareWork *work, size_t blocks, Error *err);

#endif
