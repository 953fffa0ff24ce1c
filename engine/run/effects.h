/* What the outputs of moved paths say of one input. */
#ifndef RUN_EFFECTS_H
#define RUN_EFFECTS_H

#include "core/sensitivity.h"

/* The chance of an event seen in `hits` of n independent paths; one that shows no variance has the
 * half-width of a Wilson interval as its error. */
Chance effects_chance(double hits, size_t n);

/* Median and its standard error, from order statistics, of the values that are numbers; NaN where
 * none is. Sorts the values; `scratch` takes n too. */
double effects_median(double *x, double *scratch, size_t n, double *error);

/* Of n paths, for each quantile of the input: whether the target is met, and its measure, which is
 * sorted. Fills chances, medians and the swing, whose error is that of the pairs. */
void effects_moves(InputEffect *effect, unsigned char *const met[QUANTILES],
                   double *const measure[QUANTILES], double *scratch, size_t n);

/* A share of the variance without what rounding leaves of an input that moves nothing. */
Estimate effects_cleaned(Estimate estimate);

/* For qsort: the greatest swing of the chance first; where chances do not move, of the median. */
int effects_compare(const void *a, const void *b);

#endif
