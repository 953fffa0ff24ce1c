#include "run/exact_transform.h"

#include "math/quadrature.h"
#include "run/exact_noise.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

typedef struct Row {
    double *re, *im;
} Row;

typedef struct Work {
    const ExactLaw *law;
    ExactTransform *to;
    size_t columns, width, periods;
    size_t *length;  /* [period]: years of the horizon in it */
    size_t *slot;    /* [period]: its first row in `block` */
    Row block;       /* [slot + j]: the product of j + 1 years of the period, given the draws that
                      * all years share */
    Row year, power; /* one row each */
    double *memory;  /* of all rows */
    double *growth;  /* [period]: of the linked draw in force */
    double *volatility; /* [period]: in force */
    Quadrature *rule;   /* [period]: of the growth draws that are not linked */
    Quadrature shared[EXACT_DIMENSIONS];
    size_t dimensions;
} Work;

const double exact_transform_dearest = 2e8; /* some ten seconds */

double exact_transform_exponent(size_t k)
{
    return ldexp(k < EXACT_POWERS ? 0.125 : -0.125, (int)(k % EXACT_POWERS));
}

static Row row_at(Row rows, size_t width, size_t i)
{
    return (Row){ rows.re + i * width, rows.im + i * width };
}

static void row_multiply(Row to, Row by, size_t n)
{
    for (size_t k = 0; k < n; k++) {
        double re = to.re[k] * by.re[k] - to.im[k] * by.im[k];
        to.im[k] = to.re[k] * by.im[k] + to.im[k] * by.re[k];
        to.re[k] = re;
    }
}

static void row_add(Row to, Row from, double weight, size_t n)
{
    for (size_t k = 0; k < n; k++) {
        to.re[k] += weight * from.re[k];
        to.im[k] += weight * from.im[k];
    }
}

/* The transform of a mass of 1 at x; -INFINITY is a factor of 0, which leaves nothing. */
static void fill_point(const Work *work, double x, Row to)
{
    memset(to.re, 0, work->width * sizeof *to.re);
    memset(to.im, 0, work->width * sizeof *to.im);
    if (!(x > -INFINITY))
        return;
    if (work->to->grid)
        fourier_phases(2 * M_PI * x / work->to->grid->period, to.re, to.im, work->columns);
    else
        exact_noise_powers(x, 1, to.re);
    to.re[work->columns] = exp(x);
    to.re[work->columns + 1] = exp(2 * x);
}

/* A year's factor at growth m and volatility v. */
static void fill_year(const Work *work, size_t period, double m, double v, Row to)
{
    const ExactLaw *law = work->law;
    const FourierGrid *grid = work->to->grid;
    double centre = law->centre[period];
    double narrow = grid ? 0.7 * (1 + m) * grid->period / (double)grid->points : 0;
    if (!law->additive || v <= narrow) { /* noise between two points of the grid is no noise */
        fill_point(work, m > -1 ? log1p(m) - centre : -INFINITY, to);
        return;
    }
    memset(to.re, 0, work->width * sizeof *to.re);
    memset(to.im, 0, work->width * sizeof *to.im);
    ExactFactor factor = { &law->noise, true, m, v, centre };
    exact_noise_transform(&factor, work->to->grid, to.re, to.im);
    to.re[work->columns] = noise_moment(&law->noise, 1 + m, v, 1) * exp(-centre);
    to.re[work->columns + 1] = noise_moment(&law->noise, 1 + m, v, 2) * exp(-2 * centre);
}

/* Columns before the moments that are not negligible. */
static size_t active(const Work *work, Row row)
{
    size_t n = work->columns;
    while (work->to->grid && n > 1 && fabs(row.re[n - 1]) + fabs(row.im[n - 1]) < 1e-19)
        n--;
    return n;
}

