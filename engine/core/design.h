/* Ways to spread the points of a sweep evenly over the ranges of several axes at once. */
#ifndef CORE_DESIGN_H
#define CORE_DESIGN_H

#include <stddef.h>
#include <stdint.h>

/* One coordinate of a design: which of them, and what its random numbers hang on. */
typedef struct DesignAxis {
    uint64_t seed;
    const char *name; /* borrowed; an axis of another name has other numbers */
    size_t dimension; /* counted from 0, below 256 */
} DesignAxis;

typedef struct Design {
    const char *name;
    /* Fills u[0 .. n-1], inside (0, 1): the coordinate of each of n points; n <= 2^32. */
    void (*uniforms)(const DesignAxis *axis, double *u, size_t n);
} Design;

/* The design of that name, or NULL. */
const Design *design_find(const char *name);

#endif
