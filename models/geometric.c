/* Geometric growth:  L[t] = L[t-1] exp(log(1 + m) + v e[t]), so that the median grows at m.
 * m is the path's draw of the period's growth, v e[t] the noise of the year on the log level. */
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
                 .doc = "growth of the median a year" },
    { 0 },
};

static void simulate(const ModelInput *in, double *restrict level)
{
    const VectorLoops *loops = vector_loops();
    memcpy(level, in->row[BASE][0], in->paths * sizeof *level);
    for (size_t t = 1; t < in->years; t++)
        loops->grow_log(level + (t - 1) * in->paths, in->row[GROWTH][t], in->noise[t],
                        level + t * in->paths, in->paths);
}

static double tail(const ModelTails *tails)
{
    double growth = fmax(tails->value[BASE], tails->product[GROWTH]);
    return tails->noise > 0 ? INFINITY : growth; /* exp of a heavy tail has no moments */
}

const Model model_geometric = {
    .name = "geometric",
    .summary = "compound growth with lognormal noise; the median grows at the rate",
    .source = "geometric random walk with drift",
    .params = params,
    .law = MODEL_LAW_EXPONENTIAL,
    .proportional = true,
    .noisy = true,
    .claims = { .base = "base", .growth = "growth" },
    .simulate = simulate,
    .tail = tail,
};
