/* The door for sweeps: from a sweep file, or a scenario and --vary, to a Sweep. */
#ifndef IO_READ_SWEEP_H
#define IO_READ_SWEEP_H

#include "base/error.h"
#include "base/problems.h"
#include "core/scenario.h"
#include "core/sweep.h"

/* What the command line adds; borrowed. */
typedef struct SweepAsk {
    const char *const *vary; /* POINTER=FIRST:LAST:COUNT or POINTER=VALUE,VALUE,... */
    size_t varies;
    const char *setting[3]; /* paths, seed, sampling as JSON; NULL: not given */
    uint64_t seed;          /* the same seed */
    bool no_quantiles;      /* whatever the file says */
} SweepAsk;

/* Reads the sweep file `path`, or makes a sweep of the scenario `path`. `*sweep` is owned; NULL
 * after a failure. All problems of the file are in `problems`; the scenario itself is not read. */
Status read_sweep(const char *path, const SweepAsk *ask, Sweep **sweep, Problems *problems,
                  Error *err);

/* Fills the sweep's digest, from all that its results depend on: axes, patches, and of the first
 * cell of each variant its scenario. */
Status read_sweep_digest(Sweep *sweep, Scenario *const *first, Error *err);

#endif
