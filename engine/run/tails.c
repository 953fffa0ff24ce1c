#include "run/tails.h"

#include "math/noise.h"

#include <math.h>
#include <stdlib.h>

/* The tails known so far, [indicator][year], and room for those that one model is told. */
typedef struct Work {
    const Plan *plan;
    double *known, *value, *product, *of;
} Work;

static const double negligible = 1e-6; /* a chance below which a level does not come near 0 */

/* Growth counts by its upper end only: the model cuts it where all is lost. */
static double tail_of(const Quantity *q, const Param *param)
{
    double above = quantity_tail(q, 1);
    return param->shifted ? above : fmax(above, quantity_tail(q, -1));
}

/* Of the parameter's values in years 1 to t, each by itself. */
static double greatest(const Plan *plan, const Parameter *parameter, const Param *param, size_t t)
{
    double tail = 0;
    if (!param->by_period || parameter->count == 1)
        for (size_t q = 0; q < parameter->count; q++)
            tail = fmax(tail, tail_of(&parameter->quantity[q], param));
    for (size_t year = 1; year <= t && param->by_period && parameter->count > 1; year++)
        tail = fmax(tail, tail_of(&parameter->quantity[plan->period[year]], param));
    return tail;
}

/* Of the product of the parameter's values in years 1 to t: a value drawn once for several years
 * is a power in it. */
static double of_product(const Plan *plan, const Indicator *it, size_t k, size_t t)
{
    const Param *param = &it->model->params[k];
    double tail = 0, power = 0;
    for (size_t year = 1; year <= t; year++) {
        const Parameter *parameter = &it->parameter[k];
        size_t q = param->by_period && parameter->count > 1 ? plan->period[year] : 0;
        if (param->drawn && plan_draws(plan, it, year))
            power = 0;
        power += tail_of(&parameter->quantity[q], param);
        tail = fmax(tail, power);
    }
    return tail;
}

/* Programmes add their effect to growth in every year in which they act. */
static double of_programmes(const Plan *plan, size_t indicator, size_t t)
{
    const Scenario *s = plan->scenario;
    double tail = 0;
    for (size_t i = 0; i < s->programmes; i++)
        if (programme_names(&s->programme[i], indicator))
            tail = fmax(tail, (double)t * quantity_tail(&s->programme[i].effect, 1));
    return tail;
}

/* Persistence carries the shock of a year into all that follow. */
static void add_noise(const Plan *plan, const Indicator *it, size_t t, ModelTails *tails)
{
    const Parameter *volatility = &it->noise[NOISE_VOLATILITY];
    double shock = isfinite(it->freedom) ? 1 / it->freedom : 0, years = 0;
    if (!it->model->noisy)
        return;
    const Quantity *r = &it->noise[NOISE_PERSISTENCE].quantity[0];
    bool persists = !quantity_is_constant(r) || quantity_side(r, 0) != 0;
    for (size_t year = 1; year <= t; year++) {
        const Quantity *v = &volatility->quantity[volatility->count > 1 ? plan->period[year] : 0];
        years += v->law->high(v) > 0;
    }
    tails->noise = years > 0 ? shock : 0;
    tails->noise_product = shock * (persists ? years : fmin(years, 1));
}

/* Whether the noise of a year may take all that growth leaves, so that levels come down to 0. */
static bool loses_all(const Indicator *it)
{
    const Model *model = it->model;
    const Parameter *volatility = &it->noise[NOISE_VOLATILITY];
    Noise noise = noise_of(it->freedom);
    double worst = noise_above(&noise, negligible);
    if (!model_says_law(model) || model->law != MODEL_LAW_ADDITIVE)
        return false;
    const Parameter *growth = &it->parameter[model_row(model, model->claims.growth)];
    for (size_t q = 0; q < growth->count; q++)
        for (size_t k = 0; k < volatility->count; k++) {
            double v = quantity_side(&volatility->quantity[k], 1);
            if (v > 0 && 1 + quantity_side(&growth->quantity[q], -1) <= v * worst)
                return true;
        }
    return false;
}

