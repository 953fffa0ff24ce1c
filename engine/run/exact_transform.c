#include "run/exact_transform.h"

#include "run/exact_draws.h"
#include "run/exact_piece.h"
#include "run/exact_spread.h"
#include "run/exact_year.h"

#include <math.h>
#include <stdlib.h>

typedef struct Work {
    const ExactLaw *law;
    ExactTransform *to;
    size_t columns, width, periods;
    ExactYear years;
    ExactPieces pieces;
    Row block;      /* [piece]: given the draws that all years share */
    Row year;       /* [kind of year] */
    Row power;      /* two rows */
    double *memory; /* of all rows */
    ExactDraws draws;
    ExactSpread *spread; /* [period]: of the growth draws that are not linked */
} Work;

static const double dearest = 2e8; /* some ten seconds */
static const double dearest_sparing = 5e6;

double exact_transform_dearest(const Plan *plan)
{
    return plan->sparing ? dearest_sparing : dearest;
}

double exact_transform_exponent(size_t k)
{
    return ldexp(k < EXACT_POWERS ? 0.125 : -0.125, (int)(k % EXACT_POWERS));
}

/* Columns before the mass that are not negligible. */
static size_t active(const Work *work, Row row)
{
    size_t n = work->columns;
    while (work->to->grid && n > 1 && fabs(row.re[n - 1]) + fabs(row.im[n - 1]) < 1e-19)
        n--;
    return n;
}

static bool in_use(const Work *work, size_t period, size_t kind)
{
    return exact_law_has(work->law, period, kind, work->law->plan->years - 1);
}

/* The next product of years of a chain of pieces; returns how many of its columns matter. */
static size_t multiply_year(const Work *work, ExactPiece piece, size_t n)
{
    size_t mass = work->columns;
    Row year = row_at(work->year, work->width, work->law->events.kind[piece.last]);
    if (piece.first == piece.last) {
        row_copy(work->power, year, work->width);
    } else {
        row_multiply(work->power, year, n);
        row_multiply(row_at(work->power, mass, 1), row_at(year, mass, 1), 1);
    }
    return active(work, work->power);
}

/* Adds the products of years to the pieces of the period, from the rows of its kinds of year. */
static void add_pieces(const Work *work, size_t period, double weight)
{
    size_t mass = work->columns, n = 0;
    for (size_t i = 0; i < work->pieces.count; i++) {
        Row block = row_at(work->block, work->width, i);
        if (work->pieces.piece[i].period != period)
            continue;
        n = multiply_year(work, work->pieces.piece[i], n);
        row_add(block, work->power, weight, n);
        row_add(row_at(block, mass, 1), row_at(work->power, mass, 1), weight, 1);
    }
}

/* to[k] += by[k] M[step k] */
static void add_spread(Row to, Row by, Row spread, size_t step, size_t n)
{
    for (size_t k = 0; k < n; k++) {
        double re = spread.re[step * k], im = spread.im[step * k];
        to.re[k] += by.re[k] * re - by.im[k] * im;
        to.im[k] += by.re[k] * im + by.im[k] * re;
    }
}

/* The same from the rows at one point of the spread growth. */
static Status spread_pieces(Work *work, size_t period, size_t point, Error *err)
{
    ExactSpread *spread = &work->spread[period];
    for (size_t i = 0, n = 0; i < work->pieces.count; i++) {
        ExactPiece piece = work->pieces.piece[i];
        size_t years = piece.last - piece.first + 1;
        if (piece.period != period)
            continue;
        n = multiply_year(work, piece, n);
        TRY(exact_spread_reach(spread, years * n, err));
        Row block = row_at(work->block, work->width, i), row = exact_spread_row(spread, point);
        add_spread(block, work->power, row, years, n);
        block.re[work->columns] += work->power.re[work->columns] * row.re[0];
    }
    return STATUS_GOOD;
}

