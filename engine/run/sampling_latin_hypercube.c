/* Latin hypercubes, one for each replicate: every draw takes each n-th of the unit interval once in
 * the n paths of a replicate. So n depends on the number of paths, and the first paths of many are
 * not the paths of few. */
#include "math/latin.h"
#include "run/replicates.h"

static void uniforms(const Plan *plan, Address address, uint64_t first, double *u, size_t n)
{
    stream_uniforms(plan->stream[address.stream], address.purpose, address.step, first, u, n);
    for (size_t done = 0; done < n;) {
        ReplicatePart part = replicates_part(plan, first + done, n - done);
        uint64_t key[REPLICATES_KEYS];
        replicates_key(plan, address, part.replicate, key);
        latin_uniforms(key, plan->paths / plan->replicates, part.first, u + done, part.paths);
        done += part.paths;
    }
}

const Sampling sampling_latin_hypercube = {
    .name = "latin_hypercube",
    .summary = "every draw evenly spread over its range, in 8 to 32 replicates: less error in "
               "means; another number of paths has other points",
    .group = 1,
    .replicated = true,
    .uniforms = uniforms,
};
