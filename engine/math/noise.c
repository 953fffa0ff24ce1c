#include "math/noise.h"

#include "math/normal.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_sf_bessel.h>
#include <math.h>

static const double half_log_2pi = 0.91893853320467274178;

Noise noise_of(double freedom)
{
    if (!isfinite(freedom))
        return (Noise){ .freedom = freedom, .scale = 1, .log_factor = -half_log_2pi };
    double scale = sqrt((freedom - 2) / freedom);
    double log_factor =
        lgamma((freedom + 1) / 2) - lgamma(freedom / 2) - log(freedom * M_PI) / 2 - log(scale);
    return (Noise){
        .freedom = freedom, .scale = scale, .log_factor = log_factor, .height = exp(log_factor)
    };
}

/* f(e) = height (1 + t^2 / n)^(-(n + 1) / 2), by multiplications for whole n. */
double noise_density(const Noise *noise, double e)
{
    if (!isfinite(noise->freedom))
        return exp(noise->log_factor - e * e / 2);
    double t = e / noise->scale, base = 1 + t * t / noise->freedom;
    if (noise->freedom == floor(noise->freedom) && noise->freedom < 64) {
        double power = (int)noise->freedom % 2 ? 1 : sqrt(base), factor = base;
        for (int n = ((int)noise->freedom + 1) / 2; n > 0; n /= 2, factor *= factor)
            power *= n % 2 ? factor : 1;
        return noise->height / power;
    }
    return exp(noise->log_factor - (noise->freedom + 1) / 2 * log(base));
}

double noise_above(const Noise *noise, double probability)
{
    return isfinite(noise->freedom) ? noise->scale * gsl_cdf_tdist_Qinv(probability, noise->freedom)
                                    : -normal_quantile(probability);
}

double noise_beyond(const Noise *noise, double e)
{
    return isfinite(noise->freedom) ? gsl_cdf_tdist_Q(e / noise->scale, noise->freedom)
                                    : normal_cdf(-e);
}

/* Of the standard t with n degrees of freedom, with x = sqrt(n) |w|:
 *   K_{n/2}(x) x^{n/2} 2^{1 - n/2} / Gamma(n / 2)  (Hurst 1995). */
double noise_characteristic(const Noise *noise, double w)
{
    double n = noise->freedom, x = sqrt(n) * noise->scale * fabs(w);
    if (!isfinite(n))
        return exp(-w * w / 2);
    if (!(x > 1e-8))
        return 1;
    return exp(gsl_sf_bessel_lnKnu(n / 2, x) + n / 2 * log(x) + (1 - n / 2) * M_LN2 -
               lgamma(n / 2));
}

/* With a = -c/v and Q the chance of e > a, for the normal
 *   E[e; e > a] = phi(a),   E[e^2; e > a] = Q + a phi(a),
 * and for Student's t with n degrees of freedom and density f
 *   E[T; T > b] = f(b) (n + b^2) / (n - 1),
 *   E[T^2; T > b] = n (n-1)/(n-2) Q_{n-2}(b sqrt((n-2)/n)) - n Q_n(b),
 * since (n + t^2) f_n(t) is, up to a factor, the density of n - 2 degrees of freedom. */
void noise_moments(const Noise *noise, double centre, double v, double moment[2])
{
    double a = -centre / v, n = noise->freedom, scale = noise->scale, b = a / scale;
    double above, first, second;
    if (!isfinite(n)) {
        above = normal_cdf(-a);
        first = noise_density(noise, a);
        second = above + a * first;
    } else {
        above = gsl_cdf_tdist_Q(b, n);
        first = scale * (scale * noise_density(noise, a)) * (n + b * b) / (n - 1);
        second =
            scale * scale *
            (n * (n - 1) / (n - 2) * gsl_cdf_tdist_Q(b * sqrt((n - 2) / n), n - 2) - n * above);
    }
    moment[0] = centre * above + v * first;
    moment[1] = centre * centre * above + 2 * centre * v * first + v * v * second;
}

/* The normal's decays as exp(-w^2 / 2), that of t at last as exp(-w sqrt(n - 2)). */
double noise_band(const Noise *noise)
{
    return isfinite(noise->freedom) ? fmax(10, 32 / sqrt(noise->freedom - 2)) : 8;
}
