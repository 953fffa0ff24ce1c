/* Hits of two events on the same paths: the error of their difference is that of the pairs. */
#ifndef RUN_PAIRED_HITS_H
#define RUN_PAIRED_HITS_H

#include "run/hits.h"

typedef struct PairedHits {
    Hits with, without;
    uint64_t group_squares; /* of the difference of each group's hits */
} PairedHits;

/* Adds paths first, first + 1, ...; each flag is 1 or 0. */
void paired_hits_add(PairedHits *pair, const Plan *plan, const unsigned char *with,
                     const unsigned char *without, uint64_t first, size_t paths);

/* All but the counts by replicate, which their owner adds. */
void paired_hits_merge(PairedHits *into, const PairedHits *other);

/* The share of all `plan->paths` with minus that without, and its standard error. One that shows no
 * variance has the half-width of a Wilson interval. */
double paired_hits_difference(const PairedHits *pair, const Plan *plan, double *error);

#endif
