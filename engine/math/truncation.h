/* A law cut at two ends, by its quantiles: with F and Q the cdf and the quantiles of the whole law,
 * the cut law has  Q'(u) = Q(F(low) + u (F(high) - F(low))).  Values at an end are inside. */
#ifndef MATH_TRUNCATION_H
#define MATH_TRUNCATION_H

#include "math/distribution.h"

/* Where a law is cut; -INFINITY and INFINITY: not on that side. */
typedef struct Ends {
    double low, high;
} Ends;

/* Less than this share of a law inside its ends is none. */
extern const double TRUNCATION_LEAST;

/* Cuts a law that is not cut yet. `said` are the ends that the user gave, `ends` those that hold,
 * nowhere wider. On failure q is as before; the sentence has no
 * location.
 */
Status truncation_cut(Quantity *q, Ends said, Ends ends, Error *err);

/* Makes a cut law whole again; leaves another as it is. */
void truncation_undo(Quantity *q);

#endif
