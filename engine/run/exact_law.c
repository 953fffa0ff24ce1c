#include "run/exact_law.h"

#include <math.h>
#include <stdlib.h>

static const char advice[] = "; use --sampling random";

const Quantity *exact_law_growth(const ExactLaw *law, size_t period)
{
    return parameter_in(law->growth, period);
}

const Quantity *exact_law_volatility(const ExactLaw *law, size_t period)
{
    return parameter_in(&law->indicator->noise[NOISE_VOLATILITY], period);
}

bool exact_law_noisy(const ExactLaw *law, size_t period)
{
    const Quantity *v = exact_law_volatility(law, period);
    return v->law->high(v) > 0;
}

double exact_law_least_volatility(const ExactLaw *law, size_t period)
{
    const Quantity *v = exact_law_volatility(law, period);
    return quantity_is_constant(v) ? quantity_side(v, 0) : v->law->quantile(v, 0.003);
}

size_t exact_law_years(const ExactLaw *law, ExactSpan span, size_t period)
{
    size_t years = 0;
    for (size_t t = span.first; t <= span.last; t++)
        years += law->plan->period[t] == period;
    return years;
}

bool exact_law_has(const ExactLaw *law, size_t period, size_t kind, size_t last)
{
    for (size_t t = 1; t <= last; t++)
        if (law->plan->period[t] == period && law->events.kind[t] == kind)
            return true;
    return false;
}

double exact_law_centre(const ExactLaw *law, ExactSpan span)
{
    double centre = span.base ? law->base_centre : 0;
    for (size_t t = span.first; t <= span.last; t++)
        centre += law->centre[law->plan->period[t]];
    return centre;
}

double exact_law_noise_variance(const ExactLaw *law, ExactSpan span, const double *volatility)
{
    const size_t *period = law->plan->period;
    double variance = 0;
    for (size_t i = span.first; i <= span.last; i++)
        for (size_t j = span.first; j <= span.last; j++)
            variance += volatility[period[i]] * volatility[period[j]] *
                        pow(law->persistence, fabs((double)i - (double)j));
    return variance;
}

bool exact_law_span_noisy(const ExactLaw *law, ExactSpan span)
{
    for (size_t t = span.first; t <= span.last; t++)
        if (exact_law_noisy(law, law->plan->period[t]))
            return true;
    return false;
}

/* Events need noise. */
bool exact_law_span_certain(const ExactLaw *law, ExactSpan span)
{
    bool certain = !span.base || quantity_is_constant(law->base);
    for (size_t t = span.first; t <= span.last; t++)
        certain &= quantity_is_constant(exact_law_growth(law, law->plan->period[t]));
    return certain && !exact_law_span_noisy(law, span);
}

/* What the model says of itself. */
static Status take_law(ExactLaw *law, Error *err)
{
    const Indicator *it = law->indicator;
    const Model *model = it->model;
    if (!model_says_law(model))
        return error_set(err, STATUS_INVALID,
                         "/indicators/%s/model: exact does not know the law of %s; allowed are "
                         "models that say it: compound and geometric%s",
                         it->id, model->name, advice);
    law->additive = model->law == MODEL_LAW_ADDITIVE;
    law->base = &it->parameter[model_row(model, model->claims.base)].quantity[0];
    law->growth = &it->parameter[model_row(model, model->claims.growth)];
    return STATUS_GOOD;
}

static Status check_persistence(const ExactLaw *law, bool noisy, Error *err)
{
    const Quantity *r = &law->indicator->noise[NOISE_PERSISTENCE].quantity[0];
    const char *id = law->indicator->id;
    if (!noisy)
        return STATUS_GOOD;
    if (!quantity_is_constant(r))
        return error_set(err, STATUS_INVALID,
                         "/indicators/%s/persistence: exact needs a number, not a distribution%s",
                         id, advice);
    if (law->persistence != 0 && law->additive)
        return error_set(err, STATUS_INVALID,
                         "/indicators/%s/persistence: exact needs independent years, so %g is not "
                         "possible for a model with noise on the rate; allowed is 0, or geometric "
                         "growth with normal shocks%s",
                         id, law->persistence, advice);
    if (law->persistence != 0 && isfinite(law->noise.freedom))
        return error_set(err, STATUS_INVALID,
                         "/indicators/%s/persistence: exact allows persistence with normal shocks "
                         "only; allowed is 0, or \"shock\": \"normal\"%s",
                         id, advice);
    return STATUS_GOOD;
}

