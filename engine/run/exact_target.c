#include "run/exact_target.h"

#include "run/exact_quantile.h"

#include <math.h>
#include <stdlib.h>

/* Targets that ask for several years. */
static Status make_extremes(const ExactLevels *levels, ExactTarget *target, Error *err)
{
    const Scenario *s = levels->law.plan->scenario;
    for (size_t i = 0; i < s->targets; i++) {
        ExactTarget *it = &target[i];
        if (it->levels != levels || it->spans < 2)
            continue;
        it->extreme = calloc(1, sizeof *it->extreme);
        if (!it->extreme)
            return error_memory(err);
        ExactYears years = { it->span, it->span + it->spans - 1, isfinite(it->target->low) };
        Status status = exact_extreme_make(it->extreme, levels, years, &it->refusal);
        if (status != STATUS_GOOD && status != STATUS_INVALID)
            return error_set(err, status, "%s", it->refusal.text);
    }
    return STATUS_GOOD;
}

void exact_target_free(ExactTarget *target)
{
    free(target->extreme);
    target->extreme = NULL;
}

Status exact_target_levels(ExactLevels *levels, const Plan *plan, size_t indicator,
                           ExactTarget *target, double *budget, Error *err)
{
    const Scenario *s = plan->scenario;
    size_t spans = plan->years, made = 0;
    for (size_t i = 0; i < s->targets; i++)
        if (s->target[i].indicator == indicator && s->target[i].shape == TARGET_GROWTH)
            spans += (size_t)(s->target[i].to - s->target[i].from) + 1;
    ExactSpan *span = calloc(spans, sizeof *span);
    if (!span)
        return error_memory(err);
    for (size_t t = 0; t < plan->years; t++)
        span[made++] = (ExactSpan){ .first = 1, .last = t, .base = true };
    for (size_t i = 0; i < s->targets; i++) {
        const Target *asked = &s->target[i];
        size_t from = (size_t)(asked->from - s->base), to = (size_t)(asked->to - s->base);
        if (asked->indicator != indicator)
            continue;
        target[i] = (ExactTarget){
            .target = asked, .index = i, .levels = levels, .span = from, .spans = 1
        };
        if (asked->shape == TARGET_EACH_YEAR)
            target[i].spans = to - from + 1;
        if (asked->shape != TARGET_GROWTH)
            continue;
        target[i].years = to - from + 1;
        for (size_t t = from; t <= to; t++)
            span[made++] = (ExactSpan){ .first = from, .last = t };
        target[i].span = made - 1;
    }
    TRY(exact_levels_make(levels, plan, &s->indicator[indicator], span, spans, err));
    levels->budget = budget;
    return make_extremes(levels, target, err);
}

static Chance chance_of(double probability, double error)
{
    double p = fmin(fmax(probability, 0), 1);
    return (Chance){ p, error, { fmax(p - error, 0), fmin(p + error, 1) } };
}

/* Chances below an open end: the end itself belongs to the interval. */
Chance exact_target_within(const ExactLevels *levels, size_t span, const double interval[2])
{
    double error[2] = { 0 }, below = 0, up_to = 1;
    if (interval[0] > interval[1])
        return chance_of(0, 1e-12);
    if (isfinite(interval[0]))
        below = exact_levels_below(levels, span, interval[0], &error[0]);
    if (isfinite(interval[1]))
        up_to = exact_levels_below(levels, span, interval[1], &error[1]);
    return chance_of((up_to - below) * (1 - levels->series[span].lost),
                     fmax(error[0] + error[1], 1e-12));
}

double exact_target_undefined(const ExactTarget *target)
{
    return target->years ? target->levels->series[target->span].lost : 0;
}

/* Where the product of a span must lie so that an average growth over some years (0: a level) lies
 * within the bounds. Where it takes finitely many values, one that hits a bound but for rounding
 * counts as within; the chance of such a hit is 0 for all others. */
static void make_interval(const ExactLevels *levels, size_t span, const double bound[2],
                          size_t years, double scale, double interval[2])
{
    double tolerance = exact_levels_stepped(levels, span) ? TARGET_TOLERANCE : 0;
    for (int side = 0; side < 2; side++) {
        double slack = side ? tolerance : -tolerance;
        if (!isfinite(bound[side]))
            interval[side] = bound[side];
        else if (!side && bound[side] <= (years ? -1 : 0)) /* a loss of all is within */
            interval[side] = -INFINITY;
        else if (years)
            interval[side] = pow(fmax((1 + bound[side]) * (1 + slack), 0), (double)years);
        else
            interval[side] = (bound[side] + slack * fabs(bound[side])) / scale;
    }
}

size_t exact_target_bounds(const ExactTarget *target, double scale, ExactBound *bound)
{
    const double asked[2] = { target->target->low, target->target->high };
    for (size_t i = 0; i < target->spans; i++) {
        bound[i].span = target->levels->span[target->span + i];
        make_interval(target->levels, target->span + i, asked, target->years, scale,
                      bound[i].interval);
    }
    return target->spans;
}

static Status chain_chance(const ExactTarget *target, double scale, Chance *chance, Error *err)
{
    ExactBound *bound = calloc(target->spans, sizeof *bound);
    Status status = bound ? STATUS_GOOD : error_memory(err);
    if (status == STATUS_GOOD)
        status = exact_chain_chances(target->levels, bound,
                                     exact_target_bounds(target, scale, bound), 1, chance, err);
    free(bound);
    return status;
}

/* A chain also knows what a loss of all before the product has to do with it; without one the error
 * covers it. */
Status exact_target_chance(const ExactTarget *target, double scale, Chance *chance, Error *err)
{
    ExactBound bound;
    Error ignored = { 0 };
    if (target->spans > 1)
        return chain_chance(target, scale, chance, err);
    exact_target_bounds(target, scale, &bound);
    *chance = exact_target_within(target->levels, target->span, bound.interval);
    if (exact_target_undefined(target) > 0) {
        Status status = chain_chance(target, scale, chance, &ignored);
        if (status != STATUS_GOOD && status != STATUS_INVALID)
            return error_set(err, status, "%s", ignored.text);
    }
    return STATUS_GOOD;
}

Chance exact_target_on_path(const ExactTarget *target, size_t t)
{
    const Target *asked = target->target;
    const Plan *plan = target->levels->law.plan;
    const Requirement *required = &plan->projection->requirement[target->index];
    double interval[2], bound[2] = { asked->low, asked->high };
    size_t years = target->years ? t + 1 - (size_t)(asked->from - plan->scenario->base) : 0;
    if (!projection_requires(plan->projection, target->index, t))
        return chance_unknown;
    for (size_t side = 0; side < 2 && !years; side++)
        bound[side] = required->edge[side][t];
    size_t span = years ? target->span - target->years + years : t;
    make_interval(target->levels, span, bound, years, 1, interval);
    return exact_target_within(target->levels, span, interval);
}

double exact_target_below(const ExactTarget *target, double measure)
{
    double product = target->years ? pow(fmax(1 + measure, 0), (double)target->years) : measure;
    if (target->extreme)
        return exact_extreme_below(target->extreme, product);
    return exact_levels_below(target->levels, target->span, product, NULL);
}

double exact_target_quantile(const ExactTarget *target, double p, double *error)
{
    if (target->extreme)
        return exact_extreme_quantile(target->extreme, p, error);
    double product = exact_quantile(target->levels, target->span, p, error);
    if (!target->years)
        return product;
    double growth = expm1(log(product) / (double)target->years);
    *error *= product > 0 ? (1 + growth) / (product * (double)target->years) : 1;
    return growth;
}
