/* Which cells of a sweep are handed out next, and the chunks that came back before their turn. The
 * chunks handed out and not yet taken in order lie within a window, so that memory stays bounded
 * when one of them is slow. */
#ifndef RUN_DISPATCH_H
#define RUN_DISPATCH_H

#include "run/chunk.h"

typedef struct Dispatch {
    uint64_t next, end; /* cells that are not handed out yet */
    uint64_t made;      /* cells that are there or came back */
    size_t workers;
    size_t size;         /* cells of the next chunk, but for the last ones */
    double cell_seconds; /* that a cell takes one worker; 0: not known yet */
    uint64_t given;      /* number of the next chunk to hand out */
    uint64_t taken;      /* and to take in order */
    Chunk **place;       /* of chunk number % places: when it is back, owned */
    size_t places;
    size_t bytes; /* of the chunks that are back */
} Dispatch;

/* Cells first .. end - 1 for so many workers. Fails without memory. */
Status dispatch_start(Dispatch *dispatch, uint64_t first, uint64_t end, size_t workers, Error *err);

void dispatch_free(Dispatch *dispatch);

/* The next chunk; false when there is none, or none now. */
bool dispatch_next(Dispatch *dispatch, Order *order);

/* Chunks to be had without hurry: every worker may hold one more than the one it makes. */
bool dispatch_plenty(const Dispatch *dispatch);

/* One is back; it is owned by the dispatch then. */
void dispatch_back(Dispatch *dispatch, Chunk *chunk);

/* The next in order, owned by the caller then, or NULL when it is not back yet. */
Chunk *dispatch_take(Dispatch *dispatch);

/* Whether all were taken. */
bool dispatch_complete(const Dispatch *dispatch);

#endif
