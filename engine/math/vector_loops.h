/* The loops that take most of a simulation's time, compiled for several instruction sets from one
 * source (vector_loops.c); the best that the machine has is taken. Every element is treated by
 * itself or in a fixed number of partial sums, and contraction is off, so all sets give the same
 * bits. */
#ifndef MATH_VECTOR_LOOPS_H
#define MATH_VECTOR_LOOPS_H

#include <stddef.h>
#include <stdint.h>

/* Bins of a histogram in two halves, see math/sketch.h; below it cell `under`, above `over`. */
typedef struct VectorBins {
    double low, middle, scale[2];
    int32_t half, under, over;
} VectorBins;

enum { VECTOR_LANES = 8 }; /* partial sums; any n is taken */

typedef struct VectorLoops {
    const char *name;
    int (*supported)(void);

    /* Philox4x32-10 of `pairs` counters {first + i (64 bits), step, purpose}: two uniforms each. */
    void (*uniforms)(const uint32_t key[2], uint32_t purpose, uint32_t step, uint64_t first,
                     double *u, size_t pairs);

    /* Standard-normal quantiles; z may be u. */
    void (*normals)(const double *u, double *z, size_t n);

    void (*cells)(const VectorBins *bins, const double *x, int32_t *cell, size_t n);

    /* Least and greatest of x and of what *least and *most hold. */
    void (*range)(const double *x, size_t n, double *least, double *most);

    /* Adds e = exp(y + a s + shift) to `sum` and a e to `slope`, element by element; the exponent
     * is kept within -700..700. */
    void (*exponentials)(const double *y, const double *s, double a, double shift, double *sum,
                         double *slope, size_t n);

    /* Sum of x - about, and of its squares. */
    void (*sums)(const double *x, size_t n, double about, double *sum, double *squares);
} VectorLoops;

/* All sets, the widest first; ends with the plain one, which every machine supports, and NULL. */
extern const VectorLoops *const vector_loops_table[];

/* The widest that this machine supports. */
const VectorLoops *vector_loops(void);

#endif
