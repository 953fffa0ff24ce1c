#include "core/forecast.h"

#include "base/text.h"

#include <math.h>
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

static void unknown(double *value, size_t count)
{
    for (size_t i = 0; i < count; i++)
        value[i] = NAN;
}

static Status fan_allocate(Fan *fan, size_t years, Error *err)
{
    double **row[3 + 2 * QUANTILES] = { &fan->mean, &fan->mean_error, &fan->sd };
    for (size_t q = 0; q < QUANTILES; q++) {
        row[3 + 2 * q] = &fan->quantile[q];
        row[4 + 2 * q] = &fan->quantile_error[q];
    }
    for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
        if (!(*row[i] = calloc(years, sizeof **row[i])))
            return error_memory(err);
        unknown(*row[i], years);
    }
    return STATUS_GOOD;
}

static void forget(Chance *chance, size_t count)
{
    for (size_t i = 0; i < count; i++)
        chance[i] = chance_unknown;
}

static Status allocate_targets(Forecast *forecast, Error *err)
{
    const Scenario *s = forecast->scenario;
    size_t years = scenario_years(s);
    forecast->target = calloc(s->targets + 1, sizeof *forecast->target);
    for (size_t i = 0; forecast->target && i < s->targets; i++) {
        TargetForecast *target = &forecast->target[i];
        target->on_path = calloc(years, sizeof *target->on_path);
        target->reached = calloc(years, sizeof *target->reached);
        if (!target->on_path || !target->reached)
            return error_memory(err);
        forget(target->on_path, years);
        forget(target->reached, years);
        unknown(target->curve_at, CURVE_POINTS);
        unknown(target->curve_below, CURVE_POINTS);
        unknown(target->base_chance, BASE_SHIFTS);
        target->base_even = NAN;
    }
    return forecast->target ? STATUS_GOOD : error_memory(err);
}

static Status allocate_joints(Forecast *forecast, Error *err)
{
    const Scenario *s = forecast->scenario;
    forecast->joint = calloc(scenario_joints(s) + 1, sizeof *forecast->joint);
    for (size_t k = 0; forecast->joint && k < scenario_joints(s); k++) {
        JointMember *member = calloc(scenario_members(s, k) + 1, sizeof *member);
        forecast->joint[k].member = member;
        for (size_t i = 0; member && i < scenario_members(s, k); i++)
            member[i] = (JointMember){ chance_unknown, NAN };
        if (!member)
            return error_memory(err);
    }
    if (s->targets <= JOINT_PAIRS) {
        forecast->both_missed = calloc(s->targets * s->targets + 1, sizeof *forecast->both_missed);
        if (!forecast->both_missed)
            return error_memory(err);
        forget(forecast->both_missed, s->targets * s->targets);
    }
    return forecast->joint ? STATUS_GOOD : error_memory(err);
}

static Status allocate(Forecast *forecast, const char *method, Error *err)
{
    const Scenario *s = forecast->scenario;
    forecast->method = text_copy(method);
    forecast->fan = calloc(s->indicators, sizeof *forecast->fan);
    if (!forecast->method || !forecast->fan)
        return error_memory(err);
    for (size_t i = 0; i < s->indicators; i++)
        TRY(fan_allocate(&forecast->fan[i], scenario_years(s), err));
    TRY(allocate_targets(forecast, err));
    return allocate_joints(forecast, err);
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
    for (size_t i = 0; forecast->target && i < forecast->scenario->targets; i++) {
        free(forecast->target[i].on_path);
        free(forecast->target[i].reached);
    }
    free(forecast->target);
    for (size_t k = 0; forecast->joint && k < scenario_joints(forecast->scenario); k++) {
        free(forecast->joint[k].member);
        free(forecast->joint[k].unknown);
    }
    free(forecast->joint);
    free(forecast->both_missed);
    free(forecast->method);
    free(forecast->project);
    free(forecast);
}

const Chance *forecast_both_missed(const Forecast *forecast, size_t i, size_t j)
{
    return &forecast->both_missed[i * forecast->scenario->targets + j];
}

double forecast_never(const Forecast *forecast, size_t target)
{
    size_t last = scenario_years(forecast->scenario) - 1;
    return 1 - forecast->target[target].reached[last].probability;
}

int forecast_median_year(const Forecast *forecast, size_t target)
{
    const Scenario *s = forecast->scenario;
    for (size_t t = 1; t < scenario_years(s); t++)
        if (forecast->target[target].reached[t].probability >= 0.5)
            return s->base + (int)t;
    return 0;
}

const char *forecast_method(const Forecast *forecast, const char *own)
{
    return own ? own : forecast->method;
}
