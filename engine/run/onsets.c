#include "run/onsets.h"

#include "run/block.h"

#include <math.h>

enum { N = BLOCK_PATHS };

void onsets_draw(const Draws *draws, size_t stream, uint32_t step, const Quantity *quantity,
                 double *x)
{
    if (!quantity_is_constant(quantity)) {
        draws_quantity(draws, (Address){ stream, PURPOSE_ONSET, step }, quantity, x);
        return;
    }
    double value = quantity_side(quantity, 0);
    for (size_t p = 0; p < N; p++)
        x[p] = value;
}

void onsets_amounts(const Draws *draws, const Onset *onset, size_t stream, int end,
                    const double *size, double *amount)
{
    const Plan *plan = draws->plan;
    double delay[N], ramp[N];
    onsets_draw(draws, stream, ONSET_DELAY, &onset->delay, delay);
    onsets_draw(draws, stream, ONSET_RAMP, &onset->ramp, ramp);
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
