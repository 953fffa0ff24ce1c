/* The standard normal distribution. */
#ifndef MATH_NORMAL_H
#define MATH_NORMAL_H

#include <stddef.h>

double normal_cdf(double z);
double normal_quantile(double u); /* 0 < u < 1, relative error below 1e-15 */

/* normal_quantile of n numbers; z may be u. */
void normal_quantiles(const double *u, double *z, size_t n);

#endif
