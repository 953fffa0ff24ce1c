/* Sum:  L[t] = L(of 1)[t] + ... + L(of n)[t], the levels of the indicators named in "of". */
#include "core/model.h"

#include <math.h>

static const Param params[] = { { 0 } };

static void simulate(const ModelInput *in, double *restrict level)
{
    size_t cells = in->years * in->paths;
    for (size_t i = 0; i < cells; i++)
        level[i] = in->of[0][i];
    for (size_t k = 1; k < in->ofs; k++) {
        const double *part = in->of[k];
        for (size_t i = 0; i < cells; i++)
            level[i] += part[i];
    }
}

static double tail(const ModelTails *tails)
{
    double tail = 0;
    for (size_t k = 0; k < tails->ofs; k++)
        tail = fmax(tail, tails->of[k]);
    return tail;
}

const Model model_sum = {
    .name = "sum",
    .summary = "the sum of other indicators, in every year",
    .source = "addition: a total of the parts of a plan",
    .params = params,
    .adds = true,
    .of_least = 1,
    .of_most = MODEL_ANY,
    .simulate = simulate,
    .tail = tail,
};
