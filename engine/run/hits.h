/* Counting the paths of blocks that have a property: how many, and what the error of their share is
 * made of. */
#ifndef RUN_HITS_H
#define RUN_HITS_H

#include "run/plan.h"

/* Squares of the hits of each group of dependent paths give the error. */
typedef struct Hits {
    uint64_t count;
    uint64_t group_squares;
    uint64_t *replicate; /* hits of each replicate, borrowed; NULL without replicates */
} Hits;

/* Adds paths first, first + 1, ...; hit[p] is 1 or 0. */
void hits_add(Hits *hits, const Plan *plan, const unsigned char *hit, uint64_t first, size_t paths);

/* All but the counts by replicate, which their owner adds. */
void hits_merge(Hits *into, const Hits *other);

/* The share of all `plan->paths` with its error, from the variance between independent groups of
 * paths; the Wilson interval for as many independent paths as would have that error. Between
 * replicates, which are few, the interval is Student's. A share that shows no variance, such as 0
 * or 1, has the Wilson interval of all paths, and its half-width. */
Chance hits_chance(const Hits *hits, const Plan *plan);

/* The standard error of a share counted by replicate, at least what one point more or less in a
 * replicate makes. */
double hits_share_error(const Plan *plan, const uint64_t *counts);

#endif
