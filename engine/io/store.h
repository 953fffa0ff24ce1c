/* The database of a sweep (SQLite): one transaction for each batch of cells, so that what is lost
 * when the machine stops is the batch at hand, and --resume goes on behind the last one. */
#ifndef IO_STORE_H
#define IO_STORE_H

#include "core/results.h"
#include "core/sweep.h"
#include "io/store_base.h"

#include <stdbool.h>

typedef struct Store Store;

/* What the database is to hold; borrowed, must outlive the store. */
typedef struct StoreRun {
    const Sweep *sweep;
    const Scenario *first;  /* of the first cell: digest, paths, seed, sampling */
    const char *parameters; /* how the run was made, as JSON */
} StoreRun;

/* Makes the database `path` (NULL: a temporary one, gone when it is closed), with its tables, views
 * and the row of the run, all in one transaction. An existing one is refused with STATUS_OUTPUT,
 * unless `resume`: then it must be one of the same sweep, scenario, paths, seed and version, else
 * STATUS_INVALID. Nothing foreign is written to. */
Status store_open(Store **store, const char *path, const StoreRun *run, bool resume, Error *err);

/* Rolls back what was not committed; frees. Accepts NULL. */
void store_close(Store *store);

/* How many cells there are: the first ones. How many of them failed. */
Status store_count(Store *store, uint64_t *cells, uint64_t *failed, Error *err);

/* Which cell failed first, and why; empty when none did. */
Status store_first_failure(Store *store, char message[sizeof(Error)], Error *err);

/* The database itself, borrowed. */
const StoreBase *store_base(const Store *store);

/* What a verb hands its cells to; the store must outlive it. */
Results store_results(Store *store);

#endif
