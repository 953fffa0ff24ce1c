/* Metalog with as many terms as points, so that it passes through them:
 * M(y) = a1 + a2 L + a3 f L + a4 f + a5 f^2 + a6 f^2 L + a7 f^3 + ...,  L = log(y/(1-y)), f = y -
 * 1/2. It is a distribution if and only if M rises everywhere, which is checked. */
#include "math/distribution.h"

#include <gsl/gsl_integration.h>
#include <gsl/gsl_linalg.h>
#include <math.h>
#include <stdlib.h>

enum { MOST_POINTS = 9 };

/* Given as pairs (probability, value); stored as the coefficients a1, a2, ... in front. */
static const Param params[] = {
    { .name = "probability", .unit = PARAM_PROBABILITY, .low = 0, .high = 1, .doc = "of a point" },
    { .name = "value", .unit = PARAM_SAME, .low = -1e300, .high = 1e300, .doc = "its quantile" },
    { 0 },
};

/* A probability y as f = y - 1/2 and L = log(y / (1 - y)). */
typedef struct Point {
    double f, logit;
} Point;

static Point point_at(double y)
{
    return (Point){ y - 0.5, log(y / (1 - y)) };
}

/* Basis term k: powers of f, with L in terms 2, 3, 6, 8, ... (Keelin 2016, equation 6). */
static double basis(size_t k, Point point)
{
    static const int power[MOST_POINTS] = { 0, 0, 1, 1, 2, 2, 3, 3, 4 };
    static const int logit[MOST_POINTS] = { 0, 1, 1, 0, 0, 1, 0, 1, 0 };
    double f = pow(point.f, power[k]);
    return logit[k] ? f * point.logit : f;
}

static double metalog(const double *a, size_t count, Point point)
{
    double sum = 0;
    for (size_t k = 0; k < count; k++)
        sum += a[k] * basis(k, point);
    return sum;
}

static int compare(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static Status solve(double *v, size_t points)
{
    double matrix[MOST_POINTS * MOST_POINTS], right[MOST_POINTS], a[MOST_POINTS];
    size_t order[MOST_POINTS];
    for (size_t i = 0; i < points; i++) {
        right[i] = v[2 * i + 1];
        for (size_t k = 0; k < points; k++)
            matrix[i * points + k] = basis(k, point_at(v[2 * i]));
    }
    gsl_matrix_view m = gsl_matrix_view_array(matrix, points, points);
    gsl_vector_view b = gsl_vector_view_array(right, points);
    gsl_vector_view x = gsl_vector_view_array(a, points);
    gsl_permutation p = { points, order };
    int sign;
    if (gsl_linalg_LU_decomp(&m.matrix, &p, &sign) ||
        gsl_linalg_LU_solve(&m.matrix, &p, &b.vector, &x.vector))
        return STATUS_NUMERIC;
    for (size_t k = 0; k < points; k++)
        v[k] = a[k];
    return STATUS_GOOD;
}

static Status prepare(double *v, size_t *count, Error *err)
{
    size_t points = *count / 2;
    if (points < 2 || points > MOST_POINTS)
        return error_set(err, STATUS_INVALID, "%zu points; allowed are 2 to %d", points,
                         MOST_POINTS);
    qsort(v, points, 2 * sizeof *v, compare);
    for (size_t i = 1; i < points; i++)
        if (v[2 * i] == v[2 * i - 2] || v[2 * i + 1] <= v[2 * i - 1])
            return error_set(err, STATUS_INVALID,
                             "the values do not rise with the probabilities; allowed are "
                             "rising quantiles at different probabilities");
    if (solve(v, points) != STATUS_GOOD)
        return error_set(err, STATUS_INVALID, "no metalog passes through these points");
    *count = points;
    double before = metalog(v, points, point_at(1e-9));
    for (double logit = -20; logit <= 20; logit += 0.01) { /* logit(1e-9) is -20.7 */
        double now = metalog(v, points, point_at(1 / (1 + exp(-logit))));
        if (now < before)
            return error_set(err, STATUS_INVALID,
                             "these points are too uneven for a metalog: its quantiles would fall "
                             "near probability %.3g; allowed are points nearer to a line",
                             1 / (1 + exp(-logit)));
        before = now;
    }
    return STATUS_GOOD;
}

static double quantile(const Quantity *q, double u)
{
    return metalog(q->value, q->count, point_at(u));
}

static double quantile_above(const Quantity *q, double d)
{
    return metalog(q->value, q->count, (Point){ 0.5 - d, -log(d / (1 - d)) });
}

/* The logit of the cdf at x, up to 2e-16 from either end. */
static double logit_of(const Quantity *q, double x)
{
    double low = -36, high = 36;
    for (int i = 0; i < 100 && low < high; i++) {
        double mid = (low + high) / 2;
        if (metalog(q->value, q->count, (Point){ 1 / (1 + exp(-mid)) - 0.5, mid }) <= x)
            low = mid;
        else
            high = mid;
    }
    return low;
}

static double cdf(const Quantity *q, double x)
{
    return 1 / (1 + exp(-logit_of(q, x)));
}

static double exceedance(const Quantity *q, double x)
{
    return 1 / (1 + exp(logit_of(q, x)));
}

typedef struct Moment {
    const Quantity *q;
    double centre;
    int power;
} Moment;

/* integrand over the logit: M(y)^power dy/dlogit = M(y)^power y (1 - y) */
static double moment_at(double logit, void *context)
{
    const Moment *m = context;
    double y = 1 / (1 + exp(-logit));
    return pow(quantile(m->q, y) - m->centre, m->power) * y * (1 - y);
}

static double moment(const Quantity *q, double centre, int power)
{
    Moment m = { q, centre, power };
    gsl_function f = { moment_at, &m };
    double result = NAN, error;
    size_t evaluations;
    gsl_integration_cquad_workspace *work = gsl_integration_cquad_workspace_alloc(200);
    if (work)
        gsl_integration_cquad(&f, -36, 36, 0, 1e-10, work, &result, &error, &evaluations);
    gsl_integration_cquad_workspace_free(work);
    return result;
}

static double mean(const Quantity *q)
{
    return moment(q, 0, 1);
}

static double variance(const Quantity *q)
{
    return moment(q, mean(q), 2);
}

static double low(const Quantity *q)
{
    (void)q;
    return -INFINITY;
}

static double high(const Quantity *q)
{
    (void)q;
    return INFINITY;
}

const Distribution distribution_metalog = {
    .name = "metalog",
    .summary = "a smooth curve through given quantiles",
    .source = "Keelin (2016), equation 6",
    .form = FORM_POINTS,
    .params = params,
    .prepare = prepare,
    .quantile = quantile,
    .cdf = cdf,
    .mean = mean,
    .variance = variance,
    .low = low,
    .high = high,
    .exceedance = exceedance,
    .quantile_above = quantile_above,
};
