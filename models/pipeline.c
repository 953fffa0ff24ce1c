/* Pipeline:  L[t] = B[t] + A(1)[t] + ... + A(n)[t].
 * B is the level of the indicator named in "of", the base line, 0 without one. A(j)[t] is what
 * project j adds in year t on the path: nothing where it does not come, else its capacity times the
 * share of it that is there on average over the year, which rises along a line from its start, late
 * by its delay, within its ramp (math/ramp.h). */
#include "core/model.h"

#include <math.h>
#include <string.h>

static const Param params[] = { { 0 } };

static void simulate(const ModelInput *in, double *restrict level)
{
    if (in->ofs)
        memcpy(level, in->of[0], in->years * in->paths * sizeof *level);
    else
        memset(level, 0, in->years * in->paths * sizeof *level);
    for (size_t j = 0; j < in->projects; j++)
        for (size_t t = 0; t < in->years; t++) {
            const double *added = in->project[j] + t * in->paths;
            double *restrict here = level + t * in->paths;
            for (size_t p = 0; p < in->paths; p++)
                here[p] += added[p];
        }
}

static double tail(const ModelTails *tails)
{
    return fmax(tails->ofs ? tails->of[0] : 0, tails->projects);
}

const Model model_pipeline = {
    .name = "pipeline",
    .summary = "dated projects, each of which may come, late or not at all, on a base line",
    .source = "addition: capacity that comes into use step by step",
    .params = params,
    .dated = true,
    .of_most = 1,
    .simulate = simulate,
    .tail = tail,
};
