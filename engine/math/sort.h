/* Sorting of doubles by their bits, in linear time. */
#ifndef MATH_SORT_H
#define MATH_SORT_H

#include <stddef.h>

/* Rising order; -0 before 0, NaN at the end that its sign names. `scratch` takes n values too. */
void sort_doubles(double *x, double *scratch, size_t n);

#endif
