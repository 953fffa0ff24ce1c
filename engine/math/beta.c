#include "math/beta.h"

#include <gsl/gsl_cdf.h>
#include <math.h>
#include <stdbool.h>

/* By halves, on the side of the nearer end so that a small tail keeps its digits. */
static double bisect(double u, double alpha, double beta)
{
    double low = 0, high = 1;
    for (int i = 0; i < 1100 && low < high; i++) { /* down to the least double */
        double x = low + (high - low) / 2;
        if (x == low || x == high)
            break;
        bool below =
            u < 0.5 ? gsl_cdf_beta_P(x, alpha, beta) < u : gsl_cdf_beta_Q(x, alpha, beta) > 1 - u;
        *(below ? &low : &high) = x;
    }
    return low + (high - low) / 2;
}

/* GSL's inverse is fast but fails for some lopsided shapes, with a NaN or a value far off. */
double beta_quantile(double u, double alpha, double beta)
{
    const double close = 1e-9;
    double x = gsl_cdf_beta_Pinv(u, alpha, beta);
    double reached = u < 0.5 ? gsl_cdf_beta_P(x, alpha, beta) : gsl_cdf_beta_Q(x, alpha, beta);
    double wanted = u < 0.5 ? u : 1 - u;
    return fabs(reached - wanted) <= close * wanted ? x : bisect(u, alpha, beta);
}
