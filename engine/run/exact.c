#include "run/exact.h"

#include "run/exact_joint.h"
#include "run/exact_quantile.h"
#include "run/simulate.h"
#include "run/tails.h"

#include <math.h>
#include <stdlib.h>

/* The spans of the years come first. */
static void make_fan(Fan *fan, const ExactLevels *levels)
{
    for (size_t t = 0; t < levels->law.plan->years; t++) {
        const ExactMoments *moments = &levels->series[t].moments;
        fan->mean[t] = moments->mean;
        fan->mean_error[t] = moments->mean_error;
        fan->sd[t] = moments->sd;
        for (size_t q = 0; q < QUANTILES; q++)
            fan->quantile[q][t] =
                exact_quantile(levels, t, quantile_levels[q], &fan->quantile_error[q][t]);
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

/* What the forecast is made from. */
typedef struct Work {
    const Plan *plan;
    const SimulateOptions *options;
    Forecast *forecast;
    ExactTarget *target; /* of each; without levels where it is not covered */
    ExactLevels *levels; /* of each indicator */
    bool partial;        /* what is not covered is left out, else refused */
} Work;

/* Whether the failure is of one law or target, which a partial forecast leaves out. */
static bool left_out(const Work *work, Status status)
{
    return work->partial && (status == STATUS_INVALID || status == STATUS_NUMERIC);
}

static void forget_target(const Work *work, size_t index)
{
    TargetForecast *to = &work->forecast->target[index];
    exact_target_free(&work->target[index]);
    work->target[index] = (ExactTarget){ 0 };
    to->chance = chance_unknown;
}

static Status make_covered(const Work *work, size_t index, Error *err)
{
    const Error *refusal = &work->target[index].refusal;
    if (refusal->status != STATUS_GOOD)
        return error_set(err, refusal->status, "%s", refusal->text);
    return make_target(&work->forecast->target[index], &work->target[index], err);
}

static Status make_targets(const Work *work, size_t indicator, Error *err)
{
    const Scenario *s = work->plan->scenario;
    for (size_t i = 0; i < s->targets; i++) {
        Error own = { 0 };
        if (s->target[i].indicator != indicator)
            continue;
        Status status = make_covered(work, i, &own);
        if (left_out(work, status))
            forget_target(work, i);
        else if (status != STATUS_GOOD)
            return error_set(err, status, "%s", own.text);
    }
    return STATUS_GOOD;
}

/* An indicator's fan and its targets. */
static Status make_indicator(const Work *work, size_t indicator, double *budget, Error *err)
{
    const Scenario *s = work->plan->scenario;
    ExactLevels *levels = &work->levels[indicator];
    Error own = { 0 };
    Status status = exact_target_levels(levels, work->plan, indicator, work->target, budget, &own);
    for (size_t i = 0; i < s->targets && left_out(work, status); i++)
        if (s->target[i].indicator == indicator)
            forget_target(work, i);
    if (left_out(work, status))
        return STATUS_GOOD;
    if (status != STATUS_GOOD)
        return error_set(err, status, "%s", own.text);
    if (!(work->plan->without & FORECAST_FANS))
        make_fan(&work->forecast->fan[indicator], levels);
    return make_targets(work, indicator, err);
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

/* Whether anything is asked of the indicator. */
static bool asked(const Plan *plan, size_t indicator)
{
    bool any = !(plan->without & FORECAST_FANS);
    for (size_t i = 0; i < plan->scenario->targets; i++)
        any |= plan->scenario->target[i].indicator == indicator;
    return any;
}

static Status make_all(const Work *work, Error *err)
{
    const Plan *plan = work->plan;
    const SimulateOptions *options = work->options;
    size_t indicators = plan->scenario->indicators;
    double budget = exact_chain_dearest(plan);
    if (!work->partial)
        TRY(check_all(plan, err));
    for (size_t i = 0; i < indicators; i++) {
        if (options->interrupt && *options->interrupt)
            return error_set(err, (Status)*options->interrupt, "interrupted");
        if (asked(plan, i))
            TRY(make_indicator(work, i, &budget, err));
        if (options->progress && !work->partial)
            options->progress(options->context, (double)(i + 1) / (double)indicators);
    }
    if (!(plan->without & FORECAST_FANS))
        TRY(tails_apply(plan, work->forecast, err));
    return plan->without & FORECAST_JOINTS ? STATUS_GOOD
                                           : exact_joint(work->forecast, plan, work->target, err);
}

static Status make(const Plan *plan, const SimulateOptions *options, bool partial, Forecast **made,
                   Error *err)
{
    const Scenario *s = plan->scenario;
    Work work = { .plan = plan, .options = options, .partial = partial };
    work.target = calloc(s->targets + 1, sizeof *work.target);
    work.levels = calloc(s->indicators + 1, sizeof *work.levels);
    Status status = forecast_new(made, plan->projection, plan->sampling->name, err);
    if (status == STATUS_GOOD && (!work.target || !work.levels))
        status = error_memory(err);
    work.forecast = *made;
    if (status == STATUS_GOOD)
        status = make_all(&work, err);
    for (size_t i = 0; work.levels && i < s->indicators; i++)
        exact_levels_free(&work.levels[i]);
    for (size_t i = 0; work.target && i < s->targets; i++)
        exact_target_free(&work.target[i]);
    free(work.levels);
    free(work.target);
    if (status != STATUS_GOOD) {
        forecast_free(*made);
        *made = NULL;
    }
    return status;
}

Status exact_forecast(const Plan *plan, const SimulateOptions *options, Forecast **made, Error *err)
{
    return make(plan, options, false, made, err);
}

Status exact_part(const Plan *plan, const SimulateOptions *options, Forecast **made, Error *err)
{
    return make(plan, options, true, made, err);
}
