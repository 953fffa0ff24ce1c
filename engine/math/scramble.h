/* The steps of Owen's scrambling, of one number; in a header, for loops of many. */
#ifndef MATH_SCRAMBLE_H
#define MATH_SCRAMBLE_H

#include <stdint.h>

static inline uint32_t scramble_reverse(uint32_t x)
{
    x = x >> 16 | x << 16;
    x = (x >> 8 & 0x00FF00FF) | (x & 0x00FF00FF) << 8;
    x = (x >> 4 & 0x0F0F0F0F) | (x & 0x0F0F0F0F) << 4;
    x = (x >> 2 & 0x33333333) | (x & 0x33333333) << 2;
    return (x >> 1 & 0x55555555) | (x & 0x55555555) << 1;
}

/* Vegdahl (2021), after Laine and Karras (2011) and Burley (2020): every step lets a bit depend on
 * itself and on lower ones only, so in reversed order it is a nested scramble. */
static inline uint32_t scramble_upwards(uint32_t x, uint32_t seed)
{
    x ^= x * 0x3D20ADEA;
    x += seed;
    x *= seed >> 16 | 1;
    x ^= x * 0x05526C56;
    x ^= x * 0x53A22864;
    return x;
}

/* The finaliser of MurmurHash3 (Appleby). */
static inline uint32_t scramble_mix(uint32_t x)
{
    x = (x ^ x >> 16) * 0x85EBCA6B;
    x = (x ^ x >> 13) * 0xC2B2AE35;
    return x ^ x >> 16;
}

#endif