/* Geometric growth with Student's t: the noise is a factor of its own. */
static void multiply_noise(const Work *work, size_t period)
{
    const ExactLaw *law = work->law;
    double v = fabs(work->draws.volatility[period]);
    Row year = work->year, power = work->power;
    if (law->additive || v == 0 || !isfinite(law->noise.freedom))
        return;
    row_clear(year, work->width);
    exact_noise_exponential(&law->noise, v, work->to->grid, year.re, year.im);
    year.re[work->columns] = 1;
    for (size_t i = 0; i < work->pieces.count; i++) {
        ExactPiece piece = work->pieces.piece[i];
        if (piece.period != period)
            continue;
        if (piece.first == piece.last)
            row_copy(power, year, work->width);
        else
            row_multiply(power, year, work->width);
        row_multiply(row_at(work->block, work->width, i), power, work->width);
    }
}

/* The rows of all kinds of year at one growth. */
static void fill_years(const Work *work, size_t period, double m, double centre)
{
    for (size_t kind = 0; kind < work->law->events.kinds; kind++)
        if (in_use(work, period, kind))
            exact_year_fill(&work->years, kind, m, centre, row_at(work->year, work->width, kind));
}

/* A fresh draw of growth each year: its average makes the rows of the years. */
static Status average_years(Work *work, size_t period, Error *err)
{
    const Quadrature *rule = &work->draws.rule[period];
    ExactSpread *spread = &work->spread[period];
    TRY(exact_spread_reach(spread, spread->count ? work->columns : 0, err));
    for (size_t kind = 0; kind < work->law->events.kinds; kind++) {
        Row mean = row_at(work->year, work->width, kind), one = work->power;
        if (!in_use(work, period, kind))
            continue;
        row_clear(mean, work->width);
        for (size_t c = 0; c < spread->count; c++) {
            exact_year_fill(&work->years, kind, spread->growth[c], log1p(spread->growth[c]), one);
            Row row = exact_spread_row(spread, c);
            add_spread(mean, one, row, 1, work->columns);
            mean.re[work->columns] += one.re[work->columns] * row.re[0];
        }
        for (size_t k = 0; k < rule->count && !spread->count; k++) {
            exact_year_fill(&work->years, kind, rule->value[k], work->law->centre[period], one);
            row_add(mean, one, rule->weight[k], work->width);
        }
    }
    add_pieces(work, period, 1);
    return STATUS_GOOD;
}

/* One draw of growth for all years of the period. */
static Status average_products(Work *work, size_t period, Error *err)
{
    const ExactDraws *draws = &work->draws;
    const ExactSpread *spread = &work->spread[period];
    for (size_t c = 0; c < spread->count; c++) {
        fill_years(work, period, spread->growth[c], log1p(spread->growth[c]));
        TRY(spread_pieces(work, period, c, err));
    }
    for (size_t k = 0; k < exact_draws_count(draws, period) && !spread->count; k++) {
        fill_years(work, period, exact_draws_growth(draws, period, k), work->law->centre[period]);
        add_pieces(work, period, exact_draws_weight(draws, period, k));
    }
    return STATUS_GOOD;
}

/* The density at 0 of each year of the period, averaged over growth. */
static void add_ruin(const Work *work, size_t period, double weight)
{
    const ExactLaw *law = work->law;
    const ExactDraws *draws = &work->draws;
    for (size_t t = 1; t < law->plan->years && work->to->ruin; t++) {
        double sum = 0;
        if (law->plan->period[t] != period)
            continue;
        for (size_t k = 0; k < exact_draws_count(draws, period); k++)
            sum += exact_draws_weight(draws, period, k) *
                   exact_year_ruin(&work->years, work->law->events.kind[t],
                                   exact_draws_growth(draws, period, k));
        work->to->ruin[t] += weight * sum * exp(law->centre[period]);
    }
}

