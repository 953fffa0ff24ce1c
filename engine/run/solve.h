/* What would it take? All parts of the answer that the question asks for. */
#ifndef RUN_SOLVE_H
#define RUN_SOLVE_H

#include "run/solve_effort.h"
#include "run/solve_required.h"
#include "run/solve_seek.h"

typedef struct SolveQuestion {
    unsigned parts;   /* SOLVE_CORRIDOR, SOLVE_FRONTIER; required growth and `seek` come anyway */
    size_t target;    /* scenario->targets: all of them */
    SolveGiven given; /* a later level, for the required growth */
    double reference; /* the most growth a year that others had; NaN: not given */
    EffortQuestion effort;    /* for the levers of the scenario, where no one is sought */
    const SeekQuestion *seek; /* NULL: no lever */
} SolveQuestion;

/* Answers for the projection's scenario; `variants` are those of the same file. *made is owned;
 * NULL after a failure. */
Status solve(const SolveQuestion *question, const Projection *projection, const Variants *variants,
             const SimulateOptions *options, Solve **made, Error *err);

#endif
