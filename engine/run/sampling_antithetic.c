/* Antithetic pairs: path 2i + 1 has the mirrored numbers 1 - u of path 2i, so that what one path
 * draws high the other draws low and their average varies less. */
#include "run/block.h"

static void uniforms(const Plan *plan, Address address, uint64_t first, double *u, size_t n)
{
    stream_uniforms(plan->stream[address.stream], address.purpose, address.step, first / 2, u,
                    n / 2);
    for (size_t pair = n / 2; pair-- > 0;) {
        u[2 * pair + 1] = 1 - u[pair];
        u[2 * pair] = u[pair];
    }
}

/* The mirror of a number that is the quantile at u is the quantile at 1 - u; of a law that is
 * symmetric about 0 that is the number with the other sign. */
static void scores(const Plan *plan, Address address, uint64_t first, const OctaveTable *table,
                   double *z, size_t n)
{
    Stream stream = plan->stream[address.stream];
    double mirrored[BLOCK_PATHS / 2];
    size_t pairs = n / 2;
    stream_scores(stream, address.purpose, address.step, first / 2, table, z, pairs);
    if (table->symmetric)
        for (size_t i = 0; i < pairs; i++)
            mirrored[i] = -z[i];
    else
        stream_mirrored_scores(stream, address.purpose, address.step, first / 2, table, mirrored,
                               pairs);
    for (size_t i = pairs; i-- > 0;) {
        z[2 * i + 1] = mirrored[i];
        z[2 * i] = z[i];
    }
}

const Sampling sampling_antithetic = {
    .name = "antithetic",
    .summary = "pairs of mirrored paths: less error at the same cost; an even number of paths",
    .group = 2,
    .uniforms = uniforms,
    .scores = scores,
};