static Status fill_blocks(Work *work, size_t period, Error *err)
{
    const ExactLaw *law = work->law;
    for (size_t i = 0; i < work->pieces.count; i++)
        if (work->pieces.piece[i].period == period)
            row_clear(row_at(work->block, work->width, i), work->width);
    TRY(exact_year_set(&work->years, fabs(work->draws.volatility[period]),
                       exact_draws_most(&work->draws, period), err));
    if (!exact_pieces_any(&work->pieces, period))
        return STATUS_GOOD;
    if (law->indicator->draw == DRAW_YEAR && !law->linked)
        TRY(average_years(work, period, err));
    else
        TRY(average_products(work, period, err));
    multiply_noise(work, period);
    return STATUS_GOOD;
}

/* Geometric growth with normal shocks: E exp(s x) = exp(s^2 variance / 2), also for s = i w. */
static void multiply_gaussian(const Work *work, ExactSpan span, Row row)
{
    double variance = exact_law_noise_variance(work->law, span, work->draws.volatility);
    if (variance == 0)
        return;
    for (size_t k = 0; k < work->columns; k++) {
        double s = work->to->grid ? 2 * M_PI * (double)k / work->to->grid->period
                                  : exact_transform_exponent(k);
        double sign = work->to->grid ? -1 : 1;
        double factor = exp(sign * s * s * variance / 2);
        row.re[k] *= factor;
        row.im[k] *= factor;
    }
}

static void add_span(const Work *work, const ExactSpan *span, size_t i, double weight, Row to)
{
    Row product = work->power;
    exact_year_point(&work->years, 0, product);
    for (size_t p = 0; p < work->periods; p++) {
        size_t piece = work->pieces.of[i * work->periods + p];
        if (piece < work->pieces.count)
            row_multiply(product, row_at(work->block, work->width, piece), work->width);
    }
    if (!work->law->additive && !isfinite(work->law->noise.freedom))
        multiply_gaussian(work, span[i], product);
    row_add(to, product, weight, work->width);
}

static Status average_shared(Work *work, const ExactSpan *span, size_t spans, Error *err)
{
    do {
        double weight = exact_draws_set(&work->draws);
        for (size_t p = 0; p < work->periods; p++) {
            TRY(fill_blocks(work, p, err));
            add_ruin(work, p, weight);
        }
        for (size_t i = 0; i < spans; i++)
            add_span(work, span, i, weight,
                     row_at((Row){ work->to->re, work->to->im }, work->width, i));
    } while (exact_draws_next(&work->draws));
    return STATUS_GOOD;
}

static Status multiply_base(const Work *work, const ExactSpan *span, size_t spans, Error *err)
{
    Quadrature rule;
    QuadratureOptions options = { .fineness = work->to->fineness, .reach = work->to->reach };
    TRY(quadrature_make(&rule, &work->law->base, 1, &options, err));
    row_clear(work->year, work->width);
    for (size_t k = 0; k < rule.count; k++) {
        double x = rule.value[k] > 0 ? log(rule.value[k]) - work->law->base_centre : -INFINITY;
        exact_year_point(&work->years, x, work->power);
        row_add(work->year, work->power, rule.weight[k], work->width);
    }
    quadrature_free(&rule);
    for (size_t i = 0; i < spans; i++)
        if (span[i].base)
            row_multiply(row_at((Row){ work->to->re, work->to->im }, work->width, i), work->year,
                         work->width);
    return STATUS_GOOD;
}

static Status make_spreads(Work *work, Error *err)
{
    const ExactTransform *to = work->to;
    for (size_t p = 0; p < work->periods && !work->law->linked; p++)
        TRY(exact_spread_make(&work->spread[p], &work->draws, p, to->grid, to->fineness, err));
    return STATUS_GOOD;
}

