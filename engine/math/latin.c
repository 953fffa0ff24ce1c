#include "math/latin.h"

#include <math.h>

/* A function of the number and a key that looks random in its low 32 bits. */
static uint64_t mix(uint64_t x, uint64_t key)
{
    x = (x ^ key) * 0x9E3779B97F4A7C15;
    x = (x ^ x >> 32) * 0xD6E8FEB86659FD93;
    return x >> 32;
}

/* A permutation of the least 2^bits >= n numbers: in each round the lower half changes by a
 * function of the upper (Luby and Rackoff 1988), then a product with an odd number and a sum carry
 * it up; all of these can be undone. What lies outside 0 .. n - 1 is permuted again until it lies
 * inside (cycle walking: Black and Rogaway 2002). */
uint64_t latin_place(const uint64_t key[LATIN_KEYS], uint64_t i, uint64_t n)
{
    unsigned bits = 1;
    while (n > (uint64_t)1 << bits)
        bits++;
    uint64_t mask = ((uint64_t)1 << bits) - 1, lower = ((uint64_t)1 << (bits + 1) / 2) - 1;
    unsigned rounds = bits > 4 ? LATIN_KEYS / 2 : LATIN_KEYS; /* as tests of pairs want */
    do {
        for (unsigned round = 0; round < rounds; round++) {
            uint64_t other = mix(key[(round + 3) % LATIN_KEYS], key[round]);
            i ^= mix(i & ~lower, key[round]) & lower;
            i = (i * (other | 1) + (other >> 16)) & mask;
        }
    } while (i >= n);
    return i;
}

void latin_uniforms(const uint64_t key[LATIN_KEYS], uint64_t n, uint64_t first, double *u,
                    size_t count)
{
    static const double most = 1 - 0x1p-53; /* the last interval must not round up to 1 */
    for (size_t i = 0; i < count; i++)
        u[i] = fmin(((double)latin_place(key, first + i, n) + u[i]) / (double)n, most);
}
