/* What each dated project contributes to the chance of each target that hangs on it: the same paths
 * with the project coming on all of them, and on none. Costs nothing where no target hangs on a
 * project. */
#ifndef RUN_CONTRIBUTIONS_H
#define RUN_CONTRIBUTIONS_H

#include "run/block.h"
#include "run/paired_hits.h"

typedef struct Contribution {
    size_t indicator, project, target;
    PairedHits hits;
} Contribution;

typedef struct Contributions {
    const Plan *plan;
    Contribution *one; /* by indicator, then project, then target */
    size_t count;
    bool *follows;    /* [indicator with projects][indicator]: it, or it depends on it */
    uint64_t *counts; /* of all hits by replicate */
    double *measure;  /* one block */
    unsigned char *flags;
} Contributions;

/* `contributions` must be zero; freed by the caller, after a failure too. */
Status contributions_start(Contributions *contributions, const Plan *plan, Error *err);
void contributions_free(Contributions *contributions);

/* Adds the first `paths` paths of the block, which are number first, first + 1, ... The block is
 * simulated again with one project changed at a time; in the end it is as before. */
void contributions_add(Contributions *contributions, Block *block, uint64_t first, size_t paths);

/* Counts only: the order of merges changes nothing. */
void contributions_merge(Contributions *into, const Contributions *other);

/* Hands the results to the forecast, by target, the project that moves it most first. */
Status contributions_forecast(const Contributions *contributions, Forecast *forecast, Error *err);

#endif
