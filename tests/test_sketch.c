/* Quantiles in constant memory: exact on tiny samples, near the order statistic on large ones,
 * atoms exact, and no dependence on order. */
#include "math/sketch.h"

#include "math/normal.h"
#include "math/stream.h"

#include <gsl/gsl_randist.h>
#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

enum { MANY = 1000000, PILOT = 8192, PROBABILITIES = 7 };

static const double probability[PROBABILITIES] = { 0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99 };

static double *numbers(size_t n)
{
    double *x = malloc(n * sizeof *x);
    assert_non_null(x);
    return x;
}

static int compare(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* Type 7 of Hyndman and Fan (1996): the point 1 + (n - 1) p between the order statistics. */
static double order_statistic(const double *sorted, size_t n, double p)
{
    double rank = (double)(n - 1) * p, whole = floor(rank);
    size_t at = (size_t)whole;
    return at + 1 < n ? sorted[at] * (1 - (rank - whole)) + sorted[at + 1] * (rank - whole)
                      : sorted[n - 1];
}

/* A sketch whose pilot is the front of the values, with all of them added. */
static Sketch sketch_of(const double *x, size_t pilots, size_t n)
{
    Sketch sketch;
    Error err = { 0 };
    assert_int_equal(sketch_start(&sketch, x, pilots, &err), STATUS_GOOD);
    sketch_add(&sketch, x, n);
    sketch_close(&sketch);
    assert_int_equal(sketch.total, n);
    return sketch;
}

typedef struct Tiny {
    size_t n;
    double x[10];
    double p, quantile;
} Tiny;

/* Worked by hand from the definition. */
static const Tiny tiny[] = {
    { 1, { 5 }, 0.01, 5 },
    { 1, { 5 }, 0.5, 5 },
    { 1, { 5 }, 1, 5 },
    { 2, { 4, 1 }, 0, 1 },
    { 2, { 4, 1 }, 0.25, 1.75 },
    { 2, { 4, 1 }, 0.5, 2.5 },
    { 2, { 4, 1 }, 1, 4 },
    { 3, { 8, -2, 4 }, 0.05, -1.4 },
    { 3, { 8, -2, 4 }, 0.5, 4 },
    { 3, { 8, -2, 4 }, 0.75, 6 },
    { 10, { 55, 1, 34, 2, 21, 3, 13, 5, 8, 89 }, 0.05, 1.45 },
    { 10, { 55, 1, 34, 2, 21, 3, 13, 5, 8, 89 }, 0.25, 3.5 },
    { 10, { 55, 1, 34, 2, 21, 3, 13, 5, 8, 89 }, 0.5, 10.5 },
    { 10, { 55, 1, 34, 2, 21, 3, 13, 5, 8, 89 }, 0.9, 58.4 },
    { 10, { 55, 1, 34, 2, 21, 3, 13, 5, 8, 89 }, 1, 89 },
};

static void tiny_samples_are_exact(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof tiny / sizeof *tiny; i++) {
        Sketch sketch = sketch_of(tiny[i].x, tiny[i].n, tiny[i].n);
        assert_true(fabs(sketch_quantile(&sketch, tiny[i].p) - tiny[i].quantile) < 1e-13);
        sketch_free(&sketch);
    }
}

static void without_values_there_is_no_quantile(void **state)
{
    (void)state;
    const double x[] = { 1, 2, 3 };
    Sketch sketch, empty;
    Error err = { 0 };
    assert_int_equal(sketch_start(&sketch, x, 3, &err), STATUS_GOOD);
    assert_int_equal(sketch_like(&empty, &sketch, &err), STATUS_GOOD);
    assert_true(isnan(sketch_quantile(&sketch, 0.5)) && isnan(sketch_below(&sketch, 2)));
    assert_true(isnan(sketch_quantile(&empty, 0.5)) && isnan(sketch_below(&empty, 2)));
    sketch_free(&sketch);
    sketch_free(&empty);
    sketch_free(&empty); /* once more is harmless */
}

/* ---- laws: n values, and the density at x for the standard error ---- */

static void fill_uniform(double *x, size_t n)
{
    stream_uniforms(stream_of(11, "uniform"), PURPOSE_SHOCK, 1, 0, x, n);
}

