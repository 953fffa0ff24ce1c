/* Ratio:  L[t] = k L(of 1)[t] / L(of 2)[t], k being the scale. Where the second is 0 there is no
 * ratio (NaN), and the simulation says so. */
#include "core/model.h"

#include <math.h>

enum { SCALE };

static const Param params[] = {
    [SCALE] = { .name = "scale",
                .unit = PARAM_PURE,
                .low = 0,
                .open_low = true,
                .high = 1e300,
                .standard = 1,
                .doc = "factor of the ratio; 100 for one in percent" },
    { 0 },
};

static void simulate(const ModelInput *in, double *restrict level)
{
    for (size_t t = 0; t < in->years; t++) {
        const double *scale = in->row[SCALE][t];
        const double *part = in->of[0] + t * in->paths, *whole = in->of[1] + t * in->paths;
        for (size_t p = 0; p < in->paths; p++)
            level[t * in->paths + p] = whole[p] != 0 ? scale[p] * (part[p] / whole[p]) : NAN;
    }
}

static double tail(const ModelTails *tails)
{
    double above = fmax(tails->value[SCALE], tails->of[0]);
    return tails->of_inverse ? fmax(above, 1) : above;
}

const Model model_ratio = {
    .name = "ratio",
    .summary = "the first of two indicators divided by the second, in every year",
    .source = "division",
    .params = params,
    .of_least = 2,
    .of_most = 2,
    .claims = { .scale = "scale", .divides = true },
    .simulate = simulate,
    .tail = tail,
};