/* Whether a level has a density on both sides of 0. */
static bool takes_both_signs(const Indicator *it)
{
    const Model *model = it->model;
    for (size_t k = 0; model->claims.level && model->params[k].name; k++)
        for (size_t q = 0; q < it->parameter[k].count; q++) {
            const Quantity *value = &it->parameter[k].quantity[q];
            double below = value->law->cdf(value, 0);
            if (value->law->form != FORM_PAIRS && value->law->form != FORM_COLUMN &&
                below > negligible && below < 1 - negligible)
                return true;
        }
    return false;
}

/* Whether a level has a density near 0 in year t, so that its inverse has no mean. */
static bool nears_zero(const Indicator *it, size_t t)
{
    return takes_both_signs(it) || (t > 0 && loses_all(it));
}

static double of_projects(const Indicator *it)
{
    double tail = 0;
    for (size_t j = 0; j < it->projects; j++)
        tail = fmax(tail, quantity_tail(&it->project[j].capacity, 1));
    return tail;
}

static double tail_in_year(const Work *work, size_t indicator, size_t t)
{
    const Plan *plan = work->plan;
    const Scenario *s = plan->scenario;
    const Indicator *it = &s->indicator[indicator];
    size_t shifted = model_shifted(it->model);
    ModelTails tails = {
        .value = work->value, .product = work->product, .of = work->of, .ofs = it->ofs
    };
    if (!it->model->tail)
        return 0;
    for (size_t k = 0; it->model->params[k].name; k++) {
        work->value[k] = greatest(plan, &it->parameter[k], &it->model->params[k], t);
        work->product[k] = of_product(plan, it, k, t);
        if (k == shifted)
            work->product[k] = fmax(work->product[k], of_programmes(plan, indicator, t));
    }
    add_noise(plan, it, t, &tails);
    tails.projects = of_projects(it);
    for (size_t k = 0; k < it->ofs; k++)
        work->of[k] = work->known[it->of[k] * plan->years + t];
    tails.of_inverse = it->ofs && nears_zero(&s->indicator[it->of[it->ofs - 1]], t);
    return it->model->tail(&tails);
}

/* The mean of a law whose tail weighs w exists where w < 1, the deviation where w < 1/2, and with
 * it the error of the mean. */
static void forget(Fan *fan, size_t years)
{
    for (size_t t = 0; t < years; t++) {
        if (fan->tail[t] >= 1)
            fan->mean[t] = NAN;
        if (2 * fan->tail[t] >= 1)
            fan->sd[t] = fan->mean_error[t] = NAN;
    }
}

static void apply(const Work *work, Forecast *forecast)
{
    size_t years = work->plan->years;
    for (size_t i = 0; i < work->plan->scenario->indicators; i++) {
        size_t indicator = work->plan->order[i];
        Fan *fan = &forecast->fan[indicator];
        for (size_t t = 0; t < years; t++)
            fan->tail[t] = work->known[indicator * years + t] = tail_in_year(work, indicator, t);
        forget(fan, years);
    }
}

static size_t most_params(const Scenario *s)
{
    size_t most = 0;
    for (size_t i = 0; i < s->indicators; i++)
        for (size_t k = 0; s->indicator[i].model->params[k].name; k++)
            most = k + 1 > most ? k + 1 : most;
    return most;
}

Status tails_apply(const Plan *plan, Forecast *forecast, Error *err)
{
    size_t indicators = plan->scenario->indicators, params = most_params(plan->scenario);
    double *room = calloc(indicators * (plan->years + 1) + 2 * params + 1, sizeof *room);
    Work work = { .plan = plan, .known = room };
    if (!room)
        return error_memory(err);
    work.of = work.known + indicators * plan->years;
    work.value = work.of + indicators;
    work.product = work.value + params;
    apply(&work, forecast);
    free(room);
    return STATUS_GOOD;
}
