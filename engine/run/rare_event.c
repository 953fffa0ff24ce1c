#include "run/rare_event.h"

#include "core/target.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { N = BLOCK_PATHS };

Status rare_event_new(RareEvent *event, const Scenario *s, const size_t *target, size_t targets,
                      bool missed, Error *err)
{
    size_t bounds = 0;
    *event = (RareEvent){ .scenario = s, .target = target, .targets = targets, .missed = missed };
    for (size_t i = 0; i < targets; i++)
        bounds += rare_bound_count(&s->target[target[i]]);
    event->bound = calloc(bounds + 1, sizeof *event->bound);
    if (!event->bound)
        return error_memory(err);
    for (size_t i = 0; i < targets; i++)
        for (size_t k = 0; k < rare_bound_count(&s->target[target[i]]); k++)
            event->bound[event->bounds++] = rare_bound_of(&s->target[target[i]], k);
    return STATUS_GOOD;
}

void rare_event_free(RareEvent *event)
{
    free(event->bound);
}

/* By insertion: bounds as far as each other stay in their order. */
static void sort_bounds(RareEvent *event)
{
    for (size_t k = 1; k < event->bounds; k++) {
        RareBound moved = event->bound[k];
        size_t to = k;
        for (; to && rare_bound_distance(&event->bound[to - 1]) > rare_bound_distance(&moved); to--)
            event->bound[to] = event->bound[to - 1];
        event->bound[to] = moved;
    }
}

void rare_event_scale(RareEvent *event, const Block *block)
{
    for (size_t k = 0; k < event->bounds; k++)
        rare_bound_scale(&event->bound[k], event->scenario->base, block);
    sort_bounds(event);
}

static double score_of(double distance)
{
    return isnan(distance) ? -INFINITY : -distance;
}

static void score_missed(const RareEvent *event, const Block *block, double *score)
{
    unsigned char missed[N];
    double distance[N];
    const RareBound *bound = &event->bound[event->looked];
    rare_bound_judge(bound, event->scenario->base, block, missed, distance);
    for (size_t p = 0; p < N; p++)
        score[p] = missed[p] ? INFINITY : score_of(distance[p]);
}

static void judge_all(const RareEvent *event, const Block *block, unsigned char *all)
{
    const Scenario *s = event->scenario;
    double measure[N];
    unsigned char met[N];
    memset(all, 1, N);
    for (size_t i = 0; i < event->targets; i++) {
        const Target *target = &s->target[event->target[i]];
        target_judge(target, s->base, block_level(block, target->indicator), N, N, measure, met);
        for (size_t p = 0; p < N; p++)
            all[p] &= met[p];
    }
}

/* As far as the farthest of the bounds that are missed. */
static void score_met(const RareEvent *event, const Block *block, double *score)
{
    unsigned char missed[N], all[N];
    double distance[N];
    for (size_t p = 0; p < N; p++)
        score[p] = 0;
    for (size_t k = 0; k < event->bounds; k++) {
        rare_bound_judge(&event->bound[k], event->scenario->base, block, missed, distance);
        for (size_t p = 0; p < N; p++)
            score[p] = missed[p] ? fmin(score[p], score_of(distance[p])) : score[p];
    }
    judge_all(event, block, all);
    for (size_t p = 0; p < N; p++)
        score[p] = all[p] ? INFINITY : score[p];
}

void rare_event_score(const RareEvent *event, const Block *block, double *score)
{
    if (event->missed)
        score_missed(event, block, score);
    else
        score_met(event, block, score);
}

static void share_missed(const RareEvent *event, const Block *block, double *share)
{
    unsigned char looked[N], missed[N];
    unsigned ways[N] = { 0 }, any = 0;
    rare_bound_judge(&event->bound[event->looked], event->scenario->base, block, looked, NULL);
    for (size_t p = 0; p < N; p++)
        any |= looked[p];
    for (size_t k = 0; k < event->bounds && any; k++) {
        rare_bound_judge(&event->bound[k], event->scenario->base, block, missed, NULL);
        for (size_t p = 0; p < N; p++)
            ways[p] += missed[p];
    }
    for (size_t p = 0; p < N; p++)
        share[p] = looked[p] ? 1.0 / ways[p] : 0;
}

void rare_event_share(const RareEvent *event, const Block *block, double *share)
{
    unsigned char all[N];
    if (event->missed) {
        share_missed(event, block, share);
        return;
    }
    judge_all(event, block, all);
    for (size_t p = 0; p < N; p++)
        share[p] = all[p];
}
