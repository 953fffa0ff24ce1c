/* What the ranks of a sweep tell each other: rank 0 gives orders, the others report chunks. */
#ifndef RUN_SWEEP_SHARE_H
#define RUN_SWEEP_SHARE_H

#include "run/chunk.h"
#include "run/ranks.h"

/* From rank 0: make this; NULL says that there is no more, the rank shall end. */
void sweep_share_order(const Ranks *ranks, size_t to, const Order *order);

/* To a rank: whether there is an order; one without cells is the last. */
bool sweep_share_obey(const Ranks *ranks, Order *order);

/* To rank 0: a chunk as far as it is made. */
void sweep_share_report(const Ranks *ranks, const Chunk *chunk);

/* To rank 0: trouble, more chunks may follow; STATUS_GOOD: this is the last message. */
void sweep_share_say(const Ranks *ranks, Status trouble);

/* A chunk, or trouble, or the last message. */
typedef struct Heard {
    size_t from;
    Chunk *chunk;   /* owned */
    Status trouble; /* STATUS_INTERNAL: no memory, here or there */
    bool last;
} Heard;

/* From the others: whether there is a message. */
bool sweep_share_hear(const Ranks *ranks, Heard *heard);

#endif
