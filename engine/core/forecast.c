#include "core/forecast.h"

#include "base/text.h"

#include <stdlib.h>

const double quantile_levels[QUANTILES] = { 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95 };
const double base_shifts[BASE_SHIFTS] = { -0.10, -0.05, -0.01, 0, 0.01, 0.05, 0.10 };

const double *projection_level(const Projection *projection, size_t indicator, size_t side)
{
    return projection->level + (indicator * SIDES + side) * scenario_years(projection->scenario);
}

void projection_free(Projection *projection)
{
    if (!projection)
        return;
    for (size_t i = 0; projection->requirement && i < projection->scenario->targets; i++)
        free(projection->requirement[i].path);
    free(projection->requirement);
    free(projection->level);
    free(projection);
}

static Status fan_allocate(Fan *fan, size_t years, Error *err)
{
    double **row[3 + 2 * QUANTILES] = { &fan->mean, &fan->mean_error, &fan->sd };
    for (size_t q = 0; q < QUANTILES; q++) {
        row[3 + 2 * q] = &fan->quantile[q];
        row[4 + 2 * q] = &fan->quantile_error[q];
    }
    for (size_t i = 0; i < sizeof row / sizeof *row; i++)
        if (!(*row[i] = calloc(years, sizeof **row[i])))
            return error_memory(err);
    return STATUS_GOOD;
}

static Status allocate(Forecast *forecast, const char *method, Error *err)
{
    const Scenario *s = forecast->scenario;
    size_t years = scenario_years(s);
    forecast->method = text_copy(method);
    forecast->fan = calloc(s->indicators, sizeof *forecast->fan);
    forecast->target = calloc(s->targets + 1, sizeof *forecast->target);
    if (!forecast->method || !forecast->fan || !forecast->target)
        return error_memory(err);
    for (size_t i = 0; i < s->indicators; i++)
        TRY(fan_allocate(&forecast->fan[i], years, err));
    for (size_t i = 0; i < s->targets; i++) {
        TargetForecast *target = &forecast->target[i];
        target->on_path = calloc(years, sizeof *target->on_path);
        if (!target->on_path)
            return error_memory(err);
    }
    return STATUS_GOOD;
}

Status forecast_new(Forecast **made, const Projection *projection, const char *method, Error *err)
{
    Forecast *forecast = calloc(1, sizeof *forecast);
    *made = forecast;
    if (!forecast)
        return error_memory(err);
    forecast->scenario = projection->scenario;
    forecast->projection = projection;
    Status status = allocate(forecast, method, err);
    if (status != STATUS_GOOD) {
        forecast_free(forecast);
        *made = NULL;
    }
    return status;
}

void forecast_free(Forecast *forecast)
{
    if (!forecast)
        return;
    for (size_t i = 0; forecast->fan && i < forecast->scenario->indicators; i++) {
        Fan *fan = &forecast->fan[i];
        free(fan->mean);
        free(fan->mean_error);
        free(fan->sd);
        for (size_t q = 0; q < QUANTILES; q++) {
            free(fan->quantile[q]);
            free(fan->quantile_error[q]);
        }
    }
    free(forecast->fan);
    for (size_t i = 0; forecast->target && i < forecast->scenario->targets; i++)
        free(forecast->target[i].on_path);
    free(forecast->target);
    free(forecast->joint.unknown);
    free(forecast->method);
    free(forecast->project);
    free(forecast);
}
