#include "run/summarize.h"

#include "core/joint.h"
#include "core/target.h"
#include "run/replicates.h"
#include "run/summary_joint.h"
#include "run/tails.h"

#include <math.h>
#include <stdlib.h>

/* Half the distance between the quantiles one standard error of the rank to each side. That of the
 * rank is binomial, or that of the share of paths up to a point close to the quantile. */
static double quantile_error(const Sketch *sketch, const Plan *plan, const Cuts *cuts, size_t q)
{
    double p = quantile_levels[q], step = sqrt(p * (1 - p) / (double)sketch->total);
    if (plan->replicates) /* some values may be undefined */
        step = hits_share_error(plan, cuts->below + q * plan->replicates) * (double)plan->paths /
               (double)sketch->total;
    return (sketch_quantile(sketch, fmin(p + step, 1)) -
            sketch_quantile(sketch, fmax(p - step, 0))) /
           2;
}

/* Of the mean over all paths. */
static double mean_error(const Plan *plan, const Moments *moments, double sd)
{
    double mean[REPLICATES_MOST];
    for (size_t r = 0; r < plan->replicates; r++)
        mean[r] = moments[(1 + r) * plan->scenario->indicators * plan->years].mean;
    return plan->replicates ? replicates_error(mean, plan->replicates) : sd / sqrt(moments->count);
}

/* Moments that exist are finite, or the levels overflow when squared. */
static Status check_moments(const Summary *summary, const Moments *moments,
                            const Forecast *forecast, Error *err)
{
    const Plan *plan = summary->plan;
    const Scenario *s = plan->scenario;
    for (size_t i = 0; i < summary->levels; i++) {
        size_t indicator = i / plan->years, t = i % plan->years;
        double tail = forecast->fan[indicator].tail[t];
        bool mean = tail >= 1 || isfinite(moments[i].mean);
        bool sd = 2 * tail >= 1 || isfinite(moments[i].squares);
        if (summary->wanted[i] && !(mean && sd))
            return error_set(err, STATUS_NUMERIC,
                             "/indicators/%s: in %d some paths have levels beyond 1e150; allowed "
                             "are growth and volatility that keep them below",
                             s->indicator[indicator].id, s->base + (int)t);
    }
    return STATUS_GOOD;
}

static void make_fan(Fan *fan, const Summary *summary, const Moments *moments, size_t first)
{
    const Plan *plan = summary->plan;
    const Sketch *sketch = summary->sketch + first;
    const Cuts *cuts = summary->cuts + first;
    size_t years = plan->years;
    moments += first;
    for (size_t t = 0; t < years; t++) {
        fan->undefined[t] = 1 - (double)sketch[t].total / (double)plan->paths;
        if (sketch[t].total == 0)
            continue;
        fan->mean[t] = moments[t].mean;
        fan->sd[t] = moments[t].count > 1 ? moments_sd(&moments[t]) : 0;
        fan->mean_error[t] = mean_error(plan, &moments[t], fan->sd[t]);
        for (size_t q = 0; q < QUANTILES; q++) {
            fan->quantile[q][t] = sketch_quantile(&sketch[t], quantile_levels[q]);
            fan->quantile_error[q][t] = quantile_error(&sketch[t], plan, &cuts[t], q);
        }
    }
}

static void make_curve(TargetForecast *forecast, const Sketch *measure)
{
    double low = sketch_quantile(measure, 0.001), high = sketch_quantile(measure, 0.999);
    for (size_t i = 0; i < CURVE_POINTS; i++) {
        forecast->curve_at[i] = low + (high - low) * (double)i / (CURVE_POINTS - 1);
        forecast->curve_below[i] = sketch_below(measure, forecast->curve_at[i]);
    }
}

/* With its base times k, a level proportional to it meets the bound b where it met b / k. */
static void make_base(TargetForecast *forecast, const Target *target, const Sketch *measure,
                      double base)
{
    for (size_t i = 0; i < BASE_SHIFTS; i++) {
        double k = 1 + base_shifts[i];
        double above = isfinite(target->low) ? 1 - sketch_below(measure, target->low / k) : 1;
        double beyond = isfinite(target->high) ? 1 - sketch_below(measure, target->high / k) : 0;
        forecast->base_chance[i] =
            base_shifts[i] == 0 ? forecast->chance.probability : fmax(above - beyond, 0);
    }
    forecast->base_even = target_even(target, base, forecast->median);
}

