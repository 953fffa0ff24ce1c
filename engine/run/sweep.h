/* Every cell of a sweep: a scenario of its own, projected and simulated. */
#ifndef RUN_SWEEP_H
#define RUN_SWEEP_H

#include "core/results.h"
#include "core/sweep.h"
#include "core/variants.h"
#include "run/ranks.h"

#include <stdatomic.h>

typedef struct SweepOptions {
    size_t threads;              /* 0: one for each processor, or 1 in each process that a
                                  * launcher has started */
    const Ranks *ranks;          /* that share the work; each calls with the same sweep */
    uint64_t done;               /* cells that there are already: the first ones; of
                                  * rank 0 */
    const atomic_int *interrupt; /* not zero: stop with that status; may be NULL */
    /* Told how many cells are done, from the calling thread, many times a second; may be NULL. */
    void (*progress)(void *context, uint64_t cells);
    void *context;
} SweepOptions;

/* Of rank 0: hands the results of all cells from options->done on to `results`, in order, up to
 * about a second of them in one transaction. `variants` has one element for each variant of the
 * sweep (one without any) and may be called from several threads. The results are the same bits for
 * any number of threads and ranks. A cell whose scenario is invalid or cannot be computed is handed
 * over as failed, and the others go on. Stops with the interrupt's status, or with the failure of
 * any rank, after the cells done so far are committed, and with that of `results` when it fails.
 * The other ranks make cells until rank 0 has all or fails; `results` is not called. */
Status sweep(const Sweep *sweep, const Variants *variants, const Results *results,
             const SweepOptions *options, Error *err);

/* The status that an interrupt asks for; STATUS_GOOD: there was none. */
Status sweep_stopped(const SweepOptions *options);

/* How many seconds to wait for work when there was none: messages wake nobody. */
double sweep_patience(const SweepOptions *options);

#endif
