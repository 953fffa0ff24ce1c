/* Random counts: Poisson and negative binomial numbers as quantiles of normal scores. */
#ifndef MATH_COUNT_H
#define MATH_COUNT_H

#include <stddef.h>

/* The least k with P(count <= k) >= the normal probability of the score, where the count has that
 * mean >= 0 and the variance mean + dispersion mean^2 (dispersion 0: Poisson). */
double count_quantile(double score, double mean, double dispersion);

/* count[i] := count_quantile(score[i], mean[i], dispersion[i]); runs of equal laws share work. */
void count_quantiles(const double *score, const double *mean, const double *dispersion,
                     double *restrict count, size_t n);

#endif
