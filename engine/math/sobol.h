/* Sobol' points in base 2 and their scrambling: numbers that fill the unit cube more evenly than
 * independent ones, so that averages over them err less. */
#ifndef MATH_SOBOL_H
#define MATH_SOBOL_H

#include <stddef.h>
#include <stdint.h>

enum { SOBOL_DIMENSIONS = 256, SOBOL_BITS = 32, SOBOL_DEGREE = 11 };

/* One dimension: its primitive polynomial x^s + a[1] x^(s-1) + ... + a[s-1] x + 1 and the first s
 * direction numbers m[1..s], odd and m[k] < 2^k. The first dimension has degree 0: m[k] = 1. */
typedef struct SobolRow {
    uint16_t degree; /* s */
    uint16_t inner;  /* a[1] .. a[s-1] as the digits of a number */
    uint16_t first[SOBOL_DEGREE];
} SobolRow;

extern const SobolRow sobol_table[SOBOL_DIMENSIONS];

/* One coordinate of points first .. first + n - 1, in natural (not Gray code) order: x[i] 2^-32.
 * dimension < SOBOL_DIMENSIONS, counted from 0; first + n <= 2^32. */
void sobol_points(size_t dimension, uint64_t first, uint32_t *x, size_t n);

/* A scramble in the sense of Owen (1995): digit k of the result is digit k of x, flipped by a hash
 * of the seed and the digits before it. */
uint32_t sobol_scramble(uint32_t x, uint32_t seed);

/* Scrambled points as uniform numbers of the form (k + 1/2) 2^-52: the first 32 digits are
 * sobol_scramble(x, seed[0]), the others, which the points do not have, a hash of these and of
 * seed[1]. */
void sobol_uniforms(size_t dimension, const uint32_t seed[2], uint64_t first, double *u, size_t n);

#endif
