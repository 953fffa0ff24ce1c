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
    double *growth;                 /* [year][path]: what the losses leave of one indicator's */
    const double **growth_row;      /* [year]: into `growth`, or that of the indicator itself */
    const double *const **row;      /* [parameter] */
    double uniform[N], starting[N]; /* starting: the numbers of the paths in `path` */
    size_t path[N];                 /* in which the event starts this year */
    int left[N];                    /* years that it stays in force */
};

static double *loss_row(const Events *events, size_t event, size_t t)
{
    return events->loss + (event * events->plan->years + t) * N;
}

/* Goes on with the event where it is in force; returns in how many paths it starts in year t. */
static size_t start(Events *events, size_t event, size_t t, uint64_t first)
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
    plan->sampling->uniforms(plan, address, first, events->uniform, N);
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

void events_draw(Events *events, uint64_t first)
{
    for (size_t i = 0; i < events->plan->scenario->events; i++) {
        memset(events->left, 0, sizeof events->left);
        for (size_t t = 1; t < events->plan->years; t++)
            draw_losses(events, i, t, start(events, i, t, first));
    }
}

/* Whether the event can be in force in year t. */
static bool reaches(const Scenario *s, const Event *event, size_t t)
{
    int year = s->base + (int)t;
    return year >= event->from && year - event->to < event->duration;
}

static void lower_year(Events *events, size_t indicator, size_t t)
{
    const Scenario *s = events->plan->scenario;
    double *left = events->growth + t * N;
    for (size_t i = 0; i < s->events; i++) {
        if (!event_names(&s->event[i], indicator) || !reaches(s, &s->event[i], t))
            continue;
        const double *before = events->growth_row[t], *loss = loss_row(events, i, t);
        for (size_t p = 0; p < N; p++)
            left[p] = before[p] - loss[p];
        events->growth_row[t] = left;
    }
}

const double *const *const *events_lower(Events *events, size_t indicator,
                                         const double *const *const *row)
{
    const Scenario *s = events->plan->scenario;
    const Model *model = s->indicator[indicator].model;
    size_t lowered = model_lowered(model), k = 0;
    bool named = false;
    for (size_t i = 0; i < s->events; i++)
        named |= event_names(&s->event[i], indicator);
    if (!named || !model->params[lowered].name)
        return row;
    for (; model->params[k].name; k++)
        events->row[k] = row[k];
    for (size_t t = 0; t < events->plan->years; t++)
        events->growth_row[t] = row[lowered][t];
    for (size_t t = 1; t < events->plan->years; t++)
        lower_year(events, indicator, t);
    events->row[lowered] = events->growth_row;
    return events->row;
}

Status events_new(Events **made, const Plan *plan, Error *err)
{
    const Scenario *s = plan->scenario;
    size_t rows = 1;
    for (size_t i = 0; i < s->indicators; i++)
        for (size_t k = 0; s->indicator[i].model->params[k].name; k++)
            rows = k + 1 > rows ? k + 1 : rows;
    Events *events = calloc(1, sizeof *events);
    *made = events;
    if (!events)
        return error_memory(err);
    events->plan = plan;
    events->loss = calloc(s->events * plan->years * N + 1, sizeof *events->loss);
    events->growth = calloc(s->events ? plan->years * N : 1, sizeof *events->growth);
    events->growth_row = calloc(plan->years, sizeof *events->growth_row);
    events->row = calloc(rows, sizeof *events->row);
    if (events->loss && events->growth && events->growth_row && events->row)
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
    free(events->growth);
    free(events->growth_row);
    free(events->row);
    free(events);
}
