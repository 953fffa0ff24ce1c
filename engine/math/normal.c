/* Inverse of the normal cdf: M. J. Wichura (1988), Algorithm AS 241, routine PPND16:
 * rational approximations in q = u - 1/2 for the middle and in sqrt(-log(distance from the nearer
 * end)) for the tails, relative accuracy about 1e-16. */
#include "math/normal.h"

#include <math.h>

enum { TERMS = 8 };

static const double middle_top[TERMS] = { 3.3871328727963666080e0,  1.3314166789178437745e+2,
                                          1.9715909503065514427e+3, 1.3731693765509461125e+4,
                                          4.5921953931549871457e+4, 6.7265770927008700853e+4,
                                          3.3430575583588128105e+4, 2.5090809287301226727e+3 };
static const double middle_bottom[TERMS] = { 1.0,
                                             4.2313330701600911252e+1,
                                             6.8718700749205790830e+2,
                                             5.3941960214247511077e+3,
                                             2.1213794301586595867e+4,
                                             3.9307895800092710610e+4,
                                             2.8729085735721942674e+4,
                                             5.2264952788528545610e+3 };
static const double near_top[TERMS] = { 1.42343711074968357734e0,  4.63033784615654529590e0,
                                        5.76949722146069140550e0,  3.64784832476320460504e0,
                                        1.27045825245236838258e0,  2.41780725177450611770e-1,
                                        2.27238449892691845833e-2, 7.74545014278341407640e-4 };
static const double near_bottom[TERMS] = { 1.0,
                                           2.05319162663775882187e0,
                                           1.67638483018380384940e0,
                                           6.89767334985100004550e-1,
                                           1.48103976427480074590e-1,
                                           1.51986665636164571966e-2,
                                           5.47593808499534494600e-4,
                                           1.05075007164441684324e-9 };
static const double far_top[TERMS] = { 6.65790464350110377720e0,  5.46378491116411436990e0,
                                       1.78482653991729133580e0,  2.96560571828504891230e-1,
                                       2.65321895265761230930e-2, 1.24266094738807843860e-3,
                                       2.71155556874348757815e-5, 2.01033439929228813265e-7 };
static const double far_bottom[TERMS] = { 1.0,
                                          5.99832206555887937690e-1,
                                          1.36929880922735805310e-1,
                                          1.48753612908506148525e-2,
                                          7.86869131145613259100e-4,
                                          1.84631831751005468180e-5,
                                          1.42151175831644588870e-7,
                                          2.04426310338993978564e-15 };

static inline double ratio(const double *top, const double *bottom, double x)
{
    double a = top[TERMS - 1], b = bottom[TERMS - 1];
    for (int i = TERMS - 2; i >= 0; i--) {
        a = a * x + top[i];
        b = b * x + bottom[i];
    }
    return a / b;
}

static const double middle_width = 0.425;

static double tail(double u)
{
    double r = sqrt(-log(u < 0.5 ? u : 1 - u));
    double z = r <= 5 ? ratio(near_top, near_bottom, r - 1.6) : ratio(far_top, far_bottom, r - 5);
    return u < 0.5 ? -z : z;
}

double normal_cdf(double z)
{
    return 0.5 * erfc(-z * 0.70710678118654752440);
}

double normal_quantile(double u)
{
    double q = u - 0.5;
    if (fabs(q) > middle_width)
        return tail(u);
    return q * ratio(middle_top, middle_bottom, middle_width * middle_width - q * q);
}

enum { BATCH = 256 };

void normal_quantiles(const double *u, double *z, size_t n)
{
    double kept[BATCH]; /* z may be u */
    for (size_t from = 0; from < n; from += BATCH) {
        size_t batch = n - from < BATCH ? n - from : BATCH;
        for (size_t i = 0; i < batch; i++) { /* the middle for all: no branch, vectorises */
            kept[i] = u[from + i];
            double q = kept[i] - 0.5;
            double r = middle_width * middle_width - q * q;
            z[from + i] = q * ratio(middle_top, middle_bottom, r);
        }
        for (size_t i = 0; i < batch; i++)
            if (fabs(kept[i] - 0.5) > middle_width)
                z[from + i] = tail(kept[i]);
    }
}
