#include "core/results.h"

#include <stdio.h>
#include <stdlib.h>

void result_free(CellResult *result)
{
    free(result->target);
    free(result->joint);
    free(result->fan);
    *result = (CellResult){ 0 };
}

static void copy_id(char to[RESULT_ID], const char *id)
{
    snprintf(to, RESULT_ID, "%s", id);
}

static void fill_targets(CellResult *result, const Forecast *forecast)
{
    for (size_t i = 0; i < result->targets; i++) {
        const TargetForecast *from = &forecast->target[i];
        TargetResult *to = &result->target[i];
        copy_id(to->target, forecast->scenario->target[i].id);
        snprintf(to->method, sizeof to->method, "%s", from->method);
        to->chance = from->chance;
        to->median = from->median;
        to->median_gap = from->gap;
        to->required_growth = forecast->projection->requirement[i].required_growth;
    }
}

static void fill_joints(CellResult *result, const Forecast *forecast)
{
    const Scenario *s = forecast->scenario;
    for (size_t i = 0; i < result->joints; i++) {
        const Joint *from = &forecast->joint[i];
        JointResult *to = &result->joint[i];
        copy_id(to->group, i ? s->group[i - 1].id : "");
        copy_id(to->binding, s->target[from->binding].id);
        to->chance = from->chance;
        to->if_independent = from->if_independent;
    }
}

static void fill_fans(CellResult *result, const Forecast *forecast)
{
    size_t years = scenario_years(forecast->scenario);
    for (size_t i = 0; i < result->fans; i++) {
        const Fan *from = &forecast->fan[i / years];
        FanResult *to = &result->fan[i];
        copy_id(to->indicator, forecast->scenario->indicator[i / years].id);
        to->year = forecast->scenario->base + (int)(i % years);
        for (size_t q = 0; q < QUANTILES; q++)
            to->quantile[q] = from->quantile[q][i % years];
        to->mean = from->mean[i % years];
        to->sd = from->sd[i % years];
    }
}

Status result_fill(CellResult *result, const Forecast *forecast, bool fans, Error *err)
{
    const Scenario *s = forecast->scenario;
    result->targets = s->targets;
    result->joints = scenario_joints(s);
    result->fans = fans ? s->indicators * scenario_years(s) : 0;
    result->target = calloc(result->targets + 1, sizeof *result->target);
    result->joint = calloc(result->joints + 1, sizeof *result->joint);
    result->fan = calloc(result->fans + 1, sizeof *result->fan);
    if (!result->target || !result->joint || !result->fan) {
        uint64_t cell = result->cell;
        result_free(result);
        result->cell = cell;
        return error_memory(err);
    }
    fill_targets(result, forecast);
    fill_joints(result, forecast);
    fill_fans(result, forecast);
    return STATUS_GOOD;
}
