/* The indicators whose growth an event or a programme shifts. */
#ifndef IO_READ_HITS_H
#define IO_READ_HITS_H

#include "io/read_json.h"

/* The indicators found so far: owned, without repetition. */
typedef struct ReadHits {
    const char *verb; /* what is done to their growth: "lower", "raise"; borrowed */
    size_t *indicator;
    size_t count;
} ReadHits;

/* Reads a list of ids of indicators whose models have growth to shift; `item` may be NULL. Those
 * with a problem are left out. */
void read_hits(ReadJson *json, const cJSON *item, const JsonPlace *place, ReadHits *hits);

#endif
