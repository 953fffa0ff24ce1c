/* The processes that share a sweep: one, or those that mpirun or srun started. MPI lies in a module
 * of its own beside the program (dubao-mpi.so), loaded only when such a launcher was at work, so
 * that the program itself starts without it. */
#ifndef RUN_RANKS_H
#define RUN_RANKS_H

#include "base/error.h"

#include <stdbool.h>
#include <stddef.h>

/* Longer messages are cut into parts of so many bytes; a message may be received in pieces of some
 * parts each. */
enum { RANKS_PART = 65536 };

/* All functions are called from one thread of the process. Without a launcher there are none. */
typedef struct Ranks {
    size_t rank, count;
    void *context;
    /* Sends a copy, without waiting for the receiver. Its bytes move on at every call of `look`. */
    void (*send)(void *context, size_t to, const void *bytes, size_t size);
    /* Whether a message waits, and from whom; does not wait itself. */
    bool (*look)(void *context, size_t *from);
    /* The next bytes from a rank, whose messages come in the order in which they were sent. */
    void (*receive)(void *context, size_t from, void *bytes, size_t size);
    /* Of the values of all ranks; all call it. */
    int (*greatest)(void *context, int value);
    /* The last call, by all ranks; waits until everything is sent. MPI itself ends with the
     * program. */
    void (*stop)(void *context);
} Ranks;

/* What the module defines as `ranks_module`. Fails never: MPI ends the program itself. */
typedef Ranks RanksModule(void);

/* One rank, or all that the launcher started. STATUS_USAGE when it started some and the module is
 * not there, or when it did not tell them of each other. */
Status ranks_start(Ranks *ranks, Error *err);

void ranks_stop(Ranks *ranks);

/* The same on all ranks: the greatest of their codes. */
Status ranks_agree(const Ranks *ranks, Status status, Error *err);

/* STATUS_INVALID on all ranks when not all have the same digest, of at least seven hexadecimal
 * digits: then they have read different files. */
Status ranks_compare(const Ranks *ranks, const char *digest, Error *err);

#endif
