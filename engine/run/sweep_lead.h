/* Rank 0 of a sweep: hands chunks of cells to whoever is free, its own crew or another rank, and
 * writes the results in the order of cells. It makes none itself, but its crew does. */
#ifndef RUN_SWEEP_LEAD_H
#define RUN_SWEEP_LEAD_H

#include "run/crew.h"
#include "run/sweep.h"

/* The cells from options->done up to `cells`, of which each rank makes some on as many threads.
 * Fails as `sweep` does; the other ranks have ended then. */
Status sweep_lead(const SweepOptions *options, const Results *results, Crew *crew, size_t threads,
                  uint64_t cells, Error *err);

#endif
