/* Owen-scrambled Sobol' points: the numbers that move most are the first dimensions
 * (run/dimensions.h). Those beyond the table of direction numbers, which move least, are Latin
 * hypercubes. Each replicate has its own scrambles; path p is point p mod n of replicate p / n,
 * where n is the length of a replicate. So n depends on the number of paths, and the first paths of
 * many are not the paths of few; a new indicator may move the dimensions of the others.
 * Where no paths are needed, since levels are sums of lognormals, the same points do more by
 * preintegration, which is taken then. */
#include "math/latin.h"
#include "math/normal.h"
#include "math/sobol.h"
#include "run/dimensions.h"
#include "run/replicates.h"

#include <math.h>

extern const Sampling sampling_preintegration;

static const Sampling *const instead[] = { &sampling_preintegration, NULL };

enum { CHUNK = 512 };

/* One dimension, its random numbers taken from the address. */
static void coordinate(const Plan *plan, Address address, size_t rank, uint64_t first, double *u,
                       size_t n)
{
    bool beyond = rank >= SOBOL_DIMENSIONS;
    if (beyond)
        stream_uniforms(plan->stream[address.stream], address.purpose, address.step, first, u, n);
    for (size_t done = 0; done < n;) {
        ReplicatePart part = replicates_part(plan, first + done, n - done);
        uint64_t key[REPLICATES_KEYS];
        replicates_key(plan, address, part.replicate, key);
        if (beyond)
            latin_uniforms(key, plan->paths / plan->replicates, part.first, u + done, part.paths);
        else
            sobol_uniforms(rank, (uint32_t[]){ (uint32_t)key[0], (uint32_t)key[1] }, part.first,
                           u + done, part.paths);
        done += part.paths;
    }
}

static void dimension(const Plan *plan, const Dimension *it, uint64_t first, double *z, size_t n)
{
    coordinate(plan, it->address, it->rank, first, z, n);
    normal_quantiles(z, z, n);
}

/* The score of a draw that is mixed from several dimensions: the sum of theirs. */
static void mixture(const Plan *plan, const DimensionPart *part, size_t parts, uint64_t first,
                    double *z, size_t n)
{
    double score[CHUNK];
    for (size_t p = 0; p < n; p++)
        z[p] = 0;
    for (size_t i = 0; i < parts; i++) {
        dimension(plan, part[i].dimension, first, score, n);
        for (size_t p = 0; p < n; p++)
            z[p] += part[i].weight * score[p];
    }
}

/* Fills x with the numbers of a draw; returns whether they are scores, else they are uniform. */
static bool fill(const Plan *plan, Address address, uint64_t first, double *x, size_t n)
{
    DimensionPart part[DIMENSION_PARTS];
    size_t parts = dimensions_parts(&plan->dimensions, address, part);
    for (size_t from = 0; parts > 1 && from < n; from += CHUNK)
        mixture(plan, part, parts, first + from, x + from, n - from < CHUNK ? n - from : CHUNK);
    if (parts <= 1)
        coordinate(plan, address, parts ? part->dimension->rank : SOBOL_DIMENSIONS, first, x, n);
    return parts > 1;
}

static void uniforms(const Plan *plan, Address address, uint64_t first, double *u, size_t n)
{
    if (fill(plan, address, first, u, n))
        for (size_t p = 0; p < n; p++)
            u[p] = fmin(fmax(normal_cdf(u[p]), 0x1p-53), 1 - 0x1p-53);
}

static void normals(const Plan *plan, Address address, uint64_t first, double *z, size_t n)
{
    if (!fill(plan, address, first, z, n))
        normal_quantiles(z, z, n);
}

const Sampling sampling_sobol = {
    .name = "sobol",
    .summary = "scrambled Sobol' points in 8 to 32 replicates: the least error, best for a power "
               "of two of paths; another number of paths has other points",
    .group = 1,
    .replicated = true,
    .instead = instead,
    .uniforms = uniforms,
    .normals = normals,
    .dimension = dimension,
};
