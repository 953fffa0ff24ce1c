#include "run/audit_levels.h"

#include "core/dependence.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>

static size_t params_of(const Indicator *it)
{
    size_t params = 0;
    while (it->model->params[params].name)
        params++;
    return params;
}

/* How the dials of a parameter are counted. */
typedef enum Dialling { DIAL_TOGETHER, DIAL_QUANTITY, DIAL_PERIOD, DIAL_YEAR } Dialling;

static Dialling dialling(const Indicator *it, size_t k)
{
    bool drawn = it->model->params[k].drawn;
    if (drawn && it->draw == DRAW_YEAR)
        return DIAL_YEAR;
    if (it->linked && (drawn || it->parameter[k].year))
        return DIAL_TOGETHER;
    return drawn ? DIAL_PERIOD : DIAL_QUANTITY;
}

static size_t dials_of(const AuditDials *dials, const Indicator *it, size_t k)
{
    switch (dialling(it, k)) {
    case DIAL_TOGETHER:
        return 1;
    case DIAL_PERIOD:
        return dials->scenario->periods;
    case DIAL_YEAR:
        return dials->years;
    case DIAL_QUANTITY:
    default:
        return it->parameter[k].count;
    }
}

static double median_between(const Quantity *q)
{
    double low = quantity_side(q, -1), high = quantity_side(q, 1);
    double middle = (quantity_side(q, 0) - low) / (high - low);
    return middle >= 0 && middle <= 1 ? middle : 0.5;
}

/* The quantity that a dial turns; of several the first one that is uncertain. */
static const Quantity *turned(const AuditDials *dials, const Indicator *it, size_t k, size_t which)
{
    const Parameter *parameter = &it->parameter[k];
    const Scenario *s = dials->scenario;
    Dialling by = dialling(it, k);
    if (by == DIAL_QUANTITY)
        return &parameter->quantity[which];
    if (by == DIAL_PERIOD)
        return parameter_in(parameter, which);
    if (by == DIAL_YEAR)
        return parameter_in(parameter, scenario_period(s, s->base + (which ? (int)which : 1)));
    return NULL;
}

static Status add_dials(AuditDials *dials, size_t indicator, Error *err)
{
    const Indicator *it = &dials->scenario->indicator[indicator];
    size_t params = params_of(it);
    dials->first[indicator] = calloc(params + 1, sizeof **dials->first);
    if (!dials->first[indicator])
        return error_memory(err);
    for (size_t k = 0; k < params; k++) {
        dials->first[indicator][k] = SIZE_MAX;
        if (!parameter_is_random(&it->parameter[k]))
            continue;
        size_t count = dials_of(dials, it, k), all = dials->dials + count;
        double *middle = realloc(dials->middle, all * sizeof *middle);
        dials->middle = middle ? middle : dials->middle;
        size_t *owner = realloc(dials->owner, all * sizeof *owner);
        dials->owner = owner ? owner : dials->owner;
        if (!middle || !owner)
            return error_memory(err);
        for (size_t i = 0; i < count; i++) {
            const Quantity *q = turned(dials, it, k, i);
            middle[dials->dials + i] = q ? median_between(q) : 0.5;
            owner[dials->dials + i] = indicator;
        }
        dials->first[indicator][k] = dials->dials;
        dials->dials = all;
    }
    return STATUS_GOOD;
}

Status audit_dials_new(AuditDials *dials, const Scenario *s, Error *err)
{
    *dials = (AuditDials){ .scenario = s,
                           .years = scenario_years(s),
                           .order = calloc(s->indicators + 1, sizeof *dials->order),
                           .first = calloc(s->indicators + 1, sizeof *dials->first) };
    if (!dials->order || !dials->first)
        return error_memory(err);
    TRY(dependence_order(s, dials->order, err));
    for (size_t i = 0; i < s->indicators; i++)
        TRY(add_dials(dials, i, err));
    return STATUS_GOOD;
}

void audit_dials_free(AuditDials *dials)
{
    for (size_t i = 0; dials->first && i < dials->scenario->indicators; i++)
        free(dials->first[i]);
    free(dials->first);
    free(dials->order);
    free(dials->middle);
    free(dials->owner);
}

/* Where a quantity stands: linked ones have the same quantile. Others move along a line, so that
 * every number between the ends can be had, also of a discrete distribution. */
static double number_at(const Quantity *q, double setting, bool linked)
{
    double low = quantity_side(q, -1), high = quantity_side(q, 1);
    if (!linked || setting <= 0 || setting >= 1)
        return low + (high - low) * setting;
    bool bounded = quantity_is_bounded(q);
    return low == high ? low : q->law->quantile(q, bounded ? setting : 0.05 + 0.9 * setting);
}

