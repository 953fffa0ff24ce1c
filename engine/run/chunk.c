#include "run/chunk.h"

#include "base/clock.h"

#include <stdlib.h>

Chunk *chunk_new(const Order *order)
{
    Chunk *chunk = calloc(1, sizeof *chunk);
    if (chunk)
        chunk->order = *order;
    return chunk;
}

void chunk_free(Chunk *chunk)
{
    if (!chunk)
        return;
    for (size_t i = 0; chunk->slot && i < chunk->order.cells; i++)
        result_free(&chunk->slot[i].result);
    free(chunk->slot);
    free(chunk);
}

void chunk_make(Chunk *chunk, const Cells *cells)
{
    double start = clock_seconds();
    chunk->slot = calloc((size_t)chunk->order.cells, sizeof *chunk->slot);
    if (chunk->slot)
        cells_make(cells, chunk->order.first, (size_t)chunk->order.cells, chunk->slot);
    chunk->seconds = clock_seconds() - start;
}

size_t chunk_done(const Chunk *chunk)
{
    size_t done = 0;
    while (chunk->slot && done < chunk->order.cells && chunk->slot[done].done)
        done++;
    return done;
}

size_t chunk_bytes(const Chunk *chunk)
{
    size_t bytes = 0;
    for (size_t i = 0; chunk->slot && i < chunk->order.cells; i++) {
        const CellResult *result = &chunk->slot[i].result;
        bytes += sizeof chunk->slot[i] + result->targets * sizeof *result->target +
                 result->joints * sizeof *result->joint + result->fans * sizeof *result->fan;
    }
    return bytes;
}
