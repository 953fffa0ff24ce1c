/* The loops that take most of a simulation's time, compiled for several instruction sets from one
 * source (vector_loops.c); the best that the machine has is taken. Every element is treated by
 * itself or in a fixed number of partial sums, and contraction is off, so all sets give the same
 * bits. */
#ifndef MATH_VECTOR_LOOPS_H
#define MATH_VECTOR_LOOPS_H

#include "math/octave.h"

#include <stddef.h>
#include <stdint.h>

/* Where random numbers come from: Philox4x32-10 of the counters {first + i (64 bits), step,
 * purpose}. Words of scores are combined with `mirror` by exclusive or: its highest bit, which is
 * the side of the median (math/octave.h), gives the quantile at 1 - u in place of that at u. */
typedef struct VectorAddress {
    uint32_t key[2];
    uint32_t purpose, step;
    uint64_t first;
    uint32_t mirror;
} VectorAddress;

/* Bins of a histogram in two halves, see math/sketch.h: cell 0 below it, then 2 half bins, then a
 * cell for what is above, or not a number. */
typedef struct VectorBins {
    double middle, scale[2]; /* bins per unit, of each half */
    double half;
} VectorBins;

static inline uint32_t vector_cell(const VectorBins *bins, double x)
{
    double d = x - bins->middle, over = 2 * bins->half + 1;
    double at = bins->half + 1 + d * (d < 0 ? bins->scale[0] : bins->scale[1]);
    at = at < over ? at : over; /* of a NaN too */
    return (uint32_t)(int32_t)(at > 0 ? at : 0);
}

/* Sums of x - middle and of its squares, and the ends of x. */
typedef struct VectorTally {
    double sum, squares, least, most;
} VectorTally;

enum {
    VECTOR_LANES = 8, /* partial sums; any n is taken */
    VECTOR_GROUP = 32 /* scores come in groups, from VECTOR_GROUP / 4 counters each */
};

typedef struct VectorLoops {
    const char *name;
    int (*supported)(void);

    /* Two uniforms of 52 bits from each of `pairs` counters. */
    void (*uniforms)(const VectorAddress *at, double *u, size_t pairs);

    /* Random numbers of the table's law, of 32 bits, four from each counter; n and 4 first are
     * multiples of VECTOR_GROUP. Those far out (math/octave.h) have 64 bits. */
    void (*scores)(const VectorAddress *at, const OctaveTable *table, double *z, size_t n);

    /* Standard-normal quantiles; z may be u. */
    void (*normals)(const double *u, double *z, size_t n);

    /* Sobol' points, their 32 digits reversed, become scrambled uniform numbers: see sobol.h. */
    void (*scramble)(const uint32_t *x, const uint32_t seed[2], double *u, size_t n);

    /* after[i] = before[i] max(0, 1 + growth[i] + noise[i]). */
    void (*grow)(const double *before, const double *growth, const double *noise, double *after,
                 size_t n);

    /* after[i] = before[i] max(0, 1 + growth[i]) exp(noise[i]), the exponential within 4e-16. */
    void (*grow_log)(const double *before, const double *growth, const double *noise, double *after,
                     size_t n);

    /* e[i] := r[i] e[i] + root[i] z[i];  z[i] := v[i] e[i]. */
    void (*persist)(const double *r, const double *root, const double *v, double *e, double *z,
                    size_t n);

    /* product[i] *= max(0, factor + v e[i]). */
    void (*multiply)(double factor, double v, const double *e, double *product, size_t n);

    /* Raises the counters of the cells, of which there are 2 half + 2. */
    VectorTally (*tally)(const VectorBins *bins, const double *x, size_t n, uint32_t *count);

    /* flag[i] = low <= x[i] <= high. */
    void (*within)(const double *x, double low, double high, unsigned char *flag, size_t n);

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
