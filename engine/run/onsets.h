/* How the things of one block of paths begin that are due on a date. */
#ifndef RUN_ONSETS_H
#define RUN_ONSETS_H

#include "run/draws.h"

/* The numbers of a programme or project, drawn once for each path: the steps of its address. */
enum { ONSET_DELAY, ONSET_RAMP, ONSET_SIZE, ONSET_COMES, ONSET_DRAWS };

/* One of these numbers for each path of the block. A constant takes no random number. */
void onsets_draw(const Draws *draws, size_t stream, uint32_t step, const Quantity *quantity,
                 double *x);

/* amount[t * BLOCK_PATHS + p] := size[p] times the share that has risen in year t, the base year
 * included, 0 in years after `end`. */
void onsets_amounts(const Draws *draws, const Onset *onset, size_t stream, int end,
                    const double *size, double *amount);

/* The first year t in which it may have begun; as many as there are years when it does later. */
size_t onsets_first(const Plan *plan, const Onset *onset);

#endif