static double density_uniform(double x)
{
    (void)x;
    return 1;
}

static void fill_normal(double *x, size_t n)
{
    stream_uniforms(stream_of(11, "normal"), PURPOSE_SHOCK, 1, 0, x, n);
    normal_quantiles(x, x, n);
}

static double density_normal(double x)
{
    return gsl_ran_gaussian_pdf(x, 1);
}

static void fill_lognormal(double *x, size_t n)
{
    fill_normal(x, n);
    for (size_t i = 0; i < n; i++)
        x[i] = 165000 * exp(0.3 * x[i]);
}

static double density_lognormal(double x)
{
    return gsl_ran_lognormal_pdf(x, log(165000), 0.3);
}

static void fill_skewed(double *x, size_t n)
{
    fill_normal(x, n);
    for (size_t i = 0; i < n; i++)
        x[i] = exp(0.8 * x[i]);
}

static double density_skewed(double x)
{
    return gsl_ran_lognormal_pdf(x, 0, 0.8);
}

/* A normal over the root of a mean of three squares. */
static void fill_student(double *x, size_t n)
{
    double *z = numbers(n), *squares = numbers(n);
    memset(squares, 0, n * sizeof *squares);
    for (uint32_t step = 1; step <= 3; step++) {
        stream_uniforms(stream_of(11, "student"), PURPOSE_SHOCK, step, 0, z, n);
        normal_quantiles(z, z, n);
        for (size_t i = 0; i < n; i++)
            squares[i] += z[i] * z[i] / 3;
    }
    fill_normal(x, n);
    for (size_t i = 0; i < n; i++)
        x[i] /= sqrt(squares[i]);
    free(z);
    free(squares);
}

static double density_student(double x)
{
    return gsl_ran_tdist_pdf(x, 3);
}

typedef struct Law {
    const char *name;
    void (*fill)(double *x, size_t n);
    double (*density)(double x);
} Law;

static const Law laws[] = {
    { "uniform", fill_uniform, density_uniform },
    { "normal", fill_normal, density_normal },
    { "lognormal", fill_lognormal, density_lognormal },
    { "student t(3)", fill_student, density_student },
    { "skewed lognormal", fill_skewed, density_skewed },
};

static void check_law(const Law *law)
{
    double *x = numbers(MANY);
    law->fill(x, MANY);
    Sketch sketch = sketch_of(x, PILOT, MANY);
    qsort(x, MANY, sizeof *x, compare);
    for (size_t i = 0; i < PROBABILITIES; i++) {
        double p = probability[i], exact = order_statistic(x, MANY, p);
        double error = sqrt(p * (1 - p) / MANY) / law->density(exact);
        if (!(fabs(sketch_quantile(&sketch, p) - exact) < 0.1 * error))
            fail_msg("%s at %g: %.10g for %.10g, %.3f standard errors off", law->name, p,
                     sketch_quantile(&sketch, p), exact,
                     (sketch_quantile(&sketch, p) - exact) / error);
    }
    sketch_free(&sketch);
    free(x);
}

static void large_samples_are_near_the_order_statistic(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof laws / sizeof *laws; i++)
        check_law(&laws[i]);
}

static void quantiles_rise_and_stay_within_the_values(void **state)
{
    (void)state;
    double *x = numbers(MANY);
    fill_student(x, MANY);
    Sketch sketch = sketch_of(x, PILOT, MANY);
    double before = -INFINITY;
    for (double p = 0; p <= 1; p += 1.0 / 4096) {
        double now = sketch_quantile(&sketch, p);
        assert_true(now >= before && now >= sketch.smallest && now <= sketch.largest);
        before = now;
    }
    sketch_free(&sketch);
    free(x);
}

/* A third zero (a total loss), the rest two rounded values and a smooth law far from them. */
static void fill_atoms(double *x, size_t n)
{
    double *u = numbers(n);
    fill_normal(x, n);
    stream_uniforms(stream_of(11, "atoms"), PURPOSE_SHOCK, 2, 0, u, n);
    for (size_t i = 0; i < n; i++)
        x[i] = u[i] < 0.3 ? 0 : u[i] < 0.5 ? 2.3 : u[i] < 0.6 ? 1.0 / 3 : 100 + x[i];
    free(u);
}

