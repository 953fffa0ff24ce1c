/* Cells of a sweep made on one thread: each a scenario of its own, projected and simulated. */
#ifndef RUN_CELLS_H
#define RUN_CELLS_H

#include "core/results.h"
#include "core/sweep.h"
#include "core/variants.h"
#include "run/helpers.h"

#include <stdatomic.h>
#include <stdbool.h>

/* What all cells have in common; borrowed. */
typedef struct Cells {
    const Sweep *sweep;
    const Variants *variants;    /* of each variant of the sweep, or one */
    const atomic_int *interrupt; /* not zero: stop; may be NULL */
    Helpers *helpers;            /* whose workers help each other; NULL: they do not */
} Cells;

/* A cell that is made, or is to be. */
typedef struct CellSlot {
    CellResult result;
    bool done; /* it is made, be it as failed */
} CellSlot;

/* Makes cells first .. first + count - 1 into the zeroed slots; several threads may at once. Random
 * numbers that several of these cells need are drawn once. The results are those of the cells
 * simulated one by one. A cell whose scenario is invalid or cannot be computed is done with its
 * error. False when it stopped before the last one: interrupted, or the error is in the first slot
 * that is not done. */
bool cells_make(const Cells *cells, uint64_t first, size_t count, CellSlot *slot);

/* Whether a status belongs to a cell, not to the sweep. */
bool cells_own_fault(Status status);

#endif
