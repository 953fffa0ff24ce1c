/* Plain Monte Carlo: every path has its own numbers. */
#include "run/sampling.h"

const Sampling sampling_random = {
    .name = "random",
    .summary = "independent paths",
    .group = 1,
    .uniforms = stream_uniforms,
};
