/* Where the value of a lever is looked for, in steps of its natural scale. */
#ifndef RUN_SOLVE_RANGE_H
#define RUN_SOLVE_RANGE_H

#include "core/scenario.h"

typedef struct SolveRange {
    double low, high;
    double start; /* the scenario's own value */
    double unit;  /* of the scale around the start; 0: the scale is the logarithm */
    bool whole;   /* only whole numbers */
} SolveRange;

/* Around the scenario's own value: from 20 points below to 30 above a rate, all of a share, ten
 * years to either side, a fifth to five times any other number; inside what its row allows. */
SolveRange solve_range_near(const LeverNumber *number);

/* Everything: what its row allows, or a thousandth to a thousand times the number. */
SolveRange solve_range_wide(const LeverNumber *number);

/* From limits that were given. */
SolveRange solve_range_of(const LeverNumber *number, double low, double high);

/* A value on the natural scale, and back: there whole numbers are rounded. */
double solve_range_scale(const SolveRange *range, double value);
double solve_range_value(const SolveRange *range, double scaled);

#endif