/* Adds the powers 1 .. length of the year's row to the rows of the period, or sets them. */
static void add_powers(const Work *work, size_t period, double weight)
{
    size_t moments = work->columns, n = active(work, work->year);
    Row tail = row_at(work->year, moments, 1), power = row_at(work->power, moments, 1);
    memcpy(work->power.re, work->year.re, work->width * sizeof *work->power.re);
    memcpy(work->power.im, work->year.im, work->width * sizeof *work->power.im);
    for (size_t j = 0; j < work->length[period]; j++) {
        Row block = row_at(work->block, work->width, work->slot[period] + j);
        if (j) {
            row_multiply(work->power, work->year, n);
            row_multiply(power, tail, EXACT_MOMENTS);
        }
        row_add(block, work->power, weight, n);
        row_add(row_at(block, moments, 1), power, weight, EXACT_MOMENTS);
    }
}

/* Geometric growth with Student's t: the noise is a factor of its own. */
static void multiply_noise(const Work *work, size_t period)
{
    const ExactLaw *law = work->law;
    double v = fabs(work->volatility[period]);
    if (law->additive || v == 0 || !isfinite(law->noise.freedom))
        return;
    ExactFactor factor = { &law->noise, false, 0, v, 0 };
    memset(work->year.re, 0, work->width * sizeof *work->year.re);
    memset(work->year.im, 0, work->width * sizeof *work->year.im);
    exact_noise_transform(&factor, work->to->grid, work->year.re, work->year.im);
    for (size_t k = 0; k < EXACT_MOMENTS; k++)
        work->year.re[work->columns + k] = NAN; /* exp of Student's t has no mean */
    for (size_t j = 0; j < work->length[period]; j++)
        for (size_t i = j; i < work->length[period]; i++)
            row_multiply(row_at(work->block, work->width, work->slot[period] + i), work->year,
                         work->width);
}

static void fill_blocks(const Work *work, size_t period)
{
    const ExactLaw *law = work->law;
    double v = fabs(work->volatility[period]);
    size_t first = work->slot[period] * work->width, size = work->length[period] * work->width;
    if (!size)
        return;
    memset(work->block.re + first, 0, size * sizeof *work->block.re);
    memset(work->block.im + first, 0, size * sizeof *work->block.im);
    const Quadrature *rule = &work->rule[period];
    if (law->linked) {
        fill_year(work, period, work->growth[period], v, work->year);
        add_powers(work, period, 1);
    } else if (law->indicator->draw == DRAW_PERIOD) {
        for (size_t k = 0; k < rule->count; k++) {
            fill_year(work, period, rule->value[k], v, work->year);
            add_powers(work, period, rule->weight[k]);
        }
    } else {
        Row mean = row_at(work->power, work->width, 1);
        memset(mean.re, 0, work->width * sizeof *mean.re);
        memset(mean.im, 0, work->width * sizeof *mean.im);
        for (size_t k = 0; k < rule->count; k++) {
            fill_year(work, period, rule->value[k], v, work->year);
            row_add(mean, work->year, rule->weight[k], work->width);
        }
        memcpy(work->year.re, mean.re, work->width * sizeof *mean.re);
        memcpy(work->year.im, mean.im, work->width * sizeof *mean.im);
        add_powers(work, period, 1);
    }
    multiply_noise(work, period);
}

/* Var of the sum of v e over the span, with e an AR(1) of unit variance: sum of v v r^|i - j|. */
static double noise_variance(const Work *work, ExactSpan span)
{
    const Plan *plan = work->law->plan;
    double variance = 0;
    for (size_t i = span.first; i <= span.last; i++)
        for (size_t j = span.first; j <= span.last; j++)
            variance += work->volatility[plan->period[i]] * work->volatility[plan->period[j]] *
                        pow(work->law->persistence, fabs((double)i - (double)j));
    return variance;
}

/* Geometric growth with normal shocks: E exp(s x) = exp(s^2 variance / 2), also for s = i w. */
static void multiply_gaussian(const Work *work, ExactSpan span, Row row)
{
    double variance = noise_variance(work, span);
    if (variance == 0)
        return;
    for (size_t k = 0; k < work->width; k++) {
        double s = k >= work->columns ? (double)(k - work->columns + 1)
                   : work->to->grid   ? 2 * M_PI * (double)k / work->to->grid->period
                                      : exact_transform_exponent(k);
        double sign = work->to->grid && k < work->columns ? -1 : 1;
        double factor = exp(sign * s * s * variance / 2);
        row.re[k] *= factor;
        row.im[k] *= factor;
    }
}

