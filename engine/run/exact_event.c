#include "run/exact_event.h"

#include <math.h>
#include <stdlib.h>

/* Whether the event may fall on the indicator in year t. */
static bool falls(const ExactEvents *events, size_t event, size_t t)
{
    const Scenario *s = events->plan->scenario;
    const Event *it = &s->event[event];
    int year = s->base + (int)t;
    return event_names(it, events->indicator) && year >= it->from && year <= it->to;
}

static bool same(const ExactEvents *events, size_t one, size_t other)
{
    for (size_t i = 0; i < events->plan->scenario->events; i++)
        if (falls(events, i, one) != falls(events, i, other))
            return false;
    return true;
}

static Status check(const ExactEvents *events, Error *err)
{
    const Scenario *s = events->plan->scenario;
    for (size_t i = 0; i < s->events; i++)
        if (event_names(&s->event[i], events->indicator) && s->event[i].duration > 1)
            return error_set(err, STATUS_INVALID,
                             "/events/%s/duration: exact needs independent years, so %d is not "
                             "possible; allowed is 1; use --sampling random",
                             s->event[i].id, s->event[i].duration);
    for (size_t t = 1; t < events->plan->years; t++) {
        size_t together = 0;
        for (size_t i = 0; i < s->events; i++)
            together += falls(events, i, t);
        if (together > EXACT_EVENTS)
            return error_set(err, STATUS_INVALID,
                             "/events: exact can join %d events of a year, %zu may hit %s in %d; "
                             "use --sampling random",
                             EXACT_EVENTS, together, s->indicator[events->indicator].id,
                             s->base + (int)t);
    }
    return STATUS_GOOD;
}

Status exact_events_make(ExactEvents *events, const Plan *plan, size_t indicator, Error *err)
{
    *events = (ExactEvents){ .plan = plan, .indicator = indicator };
    TRY(check(events, err));
    events->kind = calloc(plan->years, sizeof *events->kind);
    events->year = calloc(plan->years, sizeof *events->year);
    if (!events->kind || !events->year) {
        exact_events_free(events);
        return error_memory(err);
    }
    for (size_t t = 1; t < plan->years; t++) {
        size_t k = 0;
        while (k < events->kinds && !same(events, events->year[k], t))
            k++;
        if (k == events->kinds)
            events->year[events->kinds++] = t;
        events->kind[t] = k;
    }
    return STATUS_GOOD;
}

void exact_events_free(ExactEvents *events)
{
    free(events->kind);
    free(events->year);
    *events = (ExactEvents){ 0 };
}

size_t exact_events_some(const ExactEvents *events, size_t kind)
{
    size_t i = 0;
    while (i < events->plan->scenario->events && !falls(events, i, events->year[kind]))
        i++;
    return i;
}

double exact_events_most(const ExactEvents *events, size_t kind)
{
    double most = 0;
    for (size_t i = 0; i < events->plan->scenario->events; i++) {
        const Quantity *loss = &events->plan->scenario->event[i].loss;
        if (falls(events, i, events->year[kind]))
            most += isfinite(loss->law->high(loss)) ? loss->law->high(loss)
                                                    : loss->law->quantile(loss, 1 - 1e-13);
    }
    return most;
}

/* Each node stays with the chance of no event, and goes on by each loss with the chance of one. */
static Status add_event(Quadrature *rule, const Event *event, const QuadratureOptions *options,
                        Error *err)
{
    Quadrature loss;
    const Quantity *quantity = &event->loss;
    TRY(quadrature_make(&loss, &quantity, 1, options, err));
    size_t room = rule->count * (loss.count + 1), made = 0;
    double *weight = malloc(room * sizeof *weight), *value = malloc(room * sizeof *value);
    for (size_t i = 0; weight && value && i < rule->count; i++)
        for (size_t k = 0; k <= loss.count; k++) {
            double chance = k ? event->probability * loss.weight[k - 1] : 1 - event->probability;
            if (!(chance > 0))
                continue;
            weight[made] = rule->weight[i] * chance;
            value[made++] = rule->value[i] + (k ? loss.value[k - 1] : 0);
        }
    quadrature_free(&loss);
    quadrature_free(rule);
    *rule = (Quadrature){ .count = made, .weight = weight, .value = value };
    return weight && value ? STATUS_GOOD : error_memory(err);
}

Status exact_events_rule(const ExactEvents *events, size_t kind, const QuadratureOptions *options,
                         Quadrature *rule, Error *err)
{
    const Scenario *s = events->plan->scenario;
    *rule = (Quadrature){ .count = 1,
                          .weight = malloc(sizeof *rule->weight),
                          .value = calloc(1, sizeof *rule->value) };
    Status status = rule->weight && rule->value ? STATUS_GOOD : error_memory(err);
    if (status == STATUS_GOOD)
        rule->weight[0] = 1;
    for (size_t i = 0; i < s->events && status == STATUS_GOOD; i++)
        if (falls(events, i, events->year[kind]))
            status = add_event(rule, &s->event[i], options, err);
    if (status != STATUS_GOOD)
        quadrature_free(rule);
    return status;
}
