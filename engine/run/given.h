/* Draws that are laid down for a block instead of being drawn: the normal score behind every number
 * of a path, so that paths can be moved to where an event is not rare. */
#ifndef RUN_GIVEN_H
#define RUN_GIVEN_H

#include "run/plan.h"

struct Given {
    const Address *address; /* [draws], rising; borrowed */
    size_t draws;
    const double *score; /* [draw][BLOCK_PATHS]; borrowed */
};

/* Takes every number from plan->given; draws that are not listed have their medians. */
extern const Sampling given_sampling;

/* The draws that can move the indicators named by `wanted` (one flag for each indicator), or those
 * that these depend on, by rising address; owned. */
Status given_list(const Plan *plan, const bool *wanted, Address **address, size_t *draws,
                  Error *err);

#endif
