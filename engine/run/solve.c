#include "run/solve.h"

#include "run/corridor.h"

#include <stdlib.h>

Status solve(const SolveQuestion *question, const Projection *projection, const Variants *variants,
             const SimulateOptions *options, Solve **made, Error *err)
{
    Solve *answer = *made = calloc(1, sizeof *answer);
    if (!answer)
        return error_memory(err);
    answer->scenario = projection->scenario;
    Status status = solve_required(answer, projection, question->target, question->given, err);
    if (status == STATUS_GOOD && (question->parts & SOLVE_CORRIDOR))
        status = corridor(answer, projection, question->target, question->reference, options, err);
    if (status == STATUS_GOOD && question->seek)
        status = solve_seek(question->seek, variants, options, &answer->seek, err);
    if (status == STATUS_GOOD && (question->parts & SOLVE_FRONTIER) && !question->seek &&
        answer->scenario->levers)
        status = solve_effort(&question->effort, projection->scenario, variants, options,
                              &answer->frontier, err);
    if (status != STATUS_GOOD) {
        solve_free(answer);
        *made = NULL;
    }
    return status;
}
