#include "math/interval.h"

#include <gsl/gsl_cdf.h>
#include <math.h>

const double INTERVAL_Z95 = 1.959963984540054;

void interval_wilson(double p, double n, double z, double interval[2])
{
    double shrink = 1 + z * z / n;
    double centre = (p + z * z / (2 * n)) / shrink;
    double half = z * sqrt(p * (1 - p) / n + z * z / (4 * n * n)) / shrink;
    interval[0] = p == 0 ? 0 : fmax(0, centre - half);
    interval[1] = p == 1 ? 1 : fmin(1, centre + half);
}

double interval_at_least(double hits, double n, double p)
{
    return hits > 0 ? gsl_cdf_binomial_Q((unsigned)(hits - 1), p, (unsigned)n) : 1;
}

double interval_at_most(double hits, double n, double p)
{
    return hits < n ? gsl_cdf_binomial_P((unsigned)hits, p, (unsigned)n) : 1;
}
