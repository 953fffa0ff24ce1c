#include "base/hash.h"

/* Multiplication by an odd number of well mixed bits (2^64 over the golden ratio) carries low bits
 * up, the shift brings high ones down. */
uint64_t hash_words(uint64_t hash, const uint64_t *word, size_t words)
{
    for (size_t i = 0; i < words; i++) {
        hash = (hash ^ word[i]) * 0x9E3779B97F4A7C15;
        hash ^= hash >> 29;
    }
    return hash;
}
