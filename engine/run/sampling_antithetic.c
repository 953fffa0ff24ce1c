/* Antithetic pairs: path 2i + 1 has the mirrored numbers 1 - u of path 2i, so that what one path
 * draws high the other draws low and their average varies less. */
#include "run/plan.h"

static void uniforms(const Plan *plan, Address address, uint64_t first, double *u, size_t n)
{
    stream_uniforms(plan->stream[address.stream], address.purpose, address.step, first / 2, u,
                    n / 2);
    for (size_t pair = n / 2; pair-- > 0;) {
        u[2 * pair + 1] = 1 - u[pair];
        u[2 * pair] = u[pair];
    }
}

const Sampling sampling_antithetic = {
    .name = "antithetic",
    .summary = "pairs of mirrored paths: less error at the same cost; an even number of paths",
    .group = 2,
    .uniforms = uniforms,
};
