/* The processes that share a sweep: one, or those that mpirun or srun started. MPI lies in a module
 * of its own beside the program (dubao-mpi.so), loaded only when such a launcher was at work, so
 * that the program itself starts without it. */
#ifndef RUN_RANKS_H
#define RUN_RANKS_H

#include "base/error.h"

#include <stddef.h>

/* Longer messages are cut into parts of so many bytes, each sent and received by itself. */
enum { RANKS_PART = 65536 };

/* All ranks take the same steps in the same order. */
typedef struct Ranks {
    size_t rank, count;
    void (*broadcast)(void *bytes, size_t size);  /* those of rank 0, to all */
    void (*send)(const void *bytes, size_t size); /* to rank 0, which receives them */
    void (*receive)(size_t from, void *bytes, size_t size);
    int (*greatest)(int value); /* of the values of all ranks */
    void (*stop)(void);         /* the last step */
} Ranks;

/* What the module defines as `ranks_module`. Fails never: MPI ends the program itself. */
typedef Ranks RanksModule(void);

/* One rank, or all that the launcher started. STATUS_USAGE when it started some and the module is
 * not there. */
Status ranks_start(Ranks *ranks, Error *err);

void ranks_stop(Ranks *ranks);

/* The same on all ranks: the greatest of their codes. */
Status ranks_agree(const Ranks *ranks, Status status, Error *err);

#endif