static void add_span(const Work *work, ExactSpan span, double weight, Row to)
{
    Row product = work->power;
    fill_point(work, 0, product);
    for (size_t p = 0; p < work->periods; p++) {
        size_t years = exact_law_years(work->law, span, p);
        if (years)
            row_multiply(product, row_at(work->block, work->width, work->slot[p] + years - 1),
                         work->width);
    }
    if (!work->law->additive && !isfinite(work->law->noise.freedom))
        multiply_gaussian(work, span, product);
    row_add(to, product, weight, work->width);
}

/* Puts the draws of one node of the shared dimensions in force; returns its weight. */
static double set_node(Work *work, const size_t *node)
{
    const ExactLaw *law = work->law;
    double weight = 1;
    for (size_t p = 0; p < work->periods; p++) {
        const Quantity *v = exact_law_volatility(law, p);
        work->volatility[p] = quantity_side(v, 0);
        for (size_t k = 0; k < law->uncertains; k++)
            if (law->uncertain[k] == v)
                work->volatility[p] = work->shared[k].value[node[k]];
        if (law->linked) {
            const Quadrature *rule = &work->shared[law->uncertains];
            work->growth[p] = rule->value[p * rule->count + node[law->uncertains]];
        }
    }
    for (size_t d = 0; d < work->dimensions; d++)
        weight *= work->shared[d].weight[node[d]];
    return weight;
}

static void average_shared(Work *work, const ExactSpan *span, size_t spans)
{
    size_t node[EXACT_DIMENSIONS] = { 0 }, d = 0;
    do {
        double weight = set_node(work, node);
        for (size_t p = 0; p < work->periods; p++)
            fill_blocks(work, p);
        for (size_t i = 0; i < spans; i++)
            add_span(work, span[i], weight,
                     row_at((Row){ work->to->re, work->to->im }, work->width, i));
        for (d = 0; d < work->dimensions && ++node[d] == work->shared[d].count; d++)
            node[d] = 0;
    } while (d < work->dimensions);
}

static Status multiply_base(const Work *work, const ExactSpan *span, size_t spans, Error *err)
{
    Quadrature rule;
    QuadratureOptions options = { .fineness = work->to->fineness, .reach = work->to->reach };
    TRY(quadrature_make(&rule, &work->law->base, 1, &options, err));
    memset(work->year.re, 0, work->width * sizeof *work->year.re);
    memset(work->year.im, 0, work->width * sizeof *work->year.im);
    for (size_t k = 0; k < rule.count; k++) {
        double x = rule.value[k] > 0 ? log(rule.value[k]) - work->law->base_centre : -INFINITY;
        fill_point(work, x, work->power);
        row_add(work->year, work->power, rule.weight[k], work->width);
    }
    quadrature_free(&rule);
    for (size_t i = 0; i < spans; i++)
        if (span[i].base)
            row_multiply(row_at((Row){ work->to->re, work->to->im }, work->width, i), work->year,
                         work->width);
    return STATUS_GOOD;
}

/* The growth falls to a factor of 0 at this quantile level. */
static Status make_rules(Work *work, Error *err)
{
    const ExactLaw *law = work->law;
    const Quantity **growth = calloc(work->periods, sizeof *growth);
    double *zero = calloc(work->periods, sizeof *zero);
    Status status = growth && zero ? STATUS_GOOD : error_memory(err);
    QuadratureOptions options = { .fineness = work->to->fineness, .reach = work->to->reach };
    for (size_t p = 0; p < work->periods && status == STATUS_GOOD; p++) {
        growth[p] = exact_law_growth(law, p);
        zero[p] = growth[p]->law->cdf(growth[p], -1);
        options.cut = &zero[p];
        options.cuts = 1;
        if (!law->linked && work->length[p])
            status = quadrature_make(&work->rule[p], &growth[p], 1, &options, err);
    }
    options.cuts = 0;
    for (size_t k = 0; k < law->uncertains && status == STATUS_GOOD; k++)
        status = quadrature_make(&work->shared[work->dimensions++], &law->uncertain[k], 1, &options,
                                 err);
    options.cut = zero;
    options.cuts = work->periods;
    if (law->linked && status == STATUS_GOOD)
        status = quadrature_make(&work->shared[work->dimensions++], growth, work->periods, &options,
                                 err);
    free(growth);
    free(zero);
    return status;
}

