/* The beta distribution on 0..1. */
#ifndef MATH_BETA_H
#define MATH_BETA_H

/* The x with I_x(alpha, beta) = u, 0 < u < 1. */
double beta_quantile(double u, double alpha, double beta);

#endif
