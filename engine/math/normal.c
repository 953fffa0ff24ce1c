#include "math/normal.h"

#include "math/vector_loops.h"

#include <math.h>

double normal_cdf(double z)
{
    return 0.5 * erfc(-z * 0.70710678118654752440);
}

double normal_quantile(double u)
{
    double z;
    normal_quantiles(&u, &z, 1);
    return z;
}

void normal_quantiles(const double *u, double *z, size_t n)
{
    vector_loops()->normals(u, z, n);
}