/* What the target says by year. */
static void make_years(TargetForecast *forecast, const TargetSummary *from, size_t index,
                       const Plan *plan)
{
    const Target *target = &plan->scenario->target[index];
    int base = plan->scenario->base;
    for (size_t t = 1; t < plan->years; t++)
        if (projection_requires(plan->projection, index, t))
            forecast->on_path[t] = hits_chance(&from->on_path[t], plan);
    for (size_t t = (size_t)(target_first(target, base) - base); t < plan->years; t++)
        forecast->reached[t] = hits_chance(&from->reached[t], plan);
}

static void make_target(TargetForecast *forecast, const Summary *summary, size_t index)
{
    const Plan *plan = summary->plan;
    const Scenario *s = plan->scenario;
    const Target *target = &s->target[index];
    const TargetSummary *from = &summary->target[index];
    const Sketch *measure = &summary->sketch[from->measure];
    const Model *model = s->indicator[target->indicator].model;
    if (!(plan->without & FORECAST_YEARS))
        make_years(forecast, from, index, plan);
    if (!summary_wants_target(plan, index))
        return;
    forecast->chance = hits_chance(from->met, plan);
    forecast->median = sketch_quantile(measure, 0.5);
    forecast->median_error =
        quantile_error(measure, plan, &summary->cuts[from->measure], QUANTILE_50);
    forecast->gap = target_gap(target, forecast->median);
    forecast->undefined = hits_chance(from->undefined, plan).probability;
    if (plan->without & FORECAST_CURVES)
        return;
    make_curve(forecast, measure);
    bool alone = target->from == target->to || !target_two_sided(target); /* the measure tells */
    if (model->proportional && target->shape != TARGET_GROWTH && alone)
        make_base(forecast, target, measure,
                  projection_level(plan->projection, target->indicator, 1)[0]);
}

static Chance moved(const Chance *chance, double by)
{
    Chance it = { chance->probability + by,
                  chance->standard_error,
                  { chance->interval[0] + by, chance->interval[1] + by } };
    return joint_within(&it, 0, 1);
}

/* A chance that paths do not tell is part of what they tell of other years: that the bounds are met
 * by the target's year is the chance that they are met in it, and the share of paths that have met
 * them before and miss them then. */
static void align_years(Forecast *forecast, const Summary *summary, size_t index)
{
    const Plan *plan = summary->plan;
    const Scenario *s = plan->scenario;
    const Target *target = &s->target[index];
    TargetForecast *it = &forecast->target[index];
    static const double negligible = 1e-9;
    size_t last = (size_t)(target->to - s->base);
    double met = (double)summary->target[index].met->count / (double)plan->paths;
    Chance *reached = it->reached;
    if (target->shape == TARGET_EACH_YEAR || isnan(reached[last].probability))
        return;
    if (fabs(it->chance.probability - met) < negligible)
        return;
    bool first = last == (size_t)(target_first(target, s->base) - s->base);
    reached[last] = first ? it->chance : moved(&reached[last], it->chance.probability - met);
    double share = reached[last].probability;
    for (size_t t = 0; t < plan->years; t++)
        if (t < last && reached[t].probability > share)
            reached[t] = moved(&reached[t], share - reached[t].probability);
        else if (t > last && reached[t].probability < share)
            reached[t] = moved(&reached[t], share - reached[t].probability);
    if (isfinite(it->on_path[last].probability))
        it->on_path[last] = it->chance;
}

Status summarize(const Summary *summary, const Moments *moments, Forecast **made, Error *err)
{
    const Plan *plan = summary->plan;
    const Scenario *s = plan->scenario;
    TRY(forecast_new(made, plan->projection, plan->sampling->name, err));
    Forecast *forecast = *made;
    for (size_t i = 0; i < s->indicators; i++)
        if (summary_wants_fan(plan, i))
            make_fan(&forecast->fan[i], summary, moments, i * plan->years);
    for (size_t i = 0; i < s->targets; i++)
        make_target(&forecast->target[i], summary, i);
    if (plan->known)
        forecast_take(forecast, plan->known);
    for (size_t i = 0; i < s->targets && !(plan->without & FORECAST_YEARS); i++)
        if (!summary_wants_target(plan, i))
            align_years(forecast, summary, i);
    if (!(plan->without & FORECAST_JOINTS))
        summary_joint_make(summary, forecast);
    if (plan->without & FORECAST_FANS)
        return STATUS_GOOD;
    Status status = tails_apply(plan, forecast, err);
    if (status == STATUS_GOOD)
        status = check_moments(summary, moments, forecast, err);
    if (status != STATUS_GOOD) {
        forecast_free(forecast);
        *made = NULL;
    }
    return status;
}
