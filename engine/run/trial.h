/* One scenario simulated, with what it takes to simulate its paths again. */
#ifndef RUN_TRIAL_H
#define RUN_TRIAL_H

#include "run/contrasts.h"

/* Zero-initialise; all is owned but what the caller takes over by setting it NULL. */
typedef struct Trial {
    Scenario *scenario; /* NULL: the caller's */
    Projection *projection;
    Plan *plan; /* NULL: it needs no paths */
    Forecast *forecast;
    size_t *target; /* [row]; see ContrastRun */
} Trial;

/* Random paths where the scenario's sampling makes none or chooses among others; NULL when there is
 * no such sampling, which plan_new then refuses. */
const Sampling *trial_sampling(const Scenario *scenario);

/* The chances and medians of its targets, as the scenario's sampling makes them. */
Status trial_start(Trial *trial, const Scenario *scenario, const SimulateOptions *options,
                   Error *err);
void trial_free(Trial *trial);

ContrastRun trial_run(const Trial *trial);

#endif
