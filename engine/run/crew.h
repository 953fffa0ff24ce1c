/* The threads of this process that make cells. One thread gives them chunks and takes them back. */
#ifndef RUN_CREW_H
#define RUN_CREW_H

#include "run/chunk.h"

typedef struct Crew Crew;

/* `threads` threads at work, or fewer when no more can be started; STATUS_INTERNAL when none can.
 * `sweep` and `variants` are borrowed. Owned, crew_free. */
Status crew_start(Crew **made, const Sweep *sweep, const Variants *variants, size_t threads,
                  Error *err);

/* The chunk is owned by the crew until it is taken. */
void crew_give(Crew *crew, Chunk *chunk);

/* A chunk that is made, in any order, or NULL when there is none within so many seconds. */
Chunk *crew_take(Crew *crew, double seconds);

/* Stops all work soon: what was made can be taken, the chunks under way in part. */
void crew_halt(Crew *crew);

/* Accepts NULL; halts first. */
void crew_free(Crew *crew);

#endif
