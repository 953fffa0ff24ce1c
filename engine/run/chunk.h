/* A chunk of a sweep: consecutive cells that one thread makes. */
#ifndef RUN_CHUNK_H
#define RUN_CHUNK_H

#include "run/cells.h"

/* Which cells; plain memory that can cross from one process to another. */
typedef struct Order {
    uint64_t number; /* of the chunk: they are numbered in the order of their cells */
    uint64_t first, cells;
} Order;

typedef struct Chunk {
    Order order;
    CellSlot *slot; /* of each cell; NULL: not made, or no memory for it */
    double seconds; /* that making it took */
    struct Chunk *next;
} Chunk;

/* Of cells not yet made; NULL without memory. */
Chunk *chunk_new(const Order *order);

/* Accepts NULL. */
void chunk_free(Chunk *chunk);

void chunk_make(Chunk *chunk, const Cells *cells);

/* How many of its cells are made, up to the first that is not. */
size_t chunk_done(const Chunk *chunk);

/* The memory of its results. */
size_t chunk_bytes(const Chunk *chunk);

#endif
