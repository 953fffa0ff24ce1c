/* Expectations over a draw as weighted sums: nodes for quantities that share one uniform number. */
#ifndef MATH_QUADRATURE_H
#define MATH_QUADRATURE_H

#include "math/distribution.h"

typedef struct Quadrature {
    size_t count;
    double *weight; /* sum to 1 */
    double *value;  /* [quantity * count + node] */
} Quadrature;

typedef struct QuadratureOptions {
    const double *cut; /* further quantile levels at which the integrand bends; borrowed */
    size_t cuts;
    size_t fineness; /* 0, 1: a very gentle integrand, 2: a smooth one; nodes grow in proportion,
                        roughly */
    double reach;    /* scores beyond it, on both sides, are left out; at most QUADRATURE_FAR */
} QuadratureOptions;

/* Heavy tails matter so far out; GSL has no quantiles of Student's t far beyond it. */
enum { QUADRATURE_FAR = 28 };

/* The rule is exact for laws of finitely many values; for all others it converges faster than any
 * power of `fineness` while the integrand is smooth between the cuts. */
Status quadrature_make(Quadrature *rule, const Quantity *const *shared, size_t quantities,
                       const QuadratureOptions *options, Error *err);
void quadrature_free(Quadrature *rule);

/* E f(Z), Z a standard normal score between the first and the last cut (rising; f may jump or bend
 * there and is smooth between), by Gauss-Kronrod rules on intervals that are halved where the error
 * is. *error: GSL's bound on it. NaN without memory. */
double quadrature_adaptive(double (*f)(double score, void *context), void *context,
                           const double *cut, size_t cuts, double *error);

/* Quantile levels, without 0 and 1, where the law jumps or bends: at most quadrature_bends of them
 * are written. Returns their number. */
size_t quadrature_bend(const Quantity *q, double *level);
size_t quadrature_bends(const Quantity *q);

/* Whether the law has finitely many values. */
bool quadrature_is_finite(const Quantity *q);

#endif
