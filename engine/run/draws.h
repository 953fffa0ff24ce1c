/* The random numbers of one block of paths, and a store of them that many simulations share: what
 * one has drawn, another whose plan draws the same numbers takes from there. */
#ifndef RUN_DRAWS_H
#define RUN_DRAWS_H

#include "run/plan.h"

typedef struct DrawsStore DrawsStore;

/* Room for so many bytes of numbers; of one thread at a time. */
Status draws_store_new(DrawsStore **store, size_t bytes, Error *err);
void draws_store_free(DrawsStore *store); /* accepts NULL */

/* Whether something that was drawn found no room since it was last cleared. */
bool draws_store_full(const DrawsStore *store);
void draws_store_clear(DrawsStore *store);

/* Where the numbers of paths first .. first + BLOCK_PATHS - 1 come from. */
typedef struct Draws {
    const Plan *plan;  /* borrowed */
    uint64_t first;    /* a multiple of BLOCK_PATHS */
    DrawsStore *store; /* borrowed; NULL: everything is drawn anew */
    double *score;     /* [dimension][path], where draws are mixed; owned, like the next */
    bool *scored;      /* [dimension]: its scores are there */
} Draws;

Status draws_make(Draws *draws, const Plan *plan, Error *err);
void draws_free(Draws *draws);

/* Goes on to the block of these paths. */
void draws_start(Draws *draws, uint64_t first);

/* x[p] for path first + p of the block: by the plan's sampling, the same bits with and without a
 * store. Uniform numbers; standard normal ones; those of a table's law, where the sampling has
 * `scores`. */
void draws_uniforms(const Draws *draws, Address address, double *x);
void draws_normals(const Draws *draws, Address address, double *x);
void draws_scores(const Draws *draws, Address address, const OctaveTable *table, double *x);

/* A number for each path of the quantity's law. */
void draws_quantity(const Draws *draws, Address address, const Quantity *quantity, double *x);

#endif
