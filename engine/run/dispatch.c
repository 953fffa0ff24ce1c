#include "run/dispatch.h"

#include <stdlib.h>

/* Large enough that handing out costs nothing, small enough that nobody waits long at the end. */
enum {
    MOST_CELLS = 256,
    LEAST_CELLS = 4 /* share random numbers */,
    WINDOW = 8 /* chunks for each worker */,
    SHARES = 4
};
static const double CHUNK_SECONDS = 0.2, SLOW_CELL = 1;
static const size_t CHUNK_BYTES = (size_t)1 << 24, WINDOW_BYTES = (size_t)1 << 28;

Status dispatch_start(Dispatch *dispatch, uint64_t first, uint64_t end, size_t workers, Error *err)
{
    *dispatch = (Dispatch){ .next = first,
                            .end = end,
                            .made = first,
                            .workers = workers,
                            .size = 1,
                            .places = WINDOW * workers };
    dispatch->place = calloc(dispatch->places, sizeof(Chunk *));
    return dispatch->place ? STATUS_GOOD : error_memory(err);
}

void dispatch_free(Dispatch *dispatch)
{
    for (size_t i = 0; dispatch->place && i < dispatch->places; i++)
        chunk_free(dispatch->place[i]);
    free(dispatch->place);
}

/* Towards the end the chunks become smaller, so that all workers end together. */
static size_t next_size(const Dispatch *dispatch)
{
    uint64_t share = (dispatch->end - dispatch->next) / (SHARES * dispatch->workers) + 1;
    return share < dispatch->size ? (size_t)share : dispatch->size;
}

bool dispatch_next(Dispatch *dispatch, Order *order)
{
    if (dispatch->next >= dispatch->end || dispatch->bytes > WINDOW_BYTES ||
        dispatch->given - dispatch->taken == dispatch->places)
        return false;
    *order = (Order){ dispatch->given++, dispatch->next, next_size(dispatch) };
    dispatch->next += order->cells;
    return true;
}

bool dispatch_plenty(const Dispatch *dispatch)
{
    return dispatch->next < dispatch->end &&
           dispatch->end - dispatch->next >= 2 * dispatch->workers;
}

/* The size doubles until a chunk takes long enough; so it is small where cells are slow. */
static void learn(Dispatch *dispatch, const Chunk *chunk, size_t bytes)
{
    double cells = (double)chunk->order.cells, seconds = chunk->seconds / cells;
    dispatch->cell_seconds =
        dispatch->cell_seconds > 0 ? (dispatch->cell_seconds + seconds) / 2 : seconds;
    double most = 2 * cells > (double)dispatch->size ? 2 * cells : (double)dispatch->size;
    double limit[] = { MOST_CELLS, CHUNK_SECONDS / dispatch->cell_seconds,
                       (double)CHUNK_BYTES * cells / (double)(bytes + 1) };
    for (size_t i = 0; i < sizeof limit / sizeof *limit; i++)
        most = limit[i] < most ? limit[i] : most;
    double least = dispatch->cell_seconds < SLOW_CELL ? LEAST_CELLS : 1;
    dispatch->size = (size_t)(most > least ? most : least);
}

void dispatch_back(Dispatch *dispatch, Chunk *chunk)
{
    size_t bytes = chunk_bytes(chunk);
    learn(dispatch, chunk, bytes);
    dispatch->bytes += bytes;
    dispatch->made += chunk_done(chunk);
    dispatch->place[chunk->order.number % dispatch->places] = chunk;
}

Chunk *dispatch_take(Dispatch *dispatch)
{
    Chunk **place = &dispatch->place[dispatch->taken % dispatch->places];
    Chunk *chunk = *place;
    if (!chunk)
        return NULL;
    dispatch->bytes -= chunk_bytes(chunk);
    dispatch->taken++;
    *place = NULL;
    return chunk;
}

bool dispatch_complete(const Dispatch *dispatch)
{
    return dispatch->next >= dispatch->end && dispatch->given == dispatch->taken;
}
