#include "math/stream.h"

#include "math/vector_loops.h"

#include <Random123/philox.h>

/* 64-bit FNV-1a over the id, then one Philox block keyed by the seed: ids that differ in one letter
 * give unrelated keys. */
Stream stream_of(uint64_t seed, const char *id)
{
    uint64_t hash = 0xCBF29CE484222325;
    for (; *id; id++)
        hash = (hash ^ (unsigned char)*id) * 0x100000001B3;
    philox4x32_ctr_t counter = { { (uint32_t)hash, (uint32_t)(hash >> 32), 0, 0 } };
    philox4x32_key_t key = { { (uint32_t)seed, (uint32_t)(seed >> 32) } };
    philox4x32_ctr_t mixed = philox4x32(counter, key);
    return (Stream){ { mixed.v[0], mixed.v[1] } };
}

/* One Philox block is 128 bits: the uniforms of two neighbouring paths. Odd ends take half of one.
 */
void stream_uniforms(Stream stream, Purpose purpose, uint32_t step, uint64_t first, double *u,
                     size_t n)
{
    const VectorLoops *loops = vector_loops();
    VectorAddress at = { { stream.key[0], stream.key[1] }, purpose, step, first >> 1, 0 };
    double pair[2];
    if (n && first & 1) {
        loops->uniforms(&at, pair, 1);
        *u++ = pair[1];
        at.first++;
        n--;
    }
    loops->uniforms(&at, u, n / 2);
    if (n & 1) {
        at.first += n / 2;
        loops->uniforms(&at, pair, 1);
        u[n - 1] = pair[0];
    }
}

/* Four scores from one Philox block. */
void stream_scores(Stream stream, Purpose purpose, uint32_t step, uint64_t first,
                   const OctaveTable *table, double *z, size_t n)
{
    VectorAddress at = { { stream.key[0], stream.key[1] }, purpose, step, first / 4, 0 };
    vector_loops()->scores(&at, table, z, n);
}

void stream_mirrored_scores(Stream stream, Purpose purpose, uint32_t step, uint64_t first,
                            const OctaveTable *table, double *z, size_t n)
{
    VectorAddress at = { { stream.key[0], stream.key[1] }, purpose, step, first / 4, 1u << 31 };
    vector_loops()->scores(&at, table, z, n);
}
