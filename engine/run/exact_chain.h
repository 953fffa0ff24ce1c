/* The chance that several products of an indicator's yearly factors lie within bounds. Years are
 * independent given the draws that outlast them, so the law of the product so far is carried from
 * year to year, and at the end of a product what is out of its bounds is cut off. */
#ifndef RUN_EXACT_CHAIN_H
#define RUN_EXACT_CHAIN_H

#include "run/exact_track.h"

/* The budget that all chains of a forecast share, in points of cuts. */
double exact_chain_dearest(const Plan *plan);

/* The chances of `sets` sets of bounds, bound[set * bounds + i]; all sets have the same spans, each
 * of which is one of those of the levels. Takes what it costs from *levels->budget. STATUS_INVALID
 * with the reason when the law, or the budget, does not allow it. */
Status exact_chain_chances(const ExactLevels *levels, const ExactBound *bound, size_t bounds,
                           size_t sets, Chance *chance, Error *err);

#endif
