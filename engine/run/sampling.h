/* How the uniform numbers of the paths are laid out. Each way describes itself at the foot of its
 * file (sampling_<name>.c), and the build makes the table of all. */
#ifndef RUN_SAMPLING_H
#define RUN_SAMPLING_H

#include "core/forecast.h"
#include "math/stream.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct Plan Plan;
typedef struct SimulateOptions SimulateOptions;
typedef struct Dimension Dimension;

/* One number of every path: from which stream, for what, in which step. */
typedef struct Address {
    size_t stream; /* one of those of the plan */
    Purpose purpose;
    uint32_t step;
} Address;

typedef struct Sampling Sampling;
struct Sampling {
    const char *name;
    const char *summary;
    size_t group;    /* neighbouring paths that depend on each other; groups are independent */
    bool replicated; /* all paths of a replicate depend on each other (run/replicates.h) */
    bool best;       /* stands for the best of the others that is valid */

    /* Samplings without paths that are taken instead, the first one first; ends with NULL. NULL:
     * none. By the best of all each target by itself; else where they are valid and know the chance
     * of all targets together. */
    const Sampling *const *instead;

    /* u[i] for path first + i; first and n are multiples of the group. */
    void (*uniforms)(const Plan *plan, Address address, uint64_t first, double *u, size_t n);

    /* z[i], the standard normal quantile of u[i], where the sampling has it before u, or with more
     * digits than a number near 1 holds; NULL: worked out from u. */
    void (*normals)(const Plan *plan, Address address, uint64_t first, double *z, size_t n);

    /* z[i], the score of one of the dimensions that draws are mixed from (run/dimensions.h), for
     * whoever keeps those of a block; NULL: there are none. */
    void (*dimension)(const Plan *plan, const Dimension *dimension, uint64_t first, double *z,
                      size_t n);

    /* z[i] for path first + i: a random number of the table's law, faster than the quantile of a
     * uniform one; NULL: there is no faster way. first and n are multiples of BLOCK_PATHS. */
    void (*scores)(const Plan *plan, Address address, uint64_t first, const OctaveTable *table,
                   double *z, size_t n);

    /* Instead of paths: makes the whole forecast (an exact method). NULL: simulated. */
    Status (*forecast)(const Plan *plan, const SimulateOptions *options, Forecast **forecast,
                       Error *err);

    /* The same, but that what the method does not know is left unknown, target by target. NULL:
     * there is no such part. */
    Status (*part)(const Plan *plan, const SimulateOptions *options, Forecast **forecast,
                   Error *err);
};

/* The table of all, made by the build, ends with NULL. */
extern const Sampling *const sampling_table[];

const Sampling *sampling_find(const char *name);

#endif