static Status work_make(Work *work, const ExactLaw *law, ExactTransform *to, Error *err)
{
    const Plan *plan = law->plan;
    size_t periods = plan->scenario->periods;
    *work = (Work){ .law = law, .to = to, .periods = periods };
    work->columns = to->grid ? to->grid->points / 2 : (size_t)EXACT_EXPONENTS;
    work->width = work->columns + EXACT_MOMENTS;
    size_t rows = plan->years + 3; /* the years' rows, year, power and one more */
    work->memory = calloc(2 * rows * work->width, sizeof *work->memory);
    work->length = calloc(2 * periods, sizeof *work->length);
    work->growth = calloc(2 * periods, sizeof *work->growth);
    work->rule = calloc(periods, sizeof *work->rule);
    if (!work->memory || !work->length || !work->growth || !work->rule)
        return error_memory(err);
    work->block = (Row){ work->memory, work->memory + rows * work->width };
    work->year = row_at(work->block, work->width, plan->years);
    work->power = row_at(work->block, work->width, plan->years + 1);
    work->slot = work->length + periods;
    work->volatility = work->growth + periods;
    for (size_t t = 1; t < plan->years; t++)
        work->length[plan->period[t]]++;
    for (size_t p = 1; p < periods; p++)
        work->slot[p] = work->slot[p - 1] + work->length[p - 1];
    return make_rules(work, err);
}

static Status check_cost(const Work *work, Error *err)
{
    double nodes = 0, columns = work->to->grid ? (double)work->width : 10000; /* of a rough look */
    for (size_t p = 0; p < work->periods; p++)
        nodes += work->length[p] ? fmax(1, (double)work->rule[p].count) : 0;
    for (size_t d = 0; d < work->dimensions; d++)
        nodes *= (double)work->shared[d].count;
    work->to->cost = nodes * columns;
    if (work->to->cost <= exact_transform_dearest)
        return STATUS_GOOD;
    return error_set(err, STATUS_INVALID,
                     "/indicators/%s: exact would have to average over %.3g combinations of "
                     "uncertain growth and volatility; allowed are %.3g; use --sampling random",
                     work->law->indicator->id, nodes, exact_transform_dearest / columns);
}

static void work_free(Work *work)
{
    for (size_t p = 0; work->rule && p < work->periods; p++)
        quadrature_free(&work->rule[p]);
    for (size_t d = 0; d < EXACT_DIMENSIONS; d++)
        quadrature_free(&work->shared[d]);
    free(work->rule);
    free(work->memory);
    free(work->length);
    free(work->growth);
}

Status exact_transform_make(ExactTransform *made, const ExactLaw *law, const ExactSpan *span,
                            size_t spans, Error *err)
{
    Work work;
    Status status = work_make(&work, law, made, err);
    made->width = work.width;
    made->re = calloc(spans * work.width, sizeof *made->re);
    made->im = calloc(spans * work.width, sizeof *made->im);
    if (status == STATUS_GOOD && (!made->re || !made->im))
        status = error_memory(err);
    if (status == STATUS_GOOD)
        status = check_cost(&work, err);
    if (status == STATUS_GOOD) {
        average_shared(&work, span, spans);
        status = multiply_base(&work, span, spans, err);
    }
    work_free(&work);
    if (status != STATUS_GOOD)
        exact_transform_free(made);
    return status;
}

void exact_transform_free(ExactTransform *transform)
{
    free(transform->re);
    free(transform->im);
    transform->re = transform->im = NULL;
}
