/* Logistic growth towards a ceiling K:
 *   S[t] = K f L[t-1] / (K + (f - 1) L[t-1]),  f = max(0, 1 + m),
 *   L[t] = min(K, S[t] max(0, 1 + v e[t])).
 * S is one year of the logistic equation (Beverton and Holt 1957): growth at m far below the
 * ceiling, none at it. v e[t] is the noise of the year. */
#include "core/model.h"

#include <math.h>
#include <string.h>

enum { BASE, GROWTH, CEILING };

static const Param params[] = {
    [BASE] = { .name = "base",
               .unit = PARAM_LEVEL,
               .low = 0,
               .open_low = true,
               .high = 1e300,
               .required = true,
               .doc = "level in the base year; a base above the ceiling falls to it" },
    [GROWTH] = { .name = "growth",
                 .unit = PARAM_RATE,
                 .low = -1,
                 .high = 10,
                 .required = true,
                 .by_period = true,
                 .drawn = true,
                 .shifted = true,
                 .doc = "growth a year far below the ceiling, before noise" },
    [CEILING] = { .name = "ceiling",
                  .unit = PARAM_LEVEL,
                  .low = 0,
                  .open_low = true,
                  .high = 1e300,
                  .required = true,
                  .doc = "level that is never passed" },
    { 0 },
};

/* Written in x = L / K <= 1, so that nothing overflows; a shrinking factor below 0 leaves nothing.
 */
static double step(double x, double growth, double noise)
{
    double factor = 1 + growth, luck = 1 + noise;
    if (!(factor > 0) || !(luck > 0) || !(x > 0))
        return 0;
    x = x < 1 ? x : 1;
    x = factor * x / (1 + growth * x) * luck;
    return x < 1 ? x : 1;
}

static void simulate(const ModelInput *in, double *restrict level)
{
    size_t n = in->paths;
    memcpy(level, in->row[BASE][0], n * sizeof *level);
    for (size_t t = 1; t < in->years; t++) {
        const double *growth = in->row[GROWTH][t], *ceiling = in->row[CEILING][t];
        for (size_t p = 0; p < n; p++)
            level[t * n + p] =
                ceiling[p] * step(level[(t - 1) * n + p] / ceiling[p], growth[p], in->noise[t][p]);
    }
}

static double tail(const ModelTails *tails)
{
    return fmax(tails->value[BASE], tails->value[CEILING]);
}

const Model model_logistic = {
    .name = "logistic",
    .summary = "growth that slows towards a ceiling",
    .source = "Verhulst 1838; in discrete time Beverton and Holt 1957",
    .params = params,
    .noisy = true,
    .claims = { .base = "base", .growth = "growth", .ceiling = "ceiling" },
    .simulate = simulate,
    .tail = tail,
};
