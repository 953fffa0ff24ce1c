/* Workers who help each other: one who has nothing to do takes lanes of the paths that another is
 * at, so that a few large simulations keep all threads busy. */
#ifndef RUN_CREW_H
#define RUN_CREW_H

#include "run/paths.h"

typedef struct Crew Crew;

/* Of so many workers. */
Status crew_new(Crew **crew, size_t workers, Error *err);
void crew_free(Crew *crew); /* accepts NULL; after the last call of all others */

/* 1 without a crew. */
size_t crew_workers(const Crew *crew);

/* Runs lanes from .. to - 1 as worker 0 of the paths, which were made for all of the crew, and
 * lets others help where there is enough to do; returns when all are done or one was not possible.
 * `crew` may be NULL. */
void crew_run(Crew *crew, Paths *paths, size_t from, size_t to, DrawsStore *store);

/* Helps whoever has lanes left, until nobody has. Returns whether there was anything to do. */
bool crew_help(Crew *crew);

#endif
