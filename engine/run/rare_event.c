#include "run/rare_event.h"

#include "core/target.h"

#include <math.h>
#include <stdlib.h>

enum { N = BLOCK_PATHS };

Status rare_event_new(RareEvent *event, const Scenario *s, const size_t *target, size_t targets,
                      Error *err)
{
    *event = (RareEvent){ .scenario = s, .target = target, .targets = targets };
    event->scale = malloc((targets + 1) * sizeof *event->scale);
    if (!event->scale)
        return error_memory(err);
    for (size_t i = 0; i < targets; i++)
        event->scale[i] = 1;
    return STATUS_GOOD;
}

void rare_event_free(RareEvent *event)
{
    free(event->scale);
}

static const double *margin_of(const RareEvent *event, size_t target, const Block *block,
                               double *scratch)
{
    const Scenario *s = event->scenario;
    target_margin(&s->target[target], s->base, block_level(block, s->target[target].indicator), N,
                  N, scratch, scratch + N);
    return scratch + N;
}

void rare_event_scale(RareEvent *event, const Block *block, double *scratch)
{
    for (size_t i = 0; i < event->targets; i++) {
        const double *margin = margin_of(event, event->target[i], block, scratch);
        double sum = 0, count = 0;
        for (size_t p = 0; p < N; p++)
            if (isfinite(margin[p])) {
                sum += fabs(margin[p]);
                count++;
            }
        if (sum > 0)
            event->scale[i] = sum / count;
    }
}

void rare_event_score(const RareEvent *event, const Block *block, double *scratch, double *score)
{
    const Scenario *s = event->scenario;
    unsigned char met[N], all[N];
    for (size_t p = 0; p < N; p++) {
        score[p] = INFINITY;
        all[p] = 1;
    }
    for (size_t i = 0; i < event->targets; i++) {
        const Target *target = &s->target[event->target[i]];
        const double *margin = margin_of(event, event->target[i], block, scratch);
        target_judge(target, s->base, block_level(block, target->indicator), N, N, scratch, met);
        for (size_t p = 0; p < N; p++) {
            score[p] = fmin(score[p], margin[p] / event->scale[i]);
            all[p] &= met[p];
        }
    }
    for (size_t p = 0; p < N; p++) {
        double distance = event->missed ? score[p] : -score[p];
        score[p] = all[p] != event->missed ? INFINITY : -fmax(distance, 0);
    }
}
