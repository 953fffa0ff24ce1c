/* How the things of one block of paths begin that are due on a date. */
#ifndef RUN_ONSETS_H
#define RUN_ONSETS_H

#include "run/plan.h"

/* The numbers of a programme or project, drawn once for each path: the steps of its address. */
enum { ONSET_DELAY, ONSET_RAMP, ONSET_SIZE, ONSET_COMES, ONSET_DRAWS };

/* A block of one of these numbers: x[p] for path first + p. A constant takes no random number. */
void onsets_draw(const Plan *plan, size_t stream, uint32_t step, const Quantity *quantity,
                 uint64_t first, double *x);

/* amount[t * BLOCK_PATHS + p] := size[p] times the share that has risen in year t, the base year
 * included, 0 in years after `end`. */
void onsets_amounts(const Plan *plan, const Onset *onset, size_t stream, int end, uint64_t first,
                    const double *size, double *amount);

/* The first year t in which it may have begun; as many as there are years when it does later. */
size_t onsets_first(const Plan *plan, const Onset *onset);

#endif