static Status work_make(Work *work, const ExactLaw *law, const ExactSpan *span, size_t spans,
                        ExactTransform *to, Error *err)
{
    size_t periods = law->plan->scenario->periods, kinds = law->events.kinds;
    *work = (Work){ .law = law, .to = to, .periods = periods };
    TRY(exact_year_make(&work->years, law, to, err));
    TRY(exact_pieces_make(&work->pieces, law, span, spans, err));
    TRY(exact_draws_make(&work->draws, law, to->fineness, to->reach, err));
    work->columns = work->years.columns;
    work->width = work->columns + 1;
    size_t pieces = work->pieces.count, rows = pieces + kinds + 2;
    work->memory = calloc(2 * rows * work->width, sizeof *work->memory);
    work->spread = calloc(periods, sizeof *work->spread);
    if (!work->memory || !work->spread)
        return error_memory(err);
    work->block = (Row){ work->memory, work->memory + rows * work->width };
    work->year = row_at(work->block, work->width, pieces);
    work->power = row_at(work->block, work->width, pieces + kinds);
    return make_spreads(work, err);
}

static double fills(const Work *work, size_t period, double growth)
{
    double cost = 0;
    for (size_t kind = 0; kind < work->law->events.kinds; kind++)
        cost += in_use(work, period, kind) * exact_year_cost(&work->years, kind, period, growth);
    return cost;
}

/* All of a period; growth that all periods share is not counted. */
static double fills_in(const Work *work, size_t period)
{
    const ExactSpread *spread = &work->spread[period];
    const Quadrature *rule = &work->draws.rule[period];
    double sum = work->law->linked ? fills(work, period, 0) : 0;
    for (size_t c = 0; c < spread->count; c++)
        sum += fills(work, period, spread->growth[c]);
    for (size_t k = 0; k < rule->count && !spread->count; k++)
        sum += fills(work, period, rule->value[k]);
    return sum;
}

static Status check_cost(const Work *work, Error *err)
{
    double cost = 0, most = exact_transform_dearest(work->law->plan);
    for (size_t p = 0; p < work->periods; p++)
        cost += exact_pieces_any(&work->pieces, p) ? fills_in(work, p) : 0;
    work->to->cost = cost * exact_draws_shared(&work->draws);
    if (work->to->cost <= most)
        return STATUS_GOOD;
    double width = (double)work->width;
    return error_set(err, STATUS_INVALID,
                     "/indicators/%s: exact would have to average over %.3g combinations of "
                     "uncertain growth and volatility; allowed are %.3g; use --sampling random",
                     work->law->indicator->id, work->to->cost / width, most / width);
}

static void work_free(Work *work)
{
    for (size_t p = 0; work->spread && p < work->periods; p++)
        exact_spread_free(&work->spread[p]);
    free(work->spread);
    exact_draws_free(&work->draws);
    exact_year_free(&work->years);
    exact_pieces_free(&work->pieces);
    free(work->memory);
}

Status exact_transform_make(ExactTransform *made, const ExactLaw *law, const ExactSpan *span,
                            size_t spans, Error *err)
{
    Work work;
    Status status = work_make(&work, law, span, spans, made, err);
    made->width = work.width;
    made->re = calloc(spans * work.width, sizeof *made->re);
    made->im = calloc(spans * work.width, sizeof *made->im);
    made->ruin = made->grid ? NULL : calloc(law->plan->years, sizeof *made->ruin);
    if (status == STATUS_GOOD && (!made->re || !made->im || (!made->ruin && !made->grid)))
        status = error_memory(err);
    if (status == STATUS_GOOD)
        status = check_cost(&work, err);
    if (status == STATUS_GOOD)
        status = average_shared(&work, span, spans, err);
    if (status == STATUS_GOOD)
        status = multiply_base(&work, span, spans, err);
    work_free(&work);
    if (status != STATUS_GOOD)
        exact_transform_free(made);
    return status;
}

void exact_transform_free(ExactTransform *transform)
{
    free(transform->re);
    free(transform->im);
    free(transform->ruin);
    transform->re = transform->im = transform->ruin = NULL;
}
