/* Plain Monte Carlo: every path has its own numbers. */
#include "run/plan.h"

static void uniforms(const Plan *plan, Address address, uint64_t first, double *u, size_t n)
{
    stream_uniforms(plan->stream[address.stream], address.purpose, address.step, first, u, n);
}

static void scores(const Plan *plan, Address address, uint64_t first, const OctaveTable *table,
                   double *z, size_t n)
{
    stream_scores(plan->stream[address.stream], address.purpose, address.step, first, table, z, n);
}

const Sampling sampling_random = {
    .name = "random",
    .summary = "independent paths",
    .group = 1,
    .uniforms = uniforms,
    .scores = scores,
};
