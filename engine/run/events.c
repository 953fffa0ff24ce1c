#include "run/events.h"

#include "run/block.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { N = BLOCK_PATHS };

static const double most = 1 - 0x1p-53; /* below 1 */

struct Events {
    const Plan *plan;
    double *loss;                   /* [event][year][path]: 0 where it is not in force */
    double uniform[N], starting[N]; /* starting: the numbers of the paths in `path` */
    size_t path[N];                 /* in which the event starts this year */
    int left[N];                    /* years that it stays in force */
};

static double *loss_row(const Events *events, size_t event, size_t t)
{
    return events->loss + (event * events->plan->years + t) * N;
}

/* Goes on with the event where it is in force; returns in how many paths it starts in year t. */
static size_t start(Events *events, size_t event, size_t t, const Draws *draws)
{
    const Plan *plan = events->plan;
    const Event *it = &plan->scenario->event[event];
    int year = plan->scenario->base + (int)t;
    double *loss = loss_row(events, event, t);
    Address address = { plan->scenario->indicators + event, PURPOSE_EVENT, (uint32_t)t };
    size_t starts = 0;
    memset(loss, 0, N * sizeof *loss);
    for (size_t p = 0; it->duration > 1 && p < N; p++)
        loss[p] = events->left[p] > 0 ? loss[p - N] : 0; /* of the year before */
    if (year < it->from || year > it->to)
        return 0;
    draws_uniforms(draws, address, events->uniform);
    for (size_t p = 0; p < N; p++) {
        events->path[starts] = p;
        starts += (events->uniform[p] < it->probability) & (events->left[p] <= 0);
    }
    return starts;
}

/* Losses of the event where it starts in year t. A number below the probability is, divided by it,
 * itself uniform, and decides the loss. */
static void draw_losses(Events *events, size_t event, size_t t, size_t starts)
{
    const Event *it = &events->plan->scenario->event[event];
    double *loss = loss_row(events, event, t);
    for (size_t i = 0; i < starts; i++)
        events->starting[i] = fmin(events->uniform[events->path[i]] / it->probability, most);
    quantity_from_uniforms(&it->loss, events->starting, events->starting, starts);
    for (size_t i = 0; i < starts; i++)
        loss[events->path[i]] = events->starting[i];
    for (size_t p = 0; it->duration > 1 && p < N; p++)
        events->left[p] -= events->left[p] > 0;
    for (size_t i = 0; it->duration > 1 && i < starts; i++)
        events->left[events->path[i]] = it->duration - 1;
}

void events_draw(Events *events, const Draws *draws)
{
    for (size_t i = 0; i < events->plan->scenario->events; i++) {
        memset(events->left, 0, sizeof events->left);
        for (size_t t = 1; t < events->plan->years; t++)
            draw_losses(events, i, t, start(events, i, t, draws));
    }
}

const double *events_loss(const Events *events, size_t event, size_t t)
{
    const Event *it = &events->plan->scenario->event[event];
    int year = events->plan->scenario->base + (int)t;
    bool reaches = year >= it->from && year - it->to < it->duration;
    return reaches ? loss_row(events, event, t) : NULL;
}

Status events_new(Events **made, const Plan *plan, Error *err)
{
    Events *events = calloc(1, sizeof *events);
    *made = events;
    if (!events)
        return error_memory(err);
    events->plan = plan;
    events->loss = calloc(plan->scenario->events * plan->years * N + 1, sizeof *events->loss);
    if (events->loss)
        return STATUS_GOOD;
    events_free(events);
    *made = NULL;
    return error_memory(err);
}

void events_free(Events *events)
{
    if (!events)
        return;
    free(events->loss);
    free(events);
}
