#include "run/lognormal_levels.h"

#include <math.h>
#include <stdlib.h>

static const char advice[] = "; use --sampling random";

/* ---- what is covered ---- */

static Status check_constant(const Indicator *it, const Param *row, const Parameter *parameter,
                             Error *err)
{
    for (size_t q = 0; q < parameter->count; q++)
        if (!quantity_is_constant(&parameter->quantity[q]))
            return error_set(err, STATUS_INVALID,
                             "/indicators/%s/%s: preintegration needs a number, not a "
                             "distribution%s",
                             it->id, row->name, advice);
    return STATUS_GOOD;
}

static bool has_noise(const Indicator *it)
{
    const Parameter *volatility = &it->noise[NOISE_VOLATILITY];
    for (size_t q = 0; q < volatility->count; q++)
        if (quantity_side(&volatility->quantity[q], 0) > 0)
            return true;
    return false;
}

/* Products of constants and lognormal factors: by what the model says of itself. */
static Status check_law(const Indicator *it, Error *err)
{
    bool noisy = it->model->noisy && has_noise(it);
    if (noisy && isfinite(it->freedom))
        return error_set(err, STATUS_INVALID,
                         "/indicators/%s/shock: preintegration needs normal shocks, these are "
                         "Student's t%s",
                         it->id, advice);
    if (model_says_law(it->model) && (!noisy || it->model->law == MODEL_LAW_EXPONENTIAL))
        return STATUS_GOOD;
    return error_set(err, STATUS_INVALID,
                     "/indicators/%s/model: preintegration needs lognormal levels, which %s has "
                     "not; allowed are geometric, compound without volatility, and sums of them%s",
                     it->id, it->model->name, advice);
}

static Status check_programmes(const Scenario *s, size_t indicator, Error *err)
{
    for (size_t i = 0; i < s->programmes; i++)
        if (programme_names(&s->programme[i], indicator))
            return error_set(err, STATUS_INVALID,
                             "/programmes/%s: preintegration knows no programmes, and this one "
                             "names %s%s",
                             s->programme[i].id, s->indicator[indicator].id, advice);
    return STATUS_GOOD;
}

static Status check_events(const Scenario *s, size_t indicator, Error *err)
{
    for (size_t i = 0; i < s->events; i++)
        if (event_names(&s->event[i], indicator))
            return error_set(err, STATUS_INVALID,
                             "/events/%s: preintegration knows no events, and this one names %s%s",
                             s->event[i].id, s->indicator[indicator].id, advice);
    return STATUS_GOOD;
}

static Status check_indicator(const Plan *plan, size_t indicator, Error *err)
{
    const Indicator *it = &plan->scenario->indicator[indicator];
    if (it->model->adds)
        return STATUS_GOOD;
    for (size_t k = 0; it->model->params[k].name; k++)
        TRY(check_constant(it, &it->model->params[k], &it->parameter[k], err));
    for (size_t k = 0; k < NOISE_PARAMS && it->model->noisy; k++)
        TRY(check_constant(it, &noise_params[k], &it->noise[k], err));
    TRY(check_programmes(plan->scenario, indicator, err));
    TRY(check_law(it, err));
    TRY(check_events(plan->scenario, indicator, err));
    const double *level = projection_level(plan->projection, indicator, 1);
    if (!(level[plan->years - 1] > 0))
        return error_set(err, STATUS_INVALID,
                         "/indicators/%s: preintegration needs levels above 0, here nothing is "
                         "left%s",
                         it->id, advice);
    return STATUS_GOOD;
}

/* Which indicators a level is the sum of, each so many times: totals of totals opened. */
static size_t parts_of(const Plan *plan, size_t indicator, double *times, size_t *part)
{
    const Scenario *s = plan->scenario;
    size_t parts = 0;
    times[indicator] = 1;
    for (size_t i = s->indicators; i-- > 0;) {
        size_t at = plan->order[i];
        const Indicator *it = &s->indicator[at];
        for (size_t k = 0; times[at] > 0 && it->model->adds && k < it->ofs; k++)
            times[it->of[k]] += times[at];
        if (times[at] > 0 && !it->model->adds && parts++ < LOGNORMAL_SUM_TERMS)
            part[parts - 1] = at;
    }
    return parts;
}

