/* Blocks of paths whose inputs come from one of two independent sets of numbers, A and B, input by
 * input and path by path, or are moved to a quantile. Models do not notice. The workspace of one
 * thread. */
#ifndef RUN_MIXING_H
#define RUN_MIXING_H

#include "run/block.h"
#include "run/inputs.h"

typedef struct Mixing {
    /* What the next run takes; set by the caller. */
    unsigned char *from_b; /* [input][BLOCK_PATHS]: 1 takes the input from B, 0 from A */
    unsigned *rank;        /* [input][BLOCK_PATHS]: correlated inputs are drawn in rising order of
                            * these, each given those before it */
    size_t moved;          /* this input is at a quantile; as many as there are inputs: none is */
    double score;          /* the standard normal quantile that it is at */

    /* What came of it: of each path the target's measure and whether it is met. */
    double measure[BLOCK_PATHS];
    unsigned char met[BLOCK_PATHS];

    struct MixingWork *work;
} Mixing;

/* Plan, of given_sampling, and inputs are borrowed. */
Status mixing_new(Mixing **mixing, const Plan *plan, const Inputs *inputs, size_t target,
                  Error *err);
void mixing_free(Mixing *mixing); /* accepts NULL and half-built ones */

/* Draws A and B of paths first .. first + BLOCK_PATHS - 1. A is the same for every scenario that
 * has the draw. */
void mixing_draw(Mixing *mixing, uint64_t first);

/* Everything from A (or B), in the order of the inputs, nothing moved. */
void mixing_reset(Mixing *mixing, bool from_b);

/* Takes one input, on all paths, from B (or A). */
void mixing_take(Mixing *mixing, size_t input, bool from_b);

/* Moves one input, which correlated ones then follow, to a quantile on the normal scale. Of several
 * numbers of one input their sum is moved, and what is left of them stays random. */
void mixing_move(Mixing *mixing, size_t input, double score);

void mixing_run(Mixing *mixing);

#endif
