/* Arrivals:  L[t] = L[t-1] + A[t],  A[t] a Poisson number with the mean of the period's rate r, or,
 * with a dispersion a above 0, a negative binomial one with mean r and variance r + a r^2. A[t] is
 * the quantile of the year's normal score. Where there is no chance r arrive. */
#include "core/model.h"
#include "math/count.h"

#include <math.h>
#include <string.h>

enum { BASE, RATE, DISPERSION };

static const Param params[] = {
    [BASE] = { .name = "base",
               .unit = PARAM_LEVEL,
               .low = 0,
               .high = 1e15,
               .doc = "count in the base year" },
    [RATE] = { .name = "rate",
               .unit = PARAM_LEVEL,
               .low = 0,
               .high = 1e9,
               .required = true,
               .by_period = true,
               .drawn = true,
               .doc = "mean number that arrive in a year" },
    [DISPERSION] = { .name = "dispersion",
                     .unit = PARAM_PURE,
                     .low = 0,
                     .high = 100,
                     .doc = "variance beyond Poisson's, over the square of the mean" },
    { 0 },
};

static void simulate(const ModelInput *in, double *restrict level)
{
    size_t n = in->paths;
    memcpy(level, in->row[BASE][0], n * sizeof *level);
    for (size_t t = 1; t < in->years; t++) {
        const double *rate = in->row[RATE][t], *before = level + (t - 1) * n;
        double *now = level + t * n;
        if (in->noise)
            count_quantiles(in->noise[t], rate, in->row[DISPERSION][t], now, n);
        else
            memcpy(now, rate, n * sizeof *now);
        for (size_t p = 0; p < n; p++)
            now[p] += before[p];
    }
}

static double tail(const ModelTails *tails)
{
    return fmax(tails->value[BASE], fmax(tails->value[RATE], tails->value[DISPERSION]));
}

const Model model_arrivals = {
    .name = "arrivals",
    .summary = "a random number of arrivals a year, cumulated on the base",
    .source = "Poisson 1837; negative binomial (NB2: Cameron and Trivedi 1986) by its dispersion",
    .params = params,
    .counts = true,
    .claims = { .base = "base", .increase = "rate" },
    .simulate = simulate,
    .tail = tail,
};
