#include "run/exact_draws.h"

#include <math.h>
#include <stdlib.h>

static Status make_growth(ExactDraws *draws, QuadratureOptions options, const Quantity **growth,
                          double *zero, Error *err)
{
    Status status = STATUS_GOOD;
    for (size_t p = 0; p < draws->periods && status == STATUS_GOOD; p++) {
        growth[p] = exact_law_growth(draws->law, p);
        zero[p] = growth[p]->law->cdf(growth[p], -1);
        options.cut = &zero[p];
        options.cuts = 1;
        if (!draws->law->linked)
            status = quadrature_make(&draws->rule[p], &growth[p], 1, &options, err);
    }
    return status;
}

static Status make_shared(ExactDraws *draws, QuadratureOptions options, const Quantity **growth,
                          const double *zero, Error *err)
{
    const ExactLaw *law = draws->law;
    QuadratureOptions gentle = options;
    if (law->gentle && options.fineness >= 2 && options.fineness < 4)
        gentle.fineness -= 2;
    for (size_t k = 0; k < law->uncertains; k++)
        TRY(quadrature_make(&draws->shared[draws->dimensions++], &law->uncertain[k], 1, &gentle,
                            err));
    options.cut = zero;
    options.cuts = draws->periods;
    return law->linked ? quadrature_make(&draws->shared[draws->dimensions++], growth,
                                         draws->periods, &options, err)
                       : STATUS_GOOD;
}

/* The growth falls to a factor of 0 at a quantile level that is a cut. */
Status exact_draws_make(ExactDraws *draws, const ExactLaw *law, size_t fineness, double reach,
                        Error *err)
{
    size_t periods = law->plan->scenario->periods;
    const QuadratureOptions options = { .fineness = fineness, .reach = reach };
    const Quantity **growth = calloc(periods, sizeof *growth);
    double *zero = calloc(periods, sizeof *zero);
    *draws = (ExactDraws){ .law = law,
                           .periods = periods,
                           .rule = calloc(periods, sizeof *draws->rule),
                           .growth = calloc(periods, sizeof *draws->growth),
                           .volatility = calloc(periods, sizeof *draws->volatility) };
    bool room = growth && zero && draws->rule && draws->growth && draws->volatility;
    Status status = room ? make_growth(draws, options, growth, zero, err) : error_memory(err);
    if (status == STATUS_GOOD)
        status = make_shared(draws, options, growth, zero, err);
    free(growth);
    free(zero);
    if (status != STATUS_GOOD)
        exact_draws_free(draws);
    return status;
}

void exact_draws_free(ExactDraws *draws)
{
    for (size_t p = 0; draws->rule && p < draws->periods; p++)
        quadrature_free(&draws->rule[p]);
    for (size_t d = 0; d < EXACT_DIMENSIONS; d++)
        quadrature_free(&draws->shared[d]);
    free(draws->rule);
    free(draws->growth);
    free(draws->volatility);
    *draws = (ExactDraws){ 0 };
}

double exact_draws_set(ExactDraws *draws)
{
    const ExactLaw *law = draws->law;
    double weight = 1;
    for (size_t p = 0; p < draws->periods; p++) {
        const Quantity *v = exact_law_volatility(law, p);
        draws->volatility[p] = quantity_side(v, 0);
        for (size_t k = 0; k < law->uncertains; k++)
            if (law->uncertain[k] == v)
                draws->volatility[p] = draws->shared[k].value[draws->node[k]];
        if (law->linked) {
            const Quadrature *rule = &draws->shared[law->uncertains];
            draws->growth[p] = rule->value[p * rule->count + draws->node[law->uncertains]];
        }
    }
    for (size_t d = 0; d < draws->dimensions; d++)
        weight *= draws->shared[d].weight[draws->node[d]];
    return weight;
}

bool exact_draws_next(ExactDraws *draws)
{
    size_t d = 0;
    for (; d < draws->dimensions && ++draws->node[d] == draws->shared[d].count; d++)
        draws->node[d] = 0;
    return d < draws->dimensions;
}

double exact_draws_shared(const ExactDraws *draws)
{
    double nodes = 1;
    for (size_t d = 0; d < draws->dimensions; d++)
        nodes *= (double)draws->shared[d].count;
    return nodes;
}

size_t exact_draws_count(const ExactDraws *draws, size_t period)
{
    return draws->law->linked ? 1 : draws->rule[period].count;
}

double exact_draws_growth(const ExactDraws *draws, size_t period, size_t node)
{
    return draws->law->linked ? draws->growth[period] : draws->rule[period].value[node];
}

double exact_draws_weight(const ExactDraws *draws, size_t period, size_t node)
{
    return draws->law->linked ? 1 : draws->rule[period].weight[node];
}

double exact_draws_most(const ExactDraws *draws, size_t period)
{
    double most = -INFINITY;
    for (size_t k = 0; k < exact_draws_count(draws, period); k++)
        most = fmax(most, exact_draws_growth(draws, period, k));
    return most;
}
