#include "run/onsets.h"

#include "run/block.h"

#include <math.h>

enum { N = BLOCK_PATHS };

void onsets_draw(const Plan *plan, size_t stream, uint32_t step, const Quantity *quantity,
                 uint64_t first, double *x)
{
    Address address = { stream, PURPOSE_ONSET, step };
    if (quantity_is_constant(quantity)) {
        for (size_t p = 0; p < N; p++)
            x[p] = quantity_side(quantity, 0);
        return;
    }
    if (plan->sampling->normals) {
        plan->sampling->normals(plan, address, first, x, N);
        quantity_from_scores(quantity, x, x, N);
    } else {
        plan->sampling->uniforms(plan, address, first, x, N);
        quantity_from_uniforms(quantity, x, x, N);
    }
}

void onsets_amounts(const Plan *plan, const Onset *onset, size_t stream, int end, uint64_t first,
                    const double *size, double *amount)
{
    double delay[N], ramp[N];
    onsets_draw(plan, stream, ONSET_DELAY, &onset->delay, first, delay);
    onsets_draw(plan, stream, ONSET_RAMP, &onset->ramp, first, ramp);
    for (size_t t = 0; t < plan->years; t++) {
        int year = plan->scenario->base + (int)t;
        for (size_t p = 0; p < N; p++)
            amount[t * N + p] =
                year > end ? 0 : size[p] * onset_share(onset->date, delay[p], ramp[p], year);
    }
}

size_t onsets_first(const Plan *plan, const Onset *onset)
{
    double earliest = onset->date + onset->delay.law->low(&onset->delay);
    size_t t = 0;
    while (t < plan->years && plan->scenario->base + (int)t + 1 <= earliest)
        t++;
    return t;
}