typedef struct Cells {
    const AuditDials *dials;
    const double *setting;
    size_t points;
} Cells;

/* The numbers of one quantity of a parameter in a year, times a weight, added to `value`. */
static void add_numbers(const Cells *cells, size_t indicator, size_t k, size_t which, size_t t,
                        double weight, double *value)
{
    const AuditDials *dials = cells->dials;
    const Scenario *s = dials->scenario;
    const Indicator *it = &s->indicator[indicator];
    const Quantity *q = &it->parameter[k].quantity[which];
    size_t first = dials->first[indicator][k];
    Dialling by = dialling(it, k);
    size_t dial = first + (by == DIAL_YEAR       ? t
                           : by == DIAL_QUANTITY ? which
                           : by == DIAL_PERIOD   ? scenario_period(s, s->base + (t ? (int)t : 1))
                                                 : 0);
    for (size_t p = 0; p < cells->points; p++)
        value[p] +=
            weight * (first == SIZE_MAX ? quantity_side(q, 0)
                                        : number_at(q, cells->setting[dial * cells->points + p],
                                                    by == DIAL_TOGETHER));
}

static void fill_parameter(const Cells *cells, size_t indicator, size_t k, double *value,
                           const double **row)
{
    const Scenario *s = cells->dials->scenario;
    const Parameter *parameter = &s->indicator[indicator].parameter[k];
    for (size_t t = 0; t < cells->dials->years; t++) {
        int year = s->base + (int)t;
        size_t period = scenario_period(s, t ? year : s->base + 1);
        ParameterPart part = parameter_part(parameter, period, year);
        row[t] = value + t * cells->points;
        add_numbers(cells, indicator, k, part.first, t, 1 - part.share, value + t * cells->points);
        if (part.share > 0)
            add_numbers(cells, indicator, k, part.second, t, part.share, value + t * cells->points);
    }
}

static void fill_projects(const Cells *cells, const Indicator *it, int side, double *value,
                          const double **row)
{
    const Scenario *s = cells->dials->scenario;
    size_t size = cells->dials->years * cells->points;
    for (size_t j = 0; j < it->projects; j++) {
        row[j] = value + j * size;
        for (size_t i = 0; i < size; i++)
            value[j * size + i] =
                project_side(&it->project[j], side, s->base + (int)(i / cells->points));
    }
}

/* Runs the model of one indicator on all points; those that it depends on are done. */
static Status run_model(const Cells *cells, size_t indicator, int side, double *level, Error *err)
{
    const Scenario *s = cells->dials->scenario;
    const Indicator *it = &s->indicator[indicator];
    size_t years = cells->dials->years, size = years * cells->points, params = params_of(it);
    double *value = calloc((params + 1 + it->projects) * size, sizeof *value);
    const double **pointer = calloc((params + 1) * years + it->projects + it->ofs, sizeof *pointer);
    const double *const **row = calloc(params + 1, sizeof *row);
    const double **project = pointer + (params + 1) * years, **of = project + it->projects;
    Status status = value && pointer && row ? STATUS_GOOD : error_memory(err);
    if (status == STATUS_GOOD) {
        for (size_t k = 0; k < params; k++)
            fill_parameter(cells, indicator, k, value + k * size, pointer + k * years);
        for (size_t t = 0; t < years; t++) /* the last one stays zero: the noise */
            pointer[params * years + t] = value + params * size + t * cells->points;
        for (size_t k = 0; k <= params; k++)
            row[k] = pointer + k * years;
        fill_projects(cells, it, side, value + (params + 1) * size, project);
        for (size_t k = 0; k < it->ofs; k++)
            of[k] = level + it->of[k] * size;
        it->model->simulate(&(ModelInput){ .paths = cells->points,
                                           .years = years,
                                           .row = row,
                                           .noise = it->model->noisy ? row[params] : NULL,
                                           .of = of,
                                           .ofs = it->ofs,
                                           .project = project,
                                           .projects = it->projects },
                            level + indicator * size);
    }
    free(value);
    free(pointer);
    free(row);
    return status;
}

Status audit_levels(const AuditDials *dials, const double *setting, size_t points, int side,
                    double *level, Error *err)
{
    Cells cells = { dials, setting, points };
    for (size_t i = 0; i < dials->scenario->indicators; i++)
        TRY(run_model(&cells, dials->order[i], side, level, err));
    return STATUS_GOOD;
}
