/* The chance of a product of yearly factors: published value, closed forms, other quadrature. */
#include "math/product.h"

#include "math/normal.h"
#include "math/start.h"
#include "math/stream.h"

#include <gsl/gsl_integration.h>
#include <math.h>
#include <stdlib.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void five_equal_years(void **state)
{
    (void)state;
    ProductYear year[5];
    for (size_t t = 0; t < 5; t++)
        year[t] = (ProductYear){ 0.17, 0.04 };
    /* by a convolution of another program in extended precision */
    assert_true(fabs(product_above(year, 5, 165000.0 / 75000) - 0.469890810057266) < 1e-11);
}

typedef struct Pair {
    ProductYear year[2];
    double bound;
} Pair;

static double integrand(double e, void *context)
{
    const Pair *pair = context;
    const ProductYear *a = &pair->year[0], *b = &pair->year[1];
    double factor = 1 + a->mean + a->sd * e;
    return exp(-e * e / 2) / sqrt(2 * M_PI) *
           normal_cdf((1 + b->mean - pair->bound / factor) / b->sd);
}

static void two_years_by_adaptive_quadrature(void **state)
{
    (void)state;
    static const Pair pairs[] = {
        { { { 0.17, 0.04 }, { 0.17, 0.04 } }, 1.3 },   { { { 0.1, 0.01 }, { 0.2, 0.08 } }, 1.35 },
        { { { 0.2, 0.08 }, { 0.1, 0.01 } }, 1.2 },     { { { -0.1, 0.1 }, { 0, 0.005 } }, 0.95 },
        { { { 0.165, 0.03 }, { 0.175, 0.02 } }, 1.6 },
    };
    gsl_integration_workspace *work = gsl_integration_workspace_alloc(1000);
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        Pair pair = pairs[i];
        gsl_function f = { integrand, &pair };
        double p, error;
        assert_int_equal(
            gsl_integration_qag(&f, -8.5, 8.5, 1e-13, 1e-12, 1000, 6, work, &p, &error), 0);
        assert_true(fabs(product_above(pair.year, 2, pair.bound) - p) < 1e-10);
    }
    gsl_integration_workspace_free(work);
}

static void certain_years_move_the_bound(void **state)
{
    (void)state;
    const ProductYear one[] = { { 0.1, 0 }, { 0.2, 0.05 }, { 0.3, 0 } };
    double expected = normal_cdf((1.2 - 1.8 / 1.1 / 1.3) / 0.05);
    assert_true(fabs(product_above(one, 3, 1.8) - expected) < 1e-15);
    const ProductYear none[] = { { 0.1, 0 }, { 0.2, 0 } };
    assert_true(product_above(none, 2, 1.31) == 1 && product_above(none, 2, 1.33) == 0);
}

static void what_is_not_covered_is_nan(void **state)
{
    (void)state;
    const ProductYear ruin[] = { { 0.1, 0.2 }, { 0.1, 0.02 } },
                      apart[] = { { 0, 0.1 }, { 0, 0.09 }, { 0, 1e-5 } };
    assert_true(isnan(product_above(ruin, 2, 1)));
    assert_true(isnan(product_above(apart, 3, 1)));
    assert_true(isnan(product_above(ruin, 0, 1)) && isnan(product_above(ruin + 1, 1, 0)));
    assert_true(isnan(product_above(ruin, PRODUCT_YEARS + 1, 1)));
}

/* The more years, the later the density is trimmed; chances of both sides add up to 1. */
static void thirty_years_are_nearly_lognormal(void **state)
{
    (void)state;
    ProductYear year[30];
    for (size_t t = 0; t < 30; t++)
        year[t] = (ProductYear){ 0.05, 0.001 };
    /* log(1 + g) has mean log 1.05 - r^2 / 2 and sd r up to terms of r^3, r = 0.001 / 1.05 */
    double r = 0.001 / 1.05, middle = 30 * (log(1.05) - r * r / 2), sd = r * sqrt(30);
    for (double z = -3; z <= 3; z += 0.5)
        assert_true(fabs(product_above(year, 30, exp(middle + z * sd)) - normal_cdf(-z)) < 2e-4);
}

static void counts_agree_with_the_chance(void **state)
{
    (void)state;
    enum { PATHS = 100000, YEARS = 5 };
    double *e = malloc(PATHS * YEARS * sizeof *e);
    ProductYear year[YEARS];
    assert_non_null(e);
    for (uint32_t t = 0; t < YEARS; t++)
        stream_uniforms(stream_of(1, "e"), PURPOSE_SHOCK, t + 1, 0, e + t * PATHS, PATHS);
    normal_quantiles(e, e, PATHS * YEARS);
    for (double sd = 0.01; sd < 0.09; sd += 0.01) {
        for (size_t t = 0; t < YEARS; t++)
            year[t] = (ProductYear){ 0.17, sd };
        double p = product_above(year, YEARS, 2.2);
        double share = (double)product_count(e, PATHS, PATHS, year, YEARS, 2.2) / PATHS;
        assert_true(fabs(share - p) < 4 * sqrt(p * (1 - p) / PATHS));
    }
    free(e);
}

int main(void)
{
    start_math();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(five_equal_years),
        cmocka_unit_test(two_years_by_adaptive_quadrature),
        cmocka_unit_test(certain_years_move_the_bound),
        cmocka_unit_test(what_is_not_covered_is_nan),
        cmocka_unit_test(thirty_years_are_nearly_lognormal),
        cmocka_unit_test(counts_agree_with_the_chance),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
