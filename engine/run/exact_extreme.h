/* The law of the least, or the greatest, level of several years. */
#ifndef RUN_EXACT_EXTREME_H
#define RUN_EXACT_EXTREME_H

#include "run/exact_chain.h"

enum { EXACT_EXTREME_TERMS = 96 };

/* Its cdf between its quantiles of less than 0.001 and more than 0.999, as Chebyshev's series in
 * the log of the level. */
typedef struct ExactExtreme {
    double low, high; /* logs */
    size_t terms;
    double term[EXACT_EXTREME_TERMS];
    double error;
} ExactExtreme;

typedef struct ExactYears {
    size_t first, last; /* counted from the base year */
    bool least;         /* else the greatest level */
} ExactYears;

/* STATUS_INVALID with the reason when the law, or the budget of the levels, does not allow it. */
Status exact_extreme_make(ExactExtreme *extreme, const ExactLevels *levels, ExactYears years,
                          Error *err);

double exact_extreme_below(const ExactExtreme *extreme, double y);
double exact_extreme_quantile(const ExactExtreme *extreme, double p, double *error);

#endif
