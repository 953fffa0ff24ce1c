/* A small pool of threads that takes jobs from one counter. */
#ifndef RUN_POOL_H
#define RUN_POOL_H

#include "base/error.h"

#include <stdbool.h>
#include <stddef.h>

typedef struct Pool {
    size_t threads;
    size_t jobs;
    /* Does job number `job` as worker number `worker`; false asks all workers to stop. */
    bool (*work)(void *context, size_t worker, size_t job);
    void *context;
} Pool;

/* Calls `work` once for each job, on as many threads as there are workers (the caller is worker 0),
 * and returns when all are done or one asked to stop. A thread that cannot be started leaves its
 * share to the others. */
void pool_run(const Pool *pool);

#endif
