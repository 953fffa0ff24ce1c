/* Workers who help each other: one who has nothing to do takes lanes of the paths that another is
 * at, so that a few large simulations keep all threads busy. */
#ifndef RUN_HELPERS_H
#define RUN_HELPERS_H

#include "run/paths.h"

typedef struct Helpers Helpers;

/* Of so many workers. */
Status helpers_new(Helpers **helpers, size_t workers, Error *err);
void helpers_free(Helpers *helpers); /* accepts NULL; after the last call of all others */

/* Of how many workers; 1 for NULL. */
size_t helpers_count(const Helpers *helpers);

/* Runs lanes from .. to - 1 as worker 0 of the paths, which were made for that many workers, and
 * lets others help where there is enough to do; returns when all are done or one was not possible.
 * `helpers` may be NULL. */
void helpers_run(Helpers *helpers, Paths *paths, size_t from, size_t to, DrawsStore *store);

/* Helps whoever has lanes left, until nobody has. Returns whether there was anything to do. */
bool helpers_join(Helpers *helpers);

#endif
