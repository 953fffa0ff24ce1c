#include "run/programmes.h"

#include "run/block.h"
#include "run/onsets.h"

#include <stdlib.h>

enum { N = BLOCK_PATHS };

struct Programmes {
    const Plan *plan;
    double *gain; /* [programme][year][path] */
    double effect[N];
};

void programmes_draw(Programmes *programmes, const Draws *draws)
{
    const Plan *plan = programmes->plan;
    for (size_t i = 0; i < plan->scenario->programmes; i++) {
        const Programme *it = &plan->scenario->programme[i];
        size_t stream = plan_programme(plan, i);
        if (onsets_first(plan, &it->onset) == plan->years)
            continue; /* beyond the horizon: the zeros stay */
        onsets_draw(draws, stream, ONSET_SIZE, &it->effect, programmes->effect);
        onsets_amounts(draws, &it->onset, stream, it->end, programmes->effect,
                       programmes->gain + i * plan->years * N);
    }
}

const double *programmes_gain(const Programmes *programmes, size_t programme, size_t t)
{
    const Plan *plan = programmes->plan;
    const Programme *it = &plan->scenario->programme[programme];
    bool acts = t >= onsets_first(plan, &it->onset) && plan->scenario->base + (int)t <= it->end;
    return acts ? programmes->gain + (programme * plan->years + t) * N : NULL;
}

Status programmes_new(Programmes **made, const Plan *plan, Error *err)
{
    Programmes *programmes = calloc(1, sizeof *programmes);
    *made = programmes;
    if (!programmes)
        return error_memory(err);
    programmes->plan = plan;
    programmes->gain =
        calloc(plan->scenario->programmes * plan->years * N + 1, sizeof *programmes->gain);
    if (programmes->gain)
        return STATUS_GOOD;
    programmes_free(programmes);
    *made = NULL;
    return error_memory(err);
}

void programmes_free(Programmes *programmes)
{
    if (programmes)
        free(programmes->gain);
    free(programmes);
}