static Status check_parts(const Plan *plan, size_t indicator, size_t *most, Error *err)
{
    const Scenario *s = plan->scenario;
    size_t part[LOGNORMAL_SUM_TERMS];
    double *times = calloc(s->indicators, sizeof *times);
    if (!times)
        return error_memory(err);
    size_t parts = parts_of(plan, indicator, times, part);
    free(times);
    *most = parts > *most ? parts : *most;
    if (parts <= LOGNORMAL_SUM_TERMS)
        return STATUS_GOOD;
    return error_set(err, STATUS_INVALID,
                     "/indicators/%s/of: preintegration adds up to %d indicators, here are %zu%s",
                     s->indicator[indicator].id, LOGNORMAL_SUM_TERMS, parts, advice);
}

Status lognormal_levels_check(const Plan *plan, size_t *most, Error *err)
{
    *most = 1;
    for (size_t i = 0; i < plan->scenario->indicators; i++)
        TRY(check_indicator(plan, i, err));
    for (size_t i = 0; i < plan->scenario->indicators; i++)
        TRY(check_parts(plan, i, most, err));
    return STATUS_GOOD;
}

/* ---- the laws ---- */

/* The log of the level in year t is its median plus the sum of load[u] z[u], u = 1 .. t, where z
 * are the indicator's scores: the shocks are e[1] = z[1], e[u] = r e[u-1] + sqrt(1 - r^2) z[u]. */
static void load_scores(const Plan *plan, const Indicator *it, size_t t, double *load)
{
    double r = 0, after = 0; /* after: of a unit of e[u] in all years u .. t */
    for (size_t u = t; u > 0; u--) {
        double v = 0;
        if (it->model->noisy) {
            v = quantity_side(parameter_in(&it->noise[NOISE_VOLATILITY], plan->period[u]), 0);
            r = quantity_side(&it->noise[NOISE_PERSISTENCE].quantity[0], 0);
        }
        after = v + r * after;
        load[u] = u > 1 ? after * sqrt(1 - r * r) : after;
    }
}

/* Of the scores of a year; the factor stands for a repaired matrix too. */
static double correlation(const Plan *plan, size_t i, size_t j)
{
    size_t a = plan->place[i], b = plan->place[j];
    double sum = 0;
    if (i == j || a >= plan->correlated || b >= plan->correlated)
        return i == j;
    for (size_t k = 0; k <= a && k <= b; k++)
        sum += plan->factor[a * plan->correlated + k] * plan->factor[b * plan->correlated + k];
    return sum;
}

static void fill_level(const Plan *plan, const size_t *part, const double *times, size_t t,
                       LognormalLevel *level, double *load)
{
    const Scenario *s = plan->scenario;
    size_t n = level->law.terms;
    level->certain = true;
    for (size_t i = 0; i < n; i++) {
        level->mean[i] = log(projection_level(plan->projection, part[i], 1)[t] * times[part[i]]);
        load_scores(plan, &s->indicator[part[i]], t, load + i * plan->years);
    }
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < n; j++) {
            double sum = 0;
            for (size_t u = 1; u <= t; u++)
                sum += load[i * plan->years + u] * load[j * plan->years + u];
            level->covariance[i * n + j] = sum * correlation(plan, part[i], part[j]);
            level->certain = level->certain && level->covariance[i * n + j] == 0;
        }
}

Status lognormal_levels_in(const Plan *plan, size_t indicator, size_t t, LognormalLevel *level,
                           Error *err)
{
    const Scenario *s = plan->scenario;
    size_t part[LOGNORMAL_SUM_TERMS];
    double *times = calloc(s->indicators + LOGNORMAL_SUM_TERMS * plan->years, sizeof *times);
    if (!times)
        return error_memory(err);
    size_t parts = parts_of(plan, indicator, times, part);
    level->indicator = indicator;
    level->central = projection_level(plan->projection, indicator, 1)[t];
    level->law = (LognormalLaw){ parts, level->mean, level->covariance };
    fill_level(plan, part, times, t, level, times + s->indicators);
    free(times);
    return STATUS_GOOD;
}
