/* One block of paths: the workspace in which a thread draws scores and lets the models fill levels.
 * Allocated once for each thread, reused for every block. */
#ifndef RUN_BLOCK_H
#define RUN_BLOCK_H

#include "run/draws.h"
#include "run/rows.h"

enum { BLOCK_PATHS = 1024 }; /* scores and levels of some ten years stay in the second cache */

typedef struct Block Block;

Status block_new(Block **block, const Plan *plan, Error *err);
void block_free(Block *block);

const Plan *block_plan(const Block *block);

/* Lets the block take its random numbers from a store, which must outlive its use; NULL: none. */
void block_take(Block *block, DrawsStore *store);

/* Simulates paths first .. first + BLOCK_PATHS - 1 of every indicator. */
void block_simulate(Block *block, uint64_t first);

/* Lets a project of the indicator come where it does not, and not come where it does; twice is as
 * before. Levels follow when simulated again. */
void block_flip(Block *block, size_t indicator, size_t project);

/* On which of the paths the project comes: 0 or 1 each; borrowed. */
const unsigned char *block_comes(const Block *block, size_t indicator, size_t project);

/* What was drawn for an indicator, before events and programmes shift it; and what an event takes
 * off growth in year t of each path, NULL in a year that it cannot reach. Borrowed until the next
 * simulation. */
const Rows *block_rows(const Block *block, size_t indicator);
const double *block_loss(const Block *block, size_t event, size_t t);

/* Simulates the indicators that are `chosen` again, on the same paths, with the same draws; it must
 * have all that depend on those that change. */
void block_again(Block *block, const bool *chosen);

/* Levels of one indicator: level[t * BLOCK_PATHS + p]; borrowed until the next simulation. */
const double *block_level(const Block *block, size_t indicator);

#endif
