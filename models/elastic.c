/* Elastic growth:  L[t] = L[t-1] max(0, 1 + k g(of)[t] + v e[t]),
 * where g(of)[t] = L(of)[t] / L(of)[t-1] - 1 is the growth of the indicator that it follows (0
 * where that is nothing) and v e[t] the noise of the year. A loss of more than everything leaves
 * nothing, and nothing stays nothing. */
#include "core/model.h"

#include <math.h>
#include <string.h>

enum { BASE, ELASTICITY };

static const Param params[] = {
    [BASE] = { .name = "base",
               .unit = PARAM_LEVEL,
               .low = 0,
               .open_low = true,
               .high = 1e300,
               .required = true,
               .doc = "level in the base year" },
    [ELASTICITY] = { .name = "elasticity",
                     .unit = PARAM_PURE,
                     .low = -100,
                     .high = 100,
                     .required = true,
                     .by_period = true,
                     .drawn = true,
                     .doc = "points of growth for each point of the other's growth" },
    { 0 },
};

static double growth(double before, double now)
{
    return before != 0 ? now / before - 1 : 0;
}

static void simulate(const ModelInput *in, double *restrict level)
{
    size_t n = in->paths;
    memcpy(level, in->row[BASE][0], n * sizeof *level);
    for (size_t t = 1; t < in->years; t++) {
        const double *elasticity = in->row[ELASTICITY][t], *noise = in->noise[t];
        const double *other = in->of[0] + t * n;
        for (size_t p = 0; p < n; p++) {
            double factor = 1 + elasticity[p] * growth(other[p - n], other[p]) + noise[p];
            level[t * n + p] = factor <= 0 ? 0 : level[(t - 1) * n + p] * factor;
        }
    }
}

static double tail(const ModelTails *tails)
{
    double other = tails->of_inverse ? fmax(tails->of[0], 1) : tails->of[0];
    return fmax(tails->value[BASE], fmax(tails->product[ELASTICITY] + other, tails->noise_product));
}

const Model model_elastic = {
    .name = "elastic",
    .summary = "growth in proportion to the growth of another indicator, with noise of its own",
    .source = "definition of an elasticity, on yearly growth rates",
    .params = params,
    .proportional = true,
    .follows = true,
    .noisy = true,
    .of_least = 1,
    .of_most = 1,
    .claims = { .base = "base", .elasticity = "elasticity" },
    .simulate = simulate,
    .tail = tail,
};
