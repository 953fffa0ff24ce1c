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

/* The laws of tables are symmetric. */
static void scores(const Plan *plan, Address address, uint64_t first, const OctaveTable *table,
                   double *z, size_t n)
{
    stream_scores(plan->stream[address.stream], address.purpose, address.step, first / 2, table, z,
                  n / 2);
    for (size_t pair = n / 2; pair-- > 0;) {
        z[2 * pair + 1] = -z[pair];
        z[2 * pair] = z[pair];
    }
}

const Sampling sampling_antithetic = {
    .name = "antithetic",
    .summary = "pairs of mirrored paths: less error at the same cost; an even number of paths",
    .group = 2,
    .uniforms = uniforms,
    .scores = scores,
};
