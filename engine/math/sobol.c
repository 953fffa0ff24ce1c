#include "math/sobol.h"

enum { CHUNK = 512 };

/* v[k] = m[k] 2^(32-k), k = 1..32; beyond the first s by the recurrence of Bratley and Fox (1988):
 * v[k] = a[1] v[k-1] ^ ... ^ a[s-1] v[k-s+1] ^ v[k-s] ^ (v[k-s] >> s). Here v[0] is the first. */
static void directions(size_t dimension, uint32_t v[SOBOL_BITS])
{
    const SobolRow *row = &sobol_table[dimension];
    unsigned s = row->degree;
    for (unsigned k = 0; k < SOBOL_BITS; k++) {
        if (!s || k < s) {
            v[k] = (uint32_t)(s ? row->first[k] : 1) << (SOBOL_BITS - 1 - k);
            continue;
        }
        /* cppcheck-suppress uninitvar ; rows below are filled, since s <= k */
        v[k] = v[k - s] ^ (v[k - s] >> s);
        for (unsigned j = 1; j < s; j++)
            if (row->inner >> (s - 1 - j) & 1)
                v[k] ^= v[k - j];
    }
}

/* Point i is the sum of the v[k] of the binary digits of i. An aligned run of 2^b points shares the
 * digits from b on; the others are filled in by doubling. */
static void fill(const uint32_t v[SOBOL_BITS], uint64_t first, uint32_t *x, size_t n)
{
    for (size_t done = 0; done < n;) {
        uint64_t at = first + done;
        size_t run = 1;
        while (!(at & run) && 2 * run <= n - done)
            run *= 2;
        uint32_t *to = x + done;
        to[0] = 0;
        for (unsigned k = 0; k < SOBOL_BITS; k++)
            if (at >> k & 1)
                to[0] ^= v[k];
        unsigned k = 0;
        for (size_t filled = 1; filled < run; filled *= 2, k++)
            for (size_t i = 0; i < filled; i++)
                to[filled + i] = to[i] ^ v[k];
        done += run;
    }
}

void sobol_points(size_t dimension, uint64_t first, uint32_t *x, size_t n)
{
    uint32_t v[SOBOL_BITS];
    directions(dimension, v);
    fill(v, first, x, n);
}

static uint32_t reverse(uint32_t x)
{
    x = x >> 16 | x << 16;
    x = (x >> 8 & 0x00FF00FF) | (x & 0x00FF00FF) << 8;
    x = (x >> 4 & 0x0F0F0F0F) | (x & 0x0F0F0F0F) << 4;
    x = (x >> 2 & 0x33333333) | (x & 0x33333333) << 2;
    return (x >> 1 & 0x55555555) | (x & 0x55555555) << 1;
}

/* Vegdahl (2021), after Laine and Karras (2011) and Burley (2020): every step lets a bit depend on
 * itself and on lower ones only, so in reversed order it is a nested scramble. */
static uint32_t hash_upwards(uint32_t x, uint32_t seed)
{
    x ^= x * 0x3D20ADEA;
    x += seed;
    x *= seed >> 16 | 1;
    x ^= x * 0x05526C56;
    x ^= x * 0x53A22864;
    return x;
}

uint32_t sobol_scramble(uint32_t x, uint32_t seed)
{
    return reverse(hash_upwards(reverse(x), seed));
}

/* The finaliser of MurmurHash3 (Appleby). */
static uint32_t mix(uint32_t x)
{
    x = (x ^ x >> 16) * 0x85EBCA6B;
    x = (x ^ x >> 13) * 0xC2B2AE35;
    return x ^ x >> 16;
}

void sobol_uniforms(size_t dimension, const uint32_t seed[2], uint64_t first, double *u, size_t n)
{
    uint32_t v[SOBOL_BITS], x[CHUNK];
    directions(dimension, v);
    for (size_t k = 0; k < SOBOL_BITS; k++)
        v[k] = reverse(v[k]); /* so that every point comes reversed */
    for (size_t from = 0; from < n; from += CHUNK) {
        size_t count = n - from < CHUNK ? n - from : CHUNK;
        fill(v, first + from, x, count);
        for (size_t i = 0; i < count; i++) {
            uint32_t high = reverse(hash_upwards(x[i], seed[0]));
            uint32_t low = mix(high ^ seed[1]) >> 12;
            u[from + i] = (double)high * 0x1p-32 + ((double)low + 0.5) * 0x1p-52;
        }
    }
}
