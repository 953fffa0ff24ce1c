#include "core/forecast.h"

#include "core/target.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

const double quantile_levels[QUANTILES] = { 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95 };
const double base_shifts[BASE_SHIFTS] = { -0.10, -0.05, -0.01, 0, 0.01, 0.05, 0.10 };

bool projection_requires(const Projection *projection, size_t target, size_t t)
{
    const Scenario *s = projection->scenario;
    return t && target_spans(&s->target[target], s->base, s->base + (int)t) &&
           !isnan(projection->requirement[target].path[t]);
}

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
    double **row[5 + 2 * QUANTILES] = { &fan->mean, &fan->mean_error, &fan->sd, &fan->undefined,
                                        &fan->tail };
    for (size_t q = 0; q < QUANTILES; q++) {
        row[5 + 2 * q] = &fan->quantile[q];
        row[6 + 2 * q] = &fan->quantile_error[q];
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
        target->chance = chance_unknown;
        target->median = target->median_error = target->gap = NAN;
        unknown(target->curve_at, CURVE_POINTS);
        unknown(target->curve_below, CURVE_POINTS);
        unknown(target->base_chance, BASE_SHIFTS);
        target->base_even = target->undefined = NAN;
    }
    return forecast->target ? STATUS_GOOD : error_memory(err);
}

static Status allocate_joints(Forecast *forecast, Error *err)
{
    const Scenario *s = forecast->scenario;
    forecast->joint = calloc(scenario_joints(s) + 1, sizeof *forecast->joint);
    for (size_t k = 0; forecast->joint && k < scenario_joints(s); k++) {
        JointMember *member = calloc(scenario_members(s, k) + 1, sizeof *member);
        forecast->joint[k] = (Joint){ .chance = chance_unknown, .member = member };
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

static Status allocate(Forecast *forecast, Error *err)
{
    const Scenario *s = forecast->scenario;
    forecast->fan = calloc(s->indicators, sizeof *forecast->fan);
    if (!forecast->fan)
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
    Status status = allocate(forecast, err);
    if (status == STATUS_GOOD) {
        forecast_name(forecast, method);
        return STATUS_GOOD;
    }
    forecast_free(forecast);
    *made = NULL;
    return status;
}

void forecast_name(Forecast *forecast, const char *method)
{
    forecast->method = method;
    for (size_t i = 0; i < forecast->scenario->targets; i++)
        forecast->target[i].method = method;
    for (size_t k = 0; k < scenario_joints(forecast->scenario); k++)
        forecast->joint[k].method = method;
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
        free(fan->undefined);
        free(fan->tail);
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
    free(forecast->project);
    free(forecast);
}

/* ---- what another forecast knows ---- */

bool forecast_knows_fan(const Forecast *forecast, size_t indicator)
{
    return isfinite(forecast->fan[indicator].quantile[QUANTILE_50][0]);
}

bool forecast_knows_target(const Forecast *forecast, size_t target)
{
    return isfinite(forecast->target[target].chance.probability);
}

static void take_fan(Fan *to, const Fan *from, size_t years)
{
    size_t bytes = years * sizeof *to->mean;
    memcpy(to->mean, from->mean, bytes);
    memcpy(to->mean_error, from->mean_error, bytes);
    memcpy(to->sd, from->sd, bytes);
    for (size_t q = 0; q < QUANTILES; q++) {
        memcpy(to->quantile[q], from->quantile[q], bytes);
        memcpy(to->quantile_error[q], from->quantile_error[q], bytes);
    }
}

static void take_target(TargetForecast *to, const TargetForecast *from, size_t years)
{
    TargetForecast taken = *from;
    taken.on_path = to->on_path;
    taken.reached = to->reached;
    for (size_t t = 0; t < years; t++) {
        if (isfinite(from->on_path[t].probability))
            taken.on_path[t] = from->on_path[t];
        if (isfinite(from->reached[t].probability))
            taken.reached[t] = from->reached[t];
    }
    *to = taken;
}

static void take_joint(Joint *to, const Joint *from, size_t members)
{
    JointMember *member = to->member;
    free(to->unknown);
    *to = *from;
    to->unknown = NULL;
    to->member = member;
    memcpy(member, from->member, members * sizeof *member);
}

static void name_by_targets(Forecast *forecast)
{
    for (size_t i = 0; i < forecast->scenario->targets; i++) {
        const char *method = forecast->target[i].method;
        if (i > 0 && strcmp(method, forecast->method)) {
            forecast->method = "auto";
            return;
        }
        forecast->method = method;
    }
}

void forecast_take(Forecast *forecast, const Forecast *other)
{
    const Scenario *s = forecast->scenario;
    size_t years = scenario_years(s);
    for (size_t i = 0; i < s->indicators; i++)
        if (forecast_knows_fan(other, i))
            take_fan(&forecast->fan[i], &other->fan[i], years);
    for (size_t i = 0; i < s->targets; i++)
        if (forecast_knows_target(other, i))
            take_target(&forecast->target[i], &other->target[i], years);
    for (size_t k = 0; k < scenario_joints(s); k++)
        if (isfinite(other->joint[k].chance.probability))
            take_joint(&forecast->joint[k], &other->joint[k], scenario_members(s, k));
    for (size_t i = 0; forecast->both_missed && i < s->targets * s->targets; i++)
        if (isfinite(other->both_missed[i].probability))
            forecast->both_missed[i] = other->both_missed[i];
    name_by_targets(forecast);
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
