/* Compound growth:  L[t] = L[t-1] max(0, 1 + m + v e[t]).
 * m is the path's draw of the period's growth, v e[t] the noise of the year. A loss of more than
 * everything leaves nothing, and nothing stays nothing. */
#include "core/model.h"
#include "math/vector_loops.h"

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
                 .shifted = true,
                 .doc = "growth a year, before noise" },
    { 0 },
};

static void simulate(const ModelInput *in, double *restrict level)
{
    const VectorLoops *loops = vector_loops();
    memcpy(level, in->row[BASE][0], in->paths * sizeof *level);
    for (size_t t = 1; t < in->years; t++)
        loops->grow(level + (t - 1) * in->paths, in->row[GROWTH][t], in->noise[t],
                    level + t * in->paths, in->paths);
}

static double tail(const ModelTails *tails)
{
    return fmax(tails->value[BASE], fmax(tails->product[GROWTH], tails->noise_product));
}

const Model model_compound = {
    .name = "compound",
    .summary = "compound growth with additive noise on the rate",
    .source = "compound interest; the mean level grows at the mean rate",
    .params = params,
    .law = MODEL_LAW_ADDITIVE,
    .proportional = true,
    .noisy = true,
    .claims = { .base = "base", .growth = "growth" },
    .simulate = simulate,
    .tail = tail,
};