static Status check_volatility(ExactLaw *law, Error *err)
{
    const Parameter *volatility = &law->indicator->noise[NOISE_VOLATILITY];
    const char *id = law->indicator->id;
    law->gentle = true;
    for (size_t k = 0; k < volatility->count; k++) {
        const Quantity *v = &volatility->quantity[k];
        if (quantity_is_constant(v))
            continue;
        if (v->law->cdf(v, 0) > 1e-12)
            return error_set(err, STATUS_INVALID,
                             "/indicators/%s/volatility: exact needs a volatility that is above 0 "
                             "for certain, or a plain 0%s",
                             id, advice);
        if (law->uncertains + law->linked >= EXACT_DIMENSIONS)
            return error_set(err, STATUS_INVALID,
                             "/indicators/%s/volatility: exact can average over %d draws that all "
                             "years share (uncertain volatilities, linked growth), here are "
                             "more%s",
                             id, EXACT_DIMENSIONS, advice);
        law->uncertain[law->uncertains++] = v;
        law->gentle &= v->law->quantile(v, 0.999) < 4 * v->law->quantile(v, 0.001);
    }
    return STATUS_GOOD;
}

/* The log of the median, in the middle of what the factor can be. */
static double centre_of(const Quantity *q, double add)
{
    double median = add + q->law->quantile(q, 0.5);
    return median > 0 ? log(median) : 0;
}

/* The delay and the effect of a programme are common to all years. */
static Status check_programmes(const ExactLaw *law, Error *err)
{
    const Scenario *s = law->plan->scenario;
    for (size_t i = 0; i < s->programmes; i++)
        if (programme_names(&s->programme[i], (size_t)(law->indicator - s->indicator)))
            return error_set(err, STATUS_INVALID,
                             "/programmes/%s: exact knows no programmes, and this one names %s%s",
                             s->programme[i].id, law->indicator->id, advice);
    return STATUS_GOOD;
}

/* What is left of growth must be above 0, or the noise must smooth the loss of all. */
static Status check_events(const ExactLaw *law, Error *err)
{
    const ExactEvents *events = &law->events;
    const Scenario *s = law->plan->scenario;
    for (size_t t = 1; t < law->plan->years; t++) {
        size_t period = law->plan->period[t], kind = events->kind[t];
        size_t event = exact_events_some(events, kind);
        const Quantity *m = exact_law_growth(law, period);
        if (event == s->events)
            continue;
        if (!exact_law_noisy(law, period))
            return error_set(err, STATUS_INVALID,
                             "/events/%s: exact needs noise in every year that events may hit, but "
                             "/indicators/%s/volatility is 0 in %d%s",
                             s->event[event].id, law->indicator->id, s->base + (int)t, advice);
        if (!law->additive && m->law->cdf(m, exact_events_most(events, kind) - 1) > 1e-12)
            return error_set(err, STATUS_INVALID,
                             "/events/%s/loss: exact needs losses that always leave something, but "
                             "in %d they may reach %.3g%s",
                             s->event[event].id, s->base + (int)t, exact_events_most(events, kind),
                             advice);
    }
    return STATUS_GOOD;
}

static Status make(ExactLaw *law, Error *err)
{
    const Indicator *it = law->indicator;
    size_t periods = law->plan->scenario->periods;
    bool noisy = false, random = false;
    TRY(take_law(law, err));
    if (law->base->law->cdf(law->base, 0) > 1e-15)
        return error_set(err, STATUS_INVALID,
                         "/indicators/%s/base: exact needs a base above 0, here it is not with "
                         "probability %.2g%s",
                         it->id, law->base->law->cdf(law->base, 0), advice);
    law->base_centre = centre_of(law->base, 0);
    law->centre = calloc(periods, sizeof *law->centre);
    if (!law->centre)
        return error_memory(err);
    for (size_t p = 0; p < periods; p++) {
        law->centre[p] = centre_of(exact_law_growth(law, p), 1);
        noisy |= exact_law_noisy(law, p);
        random |= !quantity_is_constant(exact_law_growth(law, p));
    }
    law->linked = it->linked && it->draw == DRAW_PERIOD && random;
    TRY(check_programmes(law, err));
    TRY(check_events(law, err));
    TRY(check_persistence(law, noisy, err));
    return check_volatility(law, err);
}

Status exact_law_make(ExactLaw *law, const Plan *plan, const Indicator *indicator, Error *err)
{
    *law = (ExactLaw){ .plan = plan, .indicator = indicator };
    if (indicator->model->noisy) {
        law->noise = noise_of(indicator->freedom);
        law->noise_end = noise_above(&law->noise, 1e-15);
        law->persistence = quantity_side(&indicator->noise[NOISE_PERSISTENCE].quantity[0], 0);
    }
    Status status =
        exact_events_make(&law->events, plan, (size_t)(indicator - plan->scenario->indicator), err);
    if (status == STATUS_GOOD)
        status = make(law, err);
    if (status != STATUS_GOOD)
        exact_law_free(law);
    return status;
}

void exact_law_free(ExactLaw *law)
{
    exact_events_free(&law->events);
    free(law->centre);
    *law = (ExactLaw){ 0 };
}
