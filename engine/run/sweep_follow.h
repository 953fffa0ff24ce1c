/* The other ranks of a sweep: each makes the chunks that rank 0 orders and reports them. */
#ifndef RUN_SWEEP_FOLLOW_H
#define RUN_SWEEP_FOLLOW_H

#include "run/crew.h"
#include "run/sweep.h"

/* Until rank 0 orders no more. What goes wrong here rank 0 is told; it fails only when another rank
 * did before the first cell. */
Status sweep_follow(const SweepOptions *options, Crew *crew, Error *err);

#endif
