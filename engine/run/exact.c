#include "run/exact.h"

#include "run/exact_joint.h"
#include "run/simulate.h"
#include "run/tails.h"

#include <math.h>
#include <stdlib.h>

/* The spans of the years come first. */
static void make_fan(Fan *fan, const ExactLevels *levels)
{
    for (size_t t = 0; t < levels->law.plan->years; t++) {
        fan->mean[t] = levels->series[t].mean;
        fan->mean_error[t] = levels->series[t].mean_error;
        fan->sd[t] = levels->series[t].sd;
        for (size_t q = 0; q < QUANTILES; q++)
            fan->quantile[q][t] =
                exact_levels_quantile(levels, t, quantile_levels[q], &fan->quantile_error[q][t]);
    }
}

static void make_curve(TargetForecast *to, const ExactTarget *target)
{
    double error, low = exact_target_quantile(target, 0.001, &error);
    double high = exact_target_quantile(target, 0.999, &error);
    for (size_t i = 0; i < CURVE_POINTS; i++) {
        to->curve_at[i] = low + (high - low) * (double)i / (CURVE_POINTS - 1);
        to->curve_below[i] = exact_target_below(target, to->curve_at[i]);
    }
}

/* With its base times k, a level proportional to it meets the bound b where it met b / k. */
static Status make_base(TargetForecast *to, const ExactTarget *target, double base, Error *err)
{
    to->base_error = to->chance.standard_error;
    for (size_t i = 0; i < BASE_SHIFTS; i++) {
        Chance chance;
        TRY(exact_target_chance(target, 1 + base_shifts[i], &chance, err));
        to->base_chance[i] = chance.probability;
    }
    to->base_even = target_even(target->target, base, to->median);
    return STATUS_GOOD;
}

static Status make_target(TargetForecast *to, const ExactTarget *target, Error *err)
{
    const Plan *plan = target->levels->law.plan;
    const Target *asked = target->target;
    TRY(exact_target_chance(target, 1, &to->chance, err));
    to->median = exact_target_quantile(target, 0.5, &to->median_error);
    to->gap = target_gap(asked, to->median);
    to->undefined = exact_target_undefined(target);
    for (size_t t = 0; t < plan->years && !(plan->without & FORECAST_YEARS); t++)
        to->on_path[t] = exact_target_on_path(target, t);
    if (plan->without & FORECAST_CURVES)
        return STATUS_GOOD;
    make_curve(to, target);
    if (asked->shape == TARGET_GROWTH)
        return STATUS_GOOD;
    return make_base(to, target, projection_level(plan->projection, asked->indicator, 1)[0], err);
}

/* An indicator's fan and its targets. */
static Status make_indicator(Forecast *forecast, size_t indicator, const ExactTarget *target,
                             const ExactLevels *levels, Error *err)
{
    const Scenario *s = forecast->scenario;
    if (!(levels->law.plan->without & FORECAST_FANS))
        make_fan(&forecast->fan[indicator], levels);
    for (size_t i = 0; i < s->targets; i++)
        if (s->target[i].indicator == indicator)
            TRY(make_target(&forecast->target[i], &target[i], err));
    return STATUS_GOOD;
}

/* Refuses what is not covered before anything is computed. */
static Status check_all(const Plan *plan, Error *err)
{
    const Scenario *s = plan->scenario;
    for (size_t i = 0; i < s->indicators; i++) {
        ExactLaw law;
        TRY(exact_law_make(&law, plan, &s->indicator[i], err));
        exact_law_free(&law);
    }
    return STATUS_GOOD;
}

static Status make_all(Forecast *forecast, const Plan *plan, const SimulateOptions *options,
                       ExactTarget *target, ExactLevels *levels, Error *err)
{
    const Scenario *s = plan->scenario;
    double budget = exact_chain_dearest;
    TRY(check_all(plan, err));
    for (size_t i = 0; i < s->indicators; i++) {
        if (options->interrupt && *options->interrupt)
            return error_set(err, (Status)*options->interrupt, "interrupted");
        TRY(exact_target_levels(&levels[i], plan, i, target, &budget, err));
        TRY(make_indicator(forecast, i, target, &levels[i], err));
        if (options->progress)
            options->progress(options->context, (double)(i + 1) / (double)s->indicators);
    }
    if (!(plan->without & FORECAST_FANS))
        TRY(tails_apply(plan, forecast, err));
    return exact_joint(forecast, plan, target, err);
}

Status exact_forecast(const Plan *plan, const SimulateOptions *options, Forecast **made, Error *err)
{
    const Scenario *s = plan->scenario;
    ExactTarget *target = calloc(s->targets + 1, sizeof *target);
    ExactLevels *levels = calloc(s->indicators + 1, sizeof *levels);
    Status status = forecast_new(made, plan->projection, plan->sampling->name, err);
    if (status == STATUS_GOOD && (!target || !levels))
        status = error_memory(err);
    if (status == STATUS_GOOD)
        status = make_all(*made, plan, options, target, levels, err);
    for (size_t i = 0; levels && i < s->indicators; i++)
        exact_levels_free(&levels[i]);
    for (size_t i = 0; target && i < s->targets; i++)
        exact_target_free(&target[i]);
    free(levels);
    free(target);
    if (status != STATUS_GOOD) {
        forecast_free(*made);
        *made = NULL;
    }
    return status;
}
