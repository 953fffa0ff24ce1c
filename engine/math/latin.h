/* Latin hypercubes: one coordinate of n points, one in each n-th of the unit interval, in an order
 * that a hash shuffles (McKay, Beckman, Conover 1979). */
#ifndef MATH_LATIN_H
#define MATH_LATIN_H

#include <stddef.h>
#include <stdint.h>

enum { LATIN_KEYS = 8 };

/* The place of number i < n in a permutation of 0 .. n - 1 that the key chooses; n <= 2^32. */
uint64_t latin_place(const uint64_t key[LATIN_KEYS], uint64_t i, uint64_t n);

/* For points first .. first + count - 1 of n: u comes as any uniform numbers in (0, 1) and leaves
 * as (latin_place + u) / n, still inside (0, 1). */
void latin_uniforms(const uint64_t key[LATIN_KEYS], uint64_t n, uint64_t first, double *u,
                    size_t count);

#endif
