/* Mean and standard deviation in one pass, mergeable (Chan, Golub, LeVeque 1983). */
#ifndef MATH_MOMENTS_H
#define MATH_MOMENTS_H

#include <stddef.h>

/* Zero-initialise: no numbers. */
typedef struct Moments {
    double count;
    double mean;
    double squares; /* sum of squared deviations from the mean */
} Moments;

/* Adds n numbers: two passes over them, then one merge. */
void moments_add(Moments *moments, const double *x, size_t n);

/* into := into and other together. The order of merges changes the last bits: keep it fixed. */
void moments_merge(Moments *into, const Moments *other);

/* With n - 1; NaN below two numbers. */
double moments_sd(const Moments *moments);

#endif
