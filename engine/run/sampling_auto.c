/* The best that is valid: exact where the scenario's law allows it, else preintegration, else
 * Sobol' points when the draws fit their dimensions and the paths their replicates, else
 * independent paths. `method` in the result names the one used. */
#include "run/sampling.h"

extern const Sampling sampling_exact, sampling_preintegration;

static const Sampling *const instead[] = { &sampling_exact, &sampling_preintegration, NULL };

const Sampling sampling_auto = {
    .name = "auto",
    .summary = "exact where possible, else preintegration, else sobol where it fits, else random",
    .group = 1,
    .best = true,
    .instead = instead,
};
