/* Plain Monte Carlo: every path has its own numbers. */
#include "run/plan.h"

static void uniforms(const Plan *plan, Address address, uint64_t first, double *u, size_t n)
{
    stream_uniforms(plan->stream[address.stream], address.purpose, address.step, first, u, n);
}

const Sampling sampling_random = {
    .name = "random",
    .summary = "independent paths",
    .group = 1,
    .uniforms = uniforms,
};
