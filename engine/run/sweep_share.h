/* The cells of a batch, shared by ranks: every rank makes its own, rank 0 gathers all. */
#ifndef RUN_SWEEP_SHARE_H
#define RUN_SWEEP_SHARE_H

#include "run/cells.h"
#include "run/ranks.h"

#include <stdbool.h>

/* The cells that a rank makes: every count-th, from its own number on. */
size_t sweep_share_cells(const Ranks *ranks, size_t rank, size_t cells);

/* The place in the batch of the rank's cell number `own`. */
size_t sweep_share_place(const Ranks *ranks, size_t rank, size_t own);

/* Moves what the other ranks have made of a batch into the slots of rank 0. Fails there without
 * memory on either side. */
Status sweep_share_gather(const Ranks *ranks, CellSlot *slot, size_t cells, Error *err);

#endif
