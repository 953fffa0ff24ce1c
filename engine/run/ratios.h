/* The law of what is ahead: of the least (for a lower bound) and the greatest level (for an upper
 * one) of a target's years, divided by that of an earlier year, on all paths; with two bounds, on
 * those paths that meet both from some level. */
#ifndef RUN_RATIOS_H
#define RUN_RATIOS_H

#include "core/solve.h"
#include "math/sketch.h"
#include "run/block.h"
#include "run/simulate.h"

typedef struct RatioWorker {
    Block *block;
    Sketch *sketch; /* [corridor][year][side] */
    double *ratio;  /* one block for each side */
    bool finite;    /* every level so far */
} RatioWorker;

typedef struct Ratios {
    const Plan *plan;         /* borrowed */
    const Corridor *corridor; /* borrowed; those not `unknown` are looked at */
    size_t corridors;
    const SimulateOptions *options;
    RatioWorker *worker; /* the first one holds the result */
    size_t workers;
} Ratios;

/* Frees what ratios_run allocated. */
void ratios_free(Ratios *ratios);

/* Simulates all paths of the plan of ratios that have a plan and corridors; the same result for any
 * number of threads. STATUS_NUMERIC when a level is not finite. Freed by the caller, after a
 * failure too. */
Status ratios_run(Ratios *ratios, const SimulateOptions *options, Error *err);

/* After that: of the least (side 0) or greatest level, for a year from the base to the one before
 * the target's last. */
const Sketch *ratios_of(const Ratios *ratios, size_t corridor, size_t year, size_t side);

#endif