static void atoms_come_back_exactly(void **state)
{
    (void)state;
    double *x = numbers(MANY);
    fill_atoms(x, MANY);
    Sketch sketch = sketch_of(x, PILOT, MANY);
    assert_true(sketch_quantile(&sketch, 0.01) == 0 && sketch_quantile(&sketch, 0.29) == 0);
    assert_true(sketch_quantile(&sketch, 0.31) == 1.0 / 3);
    assert_true(sketch_quantile(&sketch, 0.39) == 1.0 / 3);
    assert_true(sketch_quantile(&sketch, 0.41) == 2.3 && sketch_quantile(&sketch, 0.59) == 2.3);
    qsort(x, MANY, sizeof *x, compare);
    double exact = order_statistic(x, MANY, 0.8);
    assert_true(fabs(sketch_quantile(&sketch, 0.8) - exact) < 0.1 * sqrt(0.16 / MANY) / 0.1595);
    double zeros = 0;
    while (x[(size_t)zeros] == 0)
        zeros++;
    assert_true(sketch_below(&sketch, 0) == zeros / MANY && sketch_below(&sketch, -1e-9) == 0);
    sketch_free(&sketch);
    free(x);
}

/* A third of the values is 0 and the rest begins right above it, in the same bin; another atom lies
 * amid them, a third at their end: every order statistic, also those next to an atom. */
static void atoms_among_other_values_come_back_exactly(void **state)
{
    (void)state;
    double *x = numbers(MANY);
    stream_uniforms(stream_of(5, "atoms"), PURPOSE_SHOCK, 1, 0, x, MANY);
    for (size_t i = 0; i < MANY; i++)
        x[i] = x[i] < 0.3 ? 0 : x[i] < 0.5 ? x[i] - 0.3 : x[i] < 0.6 ? 0.2 : fmin(x[i] - 0.4, 0.5);
    Sketch sketch = sketch_of(x, PILOT, MANY);
    qsort(x, MANY, sizeof *x, compare);
    for (size_t i = 1; i < 1000; i++) {
        double p = (double)i / 1000, exact = order_statistic(x, MANY, p);
        double made = sketch_quantile(&sketch, p);
        bool atom = exact == 0 || exact == 0.2 || exact == 0.5;
        assert_true(atom ? made == exact : fabs(made - exact) < 2e-4);
        assert_true(fabs(sketch_below(&sketch, made) - p) < (atom ? 1 : 1e-4));
    }
    sketch_free(&sketch);
    free(x);
}

static void a_constant_comes_back_exactly(void **state)
{
    (void)state;
    static const double values[] = { 0, 165000, -1.0 / 3, 1e-300, 1e300 };
    double x[3000];
    for (size_t v = 0; v < sizeof values / sizeof *values; v++)
        for (size_t pilots = 1; pilots <= 3000; pilots += 1499) {
            for (size_t i = 0; i < 3000; i++)
                x[i] = values[v];
            Sketch sketch = sketch_of(x, pilots, 3000);
            for (size_t i = 0; i < PROBABILITIES; i++)
                assert_true(sketch_quantile(&sketch, probability[i]) == values[v]);
            assert_true(sketch_below(&sketch, values[v]) == 1);
            assert_true(sketch_below(&sketch, nextafter(values[v], -INFINITY)) == 0);
            assert_true(sketch_below(&sketch, INFINITY) == 1);
            sketch_free(&sketch);
        }
}

/* Bits of all quantiles and shares. */
static void answers(const Sketch *sketch, double *answer, size_t n)
{
    for (size_t i = 0; i < n; i++)
        answer[i] = i % 2 ? sketch_quantile(sketch, (double)i / (double)n)
                          : sketch_below(sketch, (double)i / (double)n * 8 - 4);
}

