/* The chance that a product of independent yearly growth factors reaches a bound, in about a
 * microsecond: for sweeps over thousands of growth rates and volatilities, and beside the general
 * exact method as its check. */
#ifndef MATH_PRODUCT_H
#define MATH_PRODUCT_H

#include <stddef.h>

enum { PRODUCT_YEARS = 64 }; /* the most that are taken */

/* One year: the factor is 1 + g, with g normal. */
typedef struct ProductYear {
    double mean, sd; /* of g; sd >= 0 */
} ProductYear;

/* P(factor_1 ... factor_n >= bound), bound > 0, to 1e-10. NaN for what it does not cover: a factor
 * that is not positive with a chance above 1e-16, no year or more than PRODUCT_YEARS, sds so
 * unlike that a density would take more than a thousand nodes. */
double product_above(const ProductYear *year, size_t years, double bound);

/* P(factor_t = 1 + mean + sd e_t, t = 1..years: their product >= bound) over given shocks: how many
 * of n paths reach the bound; e[t * stride + p]. The same shocks for many means, sds and bounds
 * (common random numbers) make differences between these sharp. */
size_t product_count(const double *e, size_t stride, size_t n, const ProductYear *year,
                     size_t years, double bound);

#endif
