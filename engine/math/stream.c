#include "math/stream.h"

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

static double uniform(uint32_t low, uint32_t high)
{
    uint64_t bits = ((uint64_t)high << 32 | low) >> 12;
    return ((double)bits + 0.5) * 0x1p-52;
}

/* One Philox block is 128 bits: the uniforms of two neighbouring paths. */
void stream_uniforms(Stream stream, Purpose purpose, uint32_t step, uint64_t first, double *u,
                     size_t n)
{
    philox4x32_key_t key = { { stream.key[0], stream.key[1] } };
    for (size_t i = 0; i < n;) {
        uint64_t path = first + i;
        philox4x32_ctr_t counter = { { (uint32_t)(path >> 1), (uint32_t)(path >> 33), step,
                                       (uint32_t)purpose } };
        philox4x32_ctr_t block = philox4x32(counter, key);
        if (!(path & 1))
            u[i++] = uniform(block.v[0], block.v[1]);
        if (i < n && (first + i) >> 1 == path >> 1)
            u[i++] = uniform(block.v[2], block.v[3]);
    }
}
