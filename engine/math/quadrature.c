#include "math/quadrature.h"

#include "math/normal.h"

#include <gsl/gsl_integration.h>
#include <math.h>
#include <stdlib.h>

/* Nodes of an even and an odd fineness for each part; GSL has all these rules to all digits. */
enum { LEAST = 8, LESS = 12, EVEN = 16, ODD = 20 };

typedef struct Builder {
    const Quantity *const *shared;
    size_t quantities, parts, order, capacity;
    double reach;
    gsl_integration_glfixed_table *gauss;
    double *u, *score, *weight; /* of each node; the score is NaN where u says it all */
    size_t count;
} Builder;

bool quadrature_is_finite(const Quantity *q)
{
    return q->law->form == FORM_PAIRS || q->law->form == FORM_COLUMN || quantity_is_constant(q);
}

size_t quadrature_bends(const Quantity *q)
{
    return q->law->bends ? q->count : 0;
}

size_t quadrature_bend(const Quantity *q, double *level)
{
    return q->law->bends ? q->law->bends(q, level) : 0;
}

static int compare(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static Status add_node(Builder *to, double u, double score, double weight, Error *err)
{
    if (to->count == to->capacity) {
        size_t capacity = 2 * to->capacity + 64;
        double **row[] = { &to->u, &to->score, &to->weight };
        for (size_t i = 0; i < 3; i++) {
            double *grown = realloc(*row[i], capacity * sizeof *grown);
            if (!grown)
                return error_memory(err);
            *row[i] = grown;
        }
        to->capacity = capacity;
    }
    to->u[to->count] = u;
    to->score[to->count] = score;
    to->weight[to->count++] = weight;
    return STATUS_GOOD;
}

/* 0: the quantiles are constant between the levels a and b, 1: straight lines, 2: curves. */
static int shape_between(const Builder *builder, double a, double b)
{
    int shape = 0;
    for (size_t i = 0; i < builder->quantities; i++) {
        const Quantity *q = builder->shared[i];
        double edge = (b - a) / 64, first = q->law->quantile(q, a + edge),
               last = q->law->quantile(q, b - edge);
        if (first == last)
            continue;
        shape = shape ? shape : 1;
        for (int k = 1; k < 4; k++) {
            double share = k / 4.0, x = q->law->quantile(q, a + edge + share * (b - a - 2 * edge));
            if (fabs(x - first - share * (last - first)) > 1e-12 * (last - first) + 4e-16 * fabs(x))
                shape = 2;
        }
    }
    return shape;
}

/* Gauss-Legendre on [a, b] cut into equal parts, in u, or in the score z with weight phi(z). */
static Status add_gauss(Builder *to, double a, double b, size_t parts, bool scores, Error *err)
{
    for (size_t k = 0; k < parts; k++) {
        double width = (b - a) / (double)parts, from = a + width * (double)k;
        for (size_t i = 0; i < to->order; i++) {
            double x, w;
            gsl_integration_glfixed_point(from, from + width, i, &x, &w, to->gauss);
            TRY(scores ? add_node(to, normal_cdf(x), x, w * exp(-x * x / 2) / sqrt(2 * M_PI), err)
                       : add_node(to, x, NAN, w, err));
        }
    }
    return STATUS_GOOD;
}

/* The farthest score on a side: beyond `bounded`, the end of a law that has one is all there is. */
static double far_score(const Builder *to, int side)
{
    static const double bounded = 8.3;
    double far = fmin(to->reach, bounded);
    for (size_t i = 0; i < to->quantities; i++) {
        const Quantity *q = to->shared[i];
        if (!isfinite(side < 0 ? q->law->low(q) : q->law->high(q)))
            far = to->reach;
    }
    return far;
}

/* The trapezoid rule over the whole line of scores, which converges like exp(-2 (pi / step)^2). */
static Status add_line(Builder *to, Error *err)
{
    double low = -far_score(to, -1), high = far_score(to, 1);
    size_t n = 2 * to->order * to->parts * (size_t)ceil((high - low) / 17);
    double step = (high - low) / (double)n;
    for (size_t i = 0; i < n; i++) {
        double z = low + step * ((double)i + 0.5);
        TRY(add_node(to, normal_cdf(z), z, step * exp(-z * z / 2) / sqrt(2 * M_PI), err));
    }
    return STATUS_GOOD;
}

/* Scores turn roots and logarithms at the ends of a law into smooth tails. */
static Status add_panel(Builder *to, double a, double b, Error *err)
{
    int shape = shape_between(to, a, b);
    if (shape == 0)
        return add_node(to, (a + b) / 2, NAN, b - a, err);
    if (shape == 1)
        return add_gauss(to, a, b, to->parts, false, err);
    if (a <= 0 && b >= 1)
        return add_line(to, err);
    double low = -far_score(to, -1), high = far_score(to, 1);
    double from = a > 0 ? fmax(normal_quantile(a), low) : low;
    double until = b < 1 ? fmin(normal_quantile(b), high) : high;
    size_t parts = to->parts * (size_t)ceil(fmax(until - from, 1e-3) / 8.5);
    return from < until ? add_gauss(to, from, until, parts, true, err) : STATUS_GOOD;
}

static Status add_panels(Builder *to, const QuadratureOptions *options, Error *err)
{
    size_t room = options->cuts + 2, cuts = 0;
    for (size_t i = 0; i < to->quantities; i++)
        room += quadrature_bends(to->shared[i]);
    double *cut = malloc(room * sizeof *cut);
    if (!cut)
        return error_memory(err);
    cut[cuts++] = 0;
    cut[cuts++] = 1;
    for (size_t i = 0; i < options->cuts; i++)
        cut[cuts++] = fmin(fmax(options->cut[i], 0), 1);
    for (size_t i = 0; i < to->quantities; i++)
        cuts += quadrature_bend(to->shared[i], cut + cuts);
    qsort(cut, cuts, sizeof *cut, compare);
    Status status = STATUS_GOOD;
    for (size_t i = 1; i < cuts && status == STATUS_GOOD; i++)
        if (cut[i] - cut[i - 1] > 1e-16)
            status = add_panel(to, cut[i - 1], cut[i], err);
    free(cut);
    return status;
}

/* Scores say more of the far tails than levels do, where they end in 0 and 1. */
static double value_at(const Quantity *q, double score)
{
    static const double far = 6;
    double value;
    bool bounded = isfinite(score < 0 ? q->law->low(q) : q->law->high(q));
    if (q->law->from_scores || bounded || fabs(score) < far)
        quantity_from_scores(q, &score, &value, 1);
    else if (score < 0)
        value = q->law->quantile(q, normal_cdf(score));
    else
        value = quantity_quantile_above(q, normal_cdf(-score));
    return value;
}

static Status fill_values(Quadrature *rule, const Builder *from, Error *err)
{
    rule->count = from->count;
    rule->value = malloc((from->quantities * from->count + 1) * sizeof *rule->value);
    if (!rule->value)
        return error_memory(err);
    for (size_t i = 0; i < from->quantities; i++)
        for (size_t k = 0; k < from->count; k++) {
            double *x = &rule->value[i * from->count + k];
            if (isnan(from->score[k]))
                quantity_from_uniforms(from->shared[i], &from->u[k], x, 1);
            else
                *x = value_at(from->shared[i], from->score[k]);
        }
    return STATUS_GOOD;
}

static size_t order_of(size_t fineness)
{
    static const size_t first[] = { LEAST, LESS };
    return fineness < 2 ? first[fineness] : fineness % 2 ? ODD : EVEN;
}

Status quadrature_make(Quadrature *rule, const Quantity *const *shared, size_t quantities,
                       const QuadratureOptions *options, Error *err)
{
    Builder builder = { .shared = shared,
                        .quantities = quantities,
                        .parts = options->fineness < 2 ? 1 : options->fineness / 2,
                        .order = order_of(options->fineness),
                        .reach = options->reach };
    builder.gauss = gsl_integration_glfixed_table_alloc(builder.order);
    *rule = (Quadrature){ 0 };
    Status status = builder.gauss ? add_panels(&builder, options, err) : error_memory(err);
    if (status == STATUS_GOOD)
        status = fill_values(rule, &builder, err);
    rule->weight = builder.weight;
    gsl_integration_glfixed_table_free(builder.gauss);
    free(builder.u);
    free(builder.score);
    if (status != STATUS_GOOD)
        quadrature_free(rule);
    return status;
}

void quadrature_free(Quadrature *rule)
{
    free(rule->weight);
    free(rule->value);
    *rule = (Quadrature){ 0 };
}

typedef struct Weighted {
    double (*f)(double score, void *context);
    void *context;
} Weighted;

static double weighted(double score, void *context)
{
    const Weighted *it = context;
    return it->f(score, it->context) * exp(-score * score / 2) / sqrt(2 * M_PI);
}

double quadrature_adaptive(double (*f)(double score, void *context), void *context,
                           const double *cut, size_t cuts, double *error)
{
    enum { MOST_INTERVALS = 400 };
    static const double small = 1e-13;
    Weighted it = { f, context };
    gsl_function integrand = { weighted, &it };
    gsl_integration_workspace *work = gsl_integration_workspace_alloc(MOST_INTERVALS);
    double sum = work ? 0 : NAN;
    *error = 0;
    for (size_t i = 1; i < cuts && work; i++) {
        double part = 0, off = 0;
        if (cut[i] > cut[i - 1])
            gsl_integration_qag(&integrand, cut[i - 1], cut[i], small, 0, MOST_INTERVALS,
                                GSL_INTEG_GAUSS21, work, &part, &off);
        sum += part;
        *error += off;
    }
    gsl_integration_workspace_free(work);
    return sum;
}
