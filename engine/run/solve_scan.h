/* Where along one lever the chance passes through the probability asked for: brackets of all
 * solutions, found by looking everywhere. */
#ifndef RUN_SOLVE_SCAN_H
#define RUN_SOLVE_SCAN_H

#include "core/solve.h"
#include "run/solve_chance.h"
#include "run/solve_range.h"

typedef struct SeekQuestion {
    size_t target; /* scenario->targets: all of them together */
    const char *target_id;
    const char *pointer;
    const char *lever;  /* id, or NULL */
    LeverNumber number; /* the scenario's own */
    double probability; /* 0 < p < 1 */
    double limits[2];   /* low < high; NaN, NaN: near the scenario's own value, and where that does
                         * not give the probability as far as its row and the scenario allow */
} SeekQuestion;

enum { SCAN_BRACKETS = SEEK_SOLUTIONS };

typedef struct Scan {
    const SeekQuestion *question;
    SolveRange range;
    SolveChance rough;                /* on the first paths only */
    SolveChance exact;                /* on all of them; not used where those are all */
    double bracket[SCAN_BRACKETS][2]; /* those nearest to the scenario's own value, on all paths */
    size_t brackets;
} Scan;

/* Zero-initialise all but the question and the two chances. Looks within limits that were given, or
 * near the scenario's own value and then everywhere. */
Status scan_run(Scan *scan, Error *err);

/* The chances on all paths. */
SolveChance *scan_full(Scan *scan);

/* One value on all paths; NULL: no scenario is there. */
Status scan_look(Scan *scan, double value, const SolveTrial **trial, Error *err);

/* Refines the greatest chance of all that was looked at. */
Status scan_top(Scan *scan, Error *err);

bool scan_holds(const Scan *scan, double value); /* within the limits */

#endif
