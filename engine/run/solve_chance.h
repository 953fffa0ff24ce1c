/* The chance of a target as a function of some numbers of the scenario, on the same random numbers
 * each time. */
#ifndef RUN_SOLVE_CHANCE_H
#define RUN_SOLVE_CHANCE_H

#include "core/variants.h"
#include "run/simulate.h"

enum { SOLVE_CHANCE_LEVERS = 16 };

/* What was found at a point. */
typedef struct SolveTrial {
    double value[SOLVE_CHANCE_LEVERS];
    Chance chance;
    double mark;   /* moves when the targets do, even where the chance stays 0 or 1 */
    double margin; /* how far inside its bounds the median lies, relative to them, of the target for
                    * which that is least */
} SolveTrial;

typedef struct SolveChance {
    const Variants *variants;       /* borrowed, like the next three */
    const SimulateOptions *options; /* their progress is not used */
    const char *pointer[SOLVE_CHANCE_LEVERS];
    const char *id; /* of the target; NULL: all of them together */
    size_t levers;
    uint64_t most_paths; /* only the first so many; 0: all */
    bool cut;            /* some trial had fewer paths than the scenario asks for */
    SolveTrial *trial;   /* owned; those made so far */
    size_t trials;
    char *method; /* owned; the sampling used by the last one */
} SolveChance;

void solve_chance_free(SolveChance *chance);

/* Makes the scenario with these values, simulates it, and keeps what it finds; a point that was
 * tried before costs nothing. *trial is borrowed until the next call. STATUS_INVALID when the
 * values make no scenario, or the method does not know the chance. */
Status solve_chance(SolveChance *chance, const double *value, const SolveTrial **trial, Error *err);

/* The same; *trial is NULL where the values make no scenario, or one that cannot be simulated. */
Status solve_chance_try(SolveChance *chance, const double *value, const SolveTrial **trial,
                        Error *err);

/* Whether a is the better one: by the chance; where that is 0 or 1 for both, by the margin. */
bool solve_chance_better(const SolveTrial *a, const SolveTrial *b);

/* A chance in normal units, near linear in most levers; within +-7 for 0 and 1. */
double solve_chance_score(double probability);

#endif