static void merge_in_order(const double *x, size_t piece, const size_t order[4], double *answer)
{
    Error err = { 0 };
    Sketch whole, part;
    assert_int_equal(sketch_start(&whole, x, PILOT, &err), STATUS_GOOD);
    for (size_t i = 0; i < 4; i++) {
        assert_int_equal(sketch_like(&part, &whole, &err), STATUS_GOOD);
        sketch_add(&part, x + order[i] * piece, piece);
        sketch_merge(&whole, &part);
        sketch_free(&part);
    }
    sketch_close(&whole);
    assert_int_equal(whole.total, 4 * piece);
    answers(&whole, answer, 200);
    sketch_free(&whole);
}

static void any_order_of_merges_gives_the_same(void **state)
{
    (void)state;
    enum { PIECE = 20000 };
    static const size_t orders[][4] = { { 0, 1, 2, 3 }, { 3, 2, 1, 0 }, { 2, 0, 3, 1 } };
    void (*const fills[])(double *, size_t) = { fill_student, fill_atoms };
    double *x = numbers(4 * PIECE), once[200], merged[200];
    for (size_t law = 0; law < 2; law++) {
        fills[law](x, 4 * PIECE);
        Sketch sketch = sketch_of(x, PILOT, 4 * PIECE);
        answers(&sketch, once, 200);
        sketch_free(&sketch);
        for (size_t i = 0; i < 3; i++) {
            merge_in_order(x, PIECE, orders[i], merged);
            assert_memory_equal(merged, once, sizeof once);
        }
    }
    free(x);
}

/* The share below a value lies between the counts of the cells around it. */
static void shares_rise_and_agree_with_counts(void **state)
{
    (void)state;
    enum { N = 100000 };
    void (*const fills[])(double *, size_t) = { fill_normal, fill_atoms };
    double *x = numbers(N);
    for (size_t law = 0; law < 2; law++) {
        fills[law](x, N);
        Sketch sketch = sketch_of(x, PILOT, N);
        qsort(x, N, sizeof *x, compare);
        double before = 0, step = (x[N - 1] - x[0]) / 2000,
               width = 2 / fmin(sketch.scale[0], sketch.scale[1]);
        size_t below = 0, least = 0, most = 0;
        for (double at = x[0] - 3 * step; at < x[N - 1] + 3 * step; at += step) {
            double share = sketch_below(&sketch, at);
            for (; below < N && x[below] <= at; below++)
                ;
            for (; least < N && x[least] <= at - width; least++)
                ;
            for (; most < N && x[most] <= at + width; most++)
                ;
            assert_true(share >= before && share <= 1);
            bool outside = at < sketch.middle - SKETCH_BINS / 2 / sketch.scale[0] ||
                           at > sketch.middle + SKETCH_BINS / 2 / sketch.scale[1];
            if (outside) /* one wide cell: the share moves within its count */
                assert_true(fabs(share - (double)below / N) < 0.003);
            else
                assert_true(share * N >= (double)least - 1e-6 && share * N <= (double)most + 1e-6);
            before = share;
        }
        assert_true(sketch_below(&sketch, x[0] - step) == 0);
        assert_true(sketch_below(&sketch, x[N - 1]) == 1);
        sketch_free(&sketch);
    }
    free(x);
}

static void quantiles_and_shares_undo_each_other(void **state)
{
    (void)state;
    double *x = numbers(MANY);
    fill_lognormal(x, MANY);
    Sketch sketch = sketch_of(x, PILOT, MANY);
    for (size_t i = 0; i < PROBABILITIES; i++) {
        double share = sketch_below(&sketch, sketch_quantile(&sketch, probability[i]));
        assert_true(fabs(share - probability[i]) < 1.0 / MANY);
    }
    sketch_free(&sketch);
    free(x);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tiny_samples_are_exact),
        cmocka_unit_test(without_values_there_is_no_quantile),
        cmocka_unit_test(large_samples_are_near_the_order_statistic),
        cmocka_unit_test(quantiles_rise_and_stay_within_the_values),
        cmocka_unit_test(atoms_come_back_exactly),
        cmocka_unit_test(atoms_among_other_values_come_back_exactly),
        cmocka_unit_test(a_constant_comes_back_exactly),
        cmocka_unit_test(any_order_of_merges_gives_the_same),
        cmocka_unit_test(shares_rise_and_agree_with_counts),
        cmocka_unit_test(quantiles_and_shares_undo_each_other),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
