/* Share:  L[t] = k s[t] L(of)[t],  s[t] = min(1, max(0, x[t] + v e[t])).
 * x[t] are the shares given for some years, linear in between, constant before the first and after
 * the last; v e[t] is the noise of the year, in points of the share; k is the scale. Without "of"
 * the level is the share itself, times k. */
#include "core/model.h"

#include <math.h>

enum { SHARE, SCALE };

static const Param params[] = {
    [SHARE] = { .name = "share",
                .unit = PARAM_RATE,
                .low = 0,
                .high = 1,
                .required = true,
                .by_year = true,
                .doc = "share of the indicator that it follows" },
    [SCALE] = { .name = "scale",
                .unit = PARAM_PURE,
                .low = 0,
                .open_low = true,
                .high = 1e300,
                .standard = 1,
                .doc = "factor of the level; 100 for one in percent" },
    { 0 },
};

static double kept(double share)
{
    return share > 1 ? 1 : share > 0 ? share : 0;
}

static void simulate(const ModelInput *in, double *restrict level)
{
    for (size_t t = 0; t < in->years; t++) {
        const double *given = in->row[SHARE][t], *scale = in->row[SCALE][t];
        const double *noise = t ? in->noise[t] : NULL;
        double *row = level + t * in->paths;
        for (size_t p = 0; p < in->paths; p++)
            row[p] = scale[p] * kept(given[p] + (noise ? noise[p] : 0));
        for (size_t p = 0; in->ofs && p < in->paths; p++)
            row[p] *= in->of[0][t * in->paths + p];
    }
}

static double tail(const ModelTails *tails)
{
    return fmax(tails->value[SCALE], tails->ofs ? tails->of[0] : 0);
}

const Model model_share = {
    .name = "share",
    .summary = "a share, given for some years, of another indicator",
    .source = "definition of a share; linear interpolation between the years given",
    .params = params,
    .noisy = true,
    .of_most = 1,
    .claims = { .share = "share", .scale = "scale" },
    .simulate = simulate,
    .tail = tail,
};
