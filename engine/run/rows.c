#include "run/rows.h"

#include "run/block.h"

#include <math.h>
#include <stdlib.h>

enum { N = BLOCK_PATHS };

/* Rows of constants are filled here, once; the others by every block. */
static void fill_constants(Rows *rows, size_t index, const Parameter *parameter)
{
    for (size_t q = 0; q < parameter->count; q++) {
        double *row = rows->value + (rows->first[index] + q) * N;
        double value = quantity_side(&parameter->quantity[q], 0);
        for (size_t p = 0; p < N; p++)
            row[p] = value;
    }
}

static Status rows_allocate(Rows *rows, const Plan *plan, const Indicator *it, Error *err)
{
    const Laws *laws = &plan->laws[it - plan->scenario->indicator];
    size_t years = plan->years;
    rows->params = laws->params;
    rows->first = laws->first;
    rows->row = calloc(rows->params + 1, sizeof *rows->row);
    rows->pointer = calloc(rows->params * years + 1, sizeof *rows->pointer);
    rows->drawn = calloc(rows->params + 1, sizeof *rows->drawn);
    rows->between = calloc(rows->params + 1, sizeof *rows->between);
    rows->noise = calloc(years, sizeof *rows->noise);
    if (!rows->row || !rows->pointer || !rows->drawn || !rows->between || !rows->noise)
        return error_memory(err);
    rows->value = calloc((laws->first[laws->all] + 1) * N, sizeof *rows->value);
    if (!rows->value)
        return error_memory(err);
    rows->zeros = rows->value + laws->first[laws->all] * N;
    for (size_t k = 0; k < laws->all; k++)
        fill_constants(rows, k, laws_parameter(laws, it, k));
    return STATUS_GOOD;
}

static const double *constant_row(const Rows *rows, const Plan *plan, const Indicator *it, size_t k,
                                  size_t t)
{
    int year = plan->scenario->base + (int)t;
    size_t quantity = parameter_part(&it->parameter[k], plan->period[t], year).first;
    return rows->value + (rows->first[k] + quantity) * N;
}

/* A year without a new draw in the same period has the row of the year before. */
static const double *drawn_row(const Rows *rows, const Plan *plan, const Indicator *it, size_t k,
                               size_t t)
{
    bool same = t > 1 && !plan_draws(plan, it, t) && plan->period[t] == plan->period[t - 1];
    return same ? rows->row[k][t - 1] : rows->drawn[k] + (t ? t : 1) * N;
}

static void interpolate(Rows *rows, const Plan *plan, const Indicator *it, size_t k)
{
    for (size_t t = 0; t < plan->years; t++) {
        int year = plan->scenario->base + (int)t;
        ParameterPart part = parameter_part(&it->parameter[k], plan->period[t], year);
        const double *from = rows->value + (rows->first[k] + part.first) * N;
        const double *to = rows->value + (rows->first[k] + part.second) * N;
        double *row = rows->between[k] + t * N;
        for (size_t p = 0; p < N; p++)
            row[p] = (1 - part.share) * from[p] + part.share * to[p];
    }
}

void rows_between(Rows *rows, const Plan *plan, const Indicator *it, size_t k)
{
    if (rows->between[k] && parameter_is_random(&it->parameter[k]))
        interpolate(rows, plan, it, k);
}

/* Rows of its own for each year, filled here where nothing is random. */
static Status between_start(Rows *rows, const Plan *plan, const Indicator *it, size_t k, Error *err)
{
    if (!it->parameter[k].year)
        return STATUS_GOOD;
    rows->between[k] = calloc(plan->years * N, sizeof **rows->between);
    if (!rows->between[k])
        return error_memory(err);
    for (size_t t = 0; t < plan->years; t++)
        rows->row[k][t] = rows->between[k] + t * N;
    interpolate(rows, plan, it, k);
    return STATUS_GOOD;
}

static Status root_start(Rows *rows, const Quantity *persistence, Error *err)
{
    bool constant = quantity_is_constant(persistence);
    if (constant && quantity_side(persistence, 0) == 0)
        return STATUS_GOOD;
    rows->root = calloc(N, sizeof *rows->root);
    if (!rows->root)
        return error_memory(err);
    rows_root(rows);
    rows->rooted = constant;
    return STATUS_GOOD;
}

void rows_root(Rows *rows)
{
    if (!rows->root || rows->rooted) /* a model without noise has no row of it */
        return;
    const double *r = rows->value + rows->first[rows->params + NOISE_PERSISTENCE] * N;
    for (size_t p = 0; p < N; p++)
        rows->root[p] = sqrt(1 - r[p] * r[p]);
}

Status rows_new(Rows *rows, const Plan *plan, const Indicator *it, Error *err)
{
    TRY(rows_allocate(rows, plan, it, err));
    for (size_t k = 0; k < rows->params; k++) {
        bool drawn = it->model->params[k].drawn && parameter_is_random(&it->parameter[k]);
        if (drawn && !(rows->drawn[k] = calloc(plan->years * N, sizeof **rows->drawn)))
            return error_memory(err);
        rows->growth |= drawn;
        rows->row[k] = rows->pointer + k * plan->years;
        for (size_t t = 0; t < plan->years; t++)
            rows->row[k][t] =
                drawn ? drawn_row(rows, plan, it, k, t) : constant_row(rows, plan, it, k, t);
        TRY(between_start(rows, plan, it, k, err));
    }
    for (size_t t = 0; t < plan->years; t++)
        rows->noise[t] = rows->zeros;
    return it->model->noisy ? root_start(rows, &it->noise[NOISE_PERSISTENCE].quantity[0], err)
                            : STATUS_GOOD;
}

void rows_free(Rows *rows)
{
    for (size_t k = 0; rows->drawn && k < rows->params; k++)
        free(rows->drawn[k]);
    free(rows->drawn);
    for (size_t k = 0; rows->between && k < rows->params; k++)
        free(rows->between[k]);
    free(rows->between);
    free(rows->row);
    free(rows->pointer);
    free(rows->value);
    free(rows->root);
    free(rows->noise);
}
