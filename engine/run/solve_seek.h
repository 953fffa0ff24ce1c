/* Goal seek: the value of one lever that gives a target the probability asked for. */
#ifndef RUN_SOLVE_SEEK_H
#define RUN_SOLVE_SEEK_H

#include "core/solve.h"
#include "run/solve_chance.h"

typedef struct SeekQuestion {
    size_t target; /* scenario->targets: all of them together */
    const char *target_id;
    const char *pointer;
    const char *lever;  /* id, or NULL */
    LeverNumber number; /* the scenario's own */
    double probability; /* 0 < p < 1 */
    double limits[2];   /* low < high; NaN, NaN: from 20 points below to 30 points above a rate (a
                         * percent, or a number below 1 in magnitude), from a fifth to five times
                         * any other, or as far as the scenario allows */
} SeekQuestion;

/* STATUS_INVALID when the chance does not move anywhere between the limits, or a limit that the
 * user gave makes no scenario. *seek is owned by the caller, after a failure too. */
Status solve_seek(const SeekQuestion *question, const Variants *variants,
                  const SimulateOptions *options, Seek **seek, Error *err);

#endif
