/* The root of a function of one variable. */
#ifndef MATH_ROOT_H
#define MATH_ROOT_H

#include "base/error.h"

#include <stdbool.h>

typedef struct Root {
    double (*value)(void *context, double x); /* NaN stops the search */
    /* Whether the root is known well enough: it lies in low..high, and f is `value` at x, its best
     * estimate so far. */
    bool (*enough)(void *context, double x, double value, double low, double high);
    void *context; /* borrowed */
} Root;

/* Brent's method (1973) between low < high, where the function has opposite signs or is 0; *x is
 * the best estimate. STATUS_NUMERIC when a value is NaN, the signs are the same, or `most` steps
 * are not enough. */
Status root_find(const Root *root, double low, double high, int most, double *x, Error *err);

#endif
