/* Level:  L[t] = x[t] (1 + v e[t]).
 * x[t] are the values given for some years, linear in between, constant before the first and after
 * the last; v e[t] is the noise of the year, relative to the value. */
#include "core/model.h"

#include <math.h>

enum { VALUE };

static const Param params[] = {
    [VALUE] = { .name = "value",
                .unit = PARAM_LEVEL,
                .low = -1e300,
                .high = 1e300,
                .required = true,
                .by_year = true,
                .doc = "level, given for some years" },
    { 0 },
};

static void simulate(const ModelInput *in, double *restrict level)
{
    for (size_t t = 0; t < in->years; t++) {
        const double *given = in->row[VALUE][t], *noise = t ? in->noise[t] : NULL;
        for (size_t p = 0; p < in->paths; p++)
            level[t * in->paths + p] = given[p] * (1 + (noise ? noise[p] : 0));
    }
}

static double tail(const ModelTails *tails)
{
    return fmax(tails->value[VALUE], tails->noise);
}

const Model model_level = {
    .name = "level",
    .summary = "values given for some years, linear in between",
    .source = "linear interpolation between the years given",
    .params = params,
    .noisy = true,
    .claims = { .level = "value" },
    .simulate = simulate,
    .tail = tail,
};
