/* Geometric growth:  L[t] = L[t-1] exp(log(1 + m) + v e[t]), so that the median grows at m.
 * m is the path's draw of the period's growth, v e[t] the noise of the year on the log level. */
#include "core/model.h"

#include <math.h>
#include <string.h>

enum { BASE, GROWTH };

static const Param params[] = {
    [BASE] = { .name = "base",
               .unit = PARAM_LEVEL,
               .low = 0,
               .open_low = true,
               .high = 1e300,
               .required = true,
               .doc = "level in the base year" },
    [GROWTH] = { .name = "growth",
                 .unit = PARAM_RATE,
                 .low = -1,
                 .high = 10,
                 .required = true,
                 .by_period = true,
                 .drawn = true,
                 .lowered = true,
                 .doc = "growth of the median a year" },
    { 0 },
};

static void simulate(const ModelInput *in, double *restrict level)
{
    memcpy(level, in->row[BASE][0], in->paths * sizeof *level);
    for (size_t t = 1; t < in->years; t++) {
        const double *before = level + (t - 1) * in->paths;
        const double *m = in->row[GROWTH][t], *noise = in->noise[t];
        double *now = level + t * in->paths;
        for (size_t p = 0; p < in->paths; p++)
            now[p] = before[p] * (m[p] > -1 ? (1 + m[p]) * exp(noise[p]) : 0);
    }
}

const Model model_geometric = {
    .name = "geometric",
    .summary = "compound growth with lognormal noise; the median grows at the rate",
    .source = "geometric random walk with drift",
    .params = params,
    .proportional = true,
    .noisy = true,
    .simulate = simulate,
};
