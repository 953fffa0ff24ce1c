/* Several scenarios on the same draws, and what makes the gap between two. */
#ifndef RUN_COMPARE_H
#define RUN_COMPARE_H

#include "core/comparison.h"
#include "core/variants.h"
#include "run/simulate.h"

/* Simulates all scenarios, which have the same paths, seed and sampling, and fills the comparison
 * that comparison_new has made of them. Chances are those of
 * each scenario simulated by itself. */
Status compare(const Scenario *const *scenario, const SimulateOptions *options,
               Comparison *comparison, Error *err);

/* Takes the gap between the two scenarios of a comparison apart: simulates every mixture of the
 * parts in which they differ. Where a mixture is no valid scenario, `unexplained` says why.
 * `variants` are those of the first scenario. */
Status compare_gap(const Scenario *const *scenario, const Variants *variants,
                   const SimulateOptions *options, Comparison *comparison, Error *err);

#endif
