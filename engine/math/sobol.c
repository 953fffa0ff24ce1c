#include "math/sobol.h"

#include "math/scramble.h"
#include "math/vector_loops.h"

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

uint32_t sobol_scramble(uint32_t x, uint32_t seed)
{
    return scramble_reverse(scramble_upwards(scramble_reverse(x), seed));
}

void sobol_uniforms(size_t dimension, const uint32_t seed[2], uint64_t first, double *u, size_t n)
{
    uint32_t v[SOBOL_BITS], x[CHUNK];
    directions(dimension, v);
    for (size_t k = 0; k < SOBOL_BITS; k++)
        v[k] = scramble_reverse(v[k]); /* so that every point comes reversed */
    for (size_t from = 0; from < n; from += CHUNK) {
        size_t count = n - from < CHUNK ? n - from : CHUNK;
        fill(v, first + from, x, count);
        vector_loops()->scramble(x, seed, u + from, count);
    }
}
