/* Monte Carlo: every indicator on many paths, summarised as they come. */
#ifndef RUN_SIMULATE_H
#define RUN_SIMULATE_H

#include "run/sampling.h"

#include <stdatomic.h>

struct SimulateOptions {
    size_t threads;              /* 0: one for each processor */
    unsigned without;            /* parts of the forecast that are left out, core/forecast.h */
    const atomic_int *interrupt; /* not zero: stop with that status; may be NULL */
    /* Told the share done, from the calling thread; may be NULL. */
    void (*progress)(void *context, double share);
    void *context;
};

/* The same bits for any number of threads. `projection` (of the same scenario) is borrowed and must
 * outlive the forecast. STATUS_NUMERIC when levels overflow. */
Status simulate(const Projection *projection, const SimulateOptions *options, Forecast **forecast,
                Error *err);

/* What comes before the paths: the finished forecast of a sampling that needs none, or the plan
 * whose paths are to be simulated (owned). The other one is NULL. */
Status simulate_prepare(const Projection *projection, const SimulateOptions *options, Plan **plan,
                        Forecast **forecast, Error *err);

/* The same by the paths of a plan, whose sampling makes paths. */
Status simulate_paths(const Plan *plan, const SimulateOptions *options, Forecast **forecast,
                      Error *err);

/* How many threads the options stand for, at least 1 and at most `most`. */
size_t simulate_threads(const SimulateOptions *options, size_t most);

#endif
