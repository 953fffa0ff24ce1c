/* The least effort of all levers of a scenario together, and effort against probability. */
#ifndef RUN_SOLVE_EFFORT_H
#define RUN_SOLVE_EFFORT_H

#include "core/solve.h"
#include "run/solve_chance.h"

typedef struct EffortQuestion {
    size_t target; /* scenario->targets: all of them together */
    double probability;
} EffortQuestion;

/* `scenario` has one or more levers. STATUS_INVALID when there are more than SOLVE_CHANCE_LEVERS,
 * or a value within their limits makes no scenario. *frontier is owned by the caller, after a
 * failure too. */
Status solve_effort(const EffortQuestion *question, const Scenario *scenario,
                    const Variants *variants, const SimulateOptions *options, Frontier **frontier,
                    Error *err);

#endif
