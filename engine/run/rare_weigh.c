#include "run/rare_weigh.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum {
    N = BLOCK_PATHS,
    ROW = 64 /* paths that are weighed together */
};

void rare_total_add(RareTotal *total, const double *weight, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        total->sum += weight[i];
        total->squares += weight[i] * weight[i];
        total->most = fmax(total->most, weight[i]);
    }
}

double rare_total_worth(const RareTotal *total)
{
    return total->squares > 0 ? total->sum / total->squares * total->sum : 0;
}

static void shape(void *context, size_t block, const double *u, double *x)
{
    const RareWeighing *weighing = context;
    (void)block;
    tilt_move(weighing->tilt, u, x, N, N);
}

static void take(void *context, size_t block, const double *x, const double *became)
{
    RareWeighing *weighing = context;
    size_t draws = weighing->tilt->dimensions;
    double scratch[TILT_PARTS * ROW], weight[N];
    for (size_t p = 0; p < N; p += ROW)
        tilt_weigh(weighing->tilt, x + p, N, ROW, scratch, weight + p);
    for (size_t p = 0; p < N; p++) {
        double counts = weighing->shares ? became[p] : became[p] == INFINITY;
        weight[p] = counts > 0 ? counts * exp(weight[p]) : 0;
    }
    rare_total_add(&weighing->total[block], weight, N);
    if (!weighing->weight)
        return;
    memcpy(weighing->weight + block * N, weight, sizeof weight);
    for (size_t p = 0; p < N; p++)
        for (size_t j = 0; j < draws; j++)
            weighing->x[(block * N + p) * draws + j] = x[j * N + p];
}

Status rare_weigh(RareWeighing *weighing, RareTrials *trials, size_t blocks, RareTotal *total,
                  Error *err)
{
    RareWork work = { weighing, shape, take, weighing->shares };
    *total = (RareTotal){ 0 };
    weighing->total = calloc(blocks + 1, sizeof *weighing->total);
    if (!weighing->total)
        return error_memory(err);
    Status status = rare_trials_run(trials, &work, blocks, err);
    for (size_t i = 0; i < blocks; i++) {
        total->sum += weighing->total[i].sum;
        total->squares += weighing->total[i].squares;
        total->most = fmax(total->most, weighing->total[i].most);
    }
    free(weighing->total);
    return status;
}
