/* Monte Carlo: every indicator on many paths, summarised as they come. */
#ifndef RUN_SIMULATE_H
#define RUN_SIMULATE_H

#include "run/sampling.h"

#include <signal.h>

struct SimulateOptions {
    size_t threads;                         /* 0: one for each processor */
    const volatile sig_atomic_t *interrupt; /* not zero: stop with that status; may be NULL */
    /* Told the share done, from the calling thread; may be NULL. */
    void (*progress)(void *context, double share);
    void *context;
};

/* The same bits for any number of threads. `projection` (of the same scenario) is borrowed and must
 * outlive the forecast. STATUS_NUMERIC when levels overflow. */
Status simulate(const Projection *projection, const SimulateOptions *options, Forecast **forecast,
                Error *err);

#endif
