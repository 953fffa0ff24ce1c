/* How the uniform numbers of the paths are laid out. Each way describes itself at the foot of its
 * file (sampling_<name>.c), and the build makes the table of all. */
#ifndef RUN_SAMPLING_H
#define RUN_SAMPLING_H

#include "math/stream.h"

#include <stddef.h>
#include <stdint.h>

typedef struct Sampling {
    const char *name;
    const char *summary;
    size_t group; /* neighbouring paths that depend on each other; groups are independent */
    /* u[i] for path first + i; first and n are multiples of the group. */
    void (*uniforms)(Stream stream, Purpose purpose, uint32_t step, uint64_t first, double *u,
                     size_t n);
} Sampling;

/* The table of all, made by the build, ends with NULL. */
extern const Sampling *const sampling_table[];

const Sampling *sampling_find(const char *name);

#endif
