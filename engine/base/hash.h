/* A hash for tables in memory; not for files, and not against those who mean ill. */
#ifndef BASE_HASH_H
#define BASE_HASH_H

#include <stddef.h>
#include <stdint.h>

/* Goes on from `hash`, which is 0 or an earlier result. */
uint64_t hash_words(uint64_t hash, const uint64_t *word, size_t words);

#endif
