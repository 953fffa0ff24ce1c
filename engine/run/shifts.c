#include "run/shifts.h"

#include "run/block.h"
#include "run/events.h"
#include "run/programmes.h"

#include <stdlib.h>

enum { N = BLOCK_PATHS };

struct Shifts {
    const Plan *plan;
    Events *events;
    Programmes *programmes;
    double *growth;            /* [year][path]: of the indicator at hand, shifted */
    const double **growth_row; /* [year]: into `growth`, or that of the indicator itself */
    const double *const **row; /* [parameter] */
};

void shifts_draw(Shifts *shifts, const Draws *draws)
{
    events_draw(shifts->events, draws);
    programmes_draw(shifts->programmes, draws);
}

const double *shifts_loss(const Shifts *shifts, size_t event, size_t t)
{
    return events_loss(shifts->events, event, t);
}

/* Adds `sign` times the shift; NULL is none. */
static void shift_year(Shifts *shifts, size_t t, const double *shift, double sign)
{
    const double *before = shifts->growth_row[t];
    double *after = shifts->growth + t * N;
    if (!shift)
        return;
    for (size_t p = 0; p < N; p++)
        after[p] = before[p] + sign * shift[p];
    shifts->growth_row[t] = after;
}

static void shift_years(Shifts *shifts, size_t indicator)
{
    const Scenario *s = shifts->plan->scenario;
    for (size_t t = 1; t < shifts->plan->years; t++) {
        for (size_t i = 0; i < s->programmes; i++)
            if (programme_names(&s->programme[i], indicator))
                shift_year(shifts, t, programmes_gain(shifts->programmes, i, t), 1);
        for (size_t i = 0; i < s->events; i++)
            if (event_names(&s->event[i], indicator))
                shift_year(shifts, t, events_loss(shifts->events, i, t), -1);
    }
}

static bool is_named(const Scenario *s, size_t indicator)
{
    for (size_t i = 0; i < s->events; i++)
        if (event_names(&s->event[i], indicator))
            return true;
    for (size_t i = 0; i < s->programmes; i++)
        if (programme_names(&s->programme[i], indicator))
            return true;
    return false;
}

const double *const *const *shifts_apply(Shifts *shifts, size_t indicator,
                                         const double *const *const *row)
{
    const Scenario *s = shifts->plan->scenario;
    const Model *model = s->indicator[indicator].model;
    size_t shifted = model_shifted(model);
    if (!model->params[shifted].name || !is_named(s, indicator))
        return row;
    for (size_t k = 0; model->params[k].name; k++)
        shifts->row[k] = row[k];
    for (size_t t = 0; t < shifts->plan->years; t++)
        shifts->growth_row[t] = row[shifted][t];
    shift_years(shifts, indicator);
    shifts->row[shifted] = shifts->growth_row;
    return shifts->row;
}

static size_t most_rows(const Scenario *s)
{
    size_t rows = 1;
    for (size_t i = 0; i < s->indicators; i++)
        for (size_t k = 0; s->indicator[i].model->params[k].name; k++)
            rows = k + 1 > rows ? k + 1 : rows;
    return rows;
}

Status shifts_new(Shifts **made, const Plan *plan, Error *err)
{
    const Scenario *s = plan->scenario;
    Shifts *shifts = calloc(1, sizeof *shifts);
    *made = shifts;
    if (!shifts)
        return error_memory(err);
    shifts->plan = plan;
    shifts->growth =
        calloc(s->events || s->programmes ? plan->years * N : 1, sizeof *shifts->growth);
    shifts->growth_row = calloc(plan->years, sizeof *shifts->growth_row);
    shifts->row = calloc(most_rows(s), sizeof *shifts->row);
    Status status =
        shifts->growth && shifts->growth_row && shifts->row ? STATUS_GOOD : error_memory(err);
    if (status == STATUS_GOOD)
        status = events_new(&shifts->events, plan, err);
    if (status == STATUS_GOOD)
        status = programmes_new(&shifts->programmes, plan, err);
    if (status != STATUS_GOOD) {
        shifts_free(shifts);
        *made = NULL;
    }
    return status;
}

void shifts_free(Shifts *shifts)
{
    if (!shifts)
        return;
    events_free(shifts->events);
    programmes_free(shifts->programmes);
    free(shifts->growth);
    free(shifts->growth_row);
    free(shifts->row);
    free(shifts);
}
