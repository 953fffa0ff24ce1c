/* The growth that level targets require from the base, and from later levels. */
#ifndef RUN_SOLVE_REQUIRED_H
#define RUN_SOLVE_REQUIRED_H

#include "core/solve.h"

/* A level that the user gave; year 0: none. */
typedef struct SolveGiven {
    int year;
    double level;
} SolveGiven;

/* Fills solve->need for the target of that index, or for all level targets (target ==
 * scenario->targets), from the base, each actual after it, and `given`. A given level must belong
 * to the one indicator of these targets, in a year after the base: else STATUS_USAGE. */
Status solve_required(Solve *solve, const Projection *projection, size_t target, SolveGiven given,
                      Error *err);

#endif
