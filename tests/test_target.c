/* Judging paths by a target: every shape with levels made by hand. */
#include "core/target.h"

#include <math.h>
#include <string.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

enum { BASE = 2020, YEARS = 6, STRIDE = 5 };

#define INF INFINITY

/* The target of an indicator's level or growth; years as in the plan. */
static Target target(TargetShape shape, int from, int to, double low, double high)
{
    return (Target){ .shape = shape, .from = from, .to = to, .low = low, .high = high };
}

/* Fills one path of level[t * STRIDE + p]. */
static void set_path(double *level, size_t p, const double values[YEARS])
{
    for (size_t t = 0; t < YEARS; t++)
        level[t * STRIDE + p] = values[t];
}

/* One path through a block of several, the others without meaning. */
static double judge(const Target *goal, const double values[YEARS], unsigned char *met)
{
    double level[YEARS * STRIDE], measure[STRIDE];
    unsigned char all[STRIDE] = { 9, 9, 9, 9, 9 };
    for (size_t i = 0; i < YEARS * STRIDE; i++)
        level[i] = i % 2 ? 1e9 : 1e-9;
    set_path(level, 2, values);
    target_judge(goal, BASE, level, STRIDE, 3, measure, all);
    assert_int_equal(all[3], 9); /* beyond the paths nothing is written */
    assert_true(all[2] <= 1);
    *met = all[2];
    return measure[2];
}

static void check(const Target *goal, const double values[YEARS], double measure, int met)
{
    unsigned char got;
    double measured = judge(goal, values, &got);
    if (!(fabs(measured - measure) <= 1e-12 * fabs(measure)) || got != met)
        fail_msg("%d..%d in [%.15g, %.15g]: measure %.15g for %.15g, met %d", goal->from, goal->to,
                 goal->low, goal->high, measured, measure, got);
}

static const double rising[YEARS] = { 100, 110, 125, 120, 150, 165 };

static void a_level_in_a_year(void **state)
{
    (void)state;
    const Target least = target(TARGET_YEAR, 2025, 2025, 165, INF);
    const Target more = target(TARGET_YEAR, 2025, 2025, 165.001, INF);
    const Target most = target(TARGET_YEAR, 2023, 2023, -INF, 120);
    const Target less = target(TARGET_YEAR, 2023, 2023, -INF, 119.99);
    const Target first = target(TARGET_YEAR, 2021, 2021, 109, INF);
    check(&least, rising, 165, 1);
    check(&more, rising, 165, 0);
    check(&most, rising, 120, 1);
    check(&less, rising, 120, 0);
    check(&first, rising, 110, 1);
}

static void a_level_between_two(void **state)
{
    (void)state;
    const Target around = target(TARGET_YEAR, 2024, 2024, 140, 160);
    const Target touching = target(TARGET_YEAR, 2024, 2024, 150, 150);
    const Target above = target(TARGET_YEAR, 2024, 2024, 151, 160);
    const Target below = target(TARGET_YEAR, 2024, 2024, 140, 149);
    check(&around, rising, 150, 1);
    check(&touching, rising, 150, 1);
    check(&above, rising, 150, 0);
    check(&below, rising, 150, 0);
}

/* Equal up to rounding is met; the tolerance is 1e-12 of the bound, not more. */
static void a_level_equal_to_the_bound_is_met(void **state)
{
    (void)state;
    static const double bounds[] = { 165000, 0.1, 1e-9, -2.5, 3e12 };
    for (size_t i = 0; i < sizeof bounds / sizeof *bounds; i++) {
        double bound = bounds[i], values[YEARS] = { 0 };
        const Target least = target(TARGET_YEAR, 2025, 2025, bound, INF);
        const Target most = target(TARGET_YEAR, 2025, 2025, -INF, bound);
        static const double part[] = { 0, 0.9e-12, 1.5e-12, -0.9e-12, -1.5e-12 };
        for (size_t k = 0; k < sizeof part / sizeof *part; k++) {
            values[5] = bound + part[k] * fabs(bound);
            check(&least, values, values[5], part[k] > -1e-12);
            check(&most, values, values[5], part[k] < 1e-12);
        }
    }
}

static void a_zero_bound_has_no_room(void **state)
{
    (void)state;
    const Target least = target(TARGET_YEAR, 2025, 2025, 0, INF);
    const double zero[YEARS] = { 0 }, below[YEARS] = { 0, 0, 0, 0, 0, -1e-300 };
    check(&least, zero, 0, 1);
    check(&least, below, -1e-300, 0);
}

/* The measure is the level nearest to missing. */
static void a_level_in_each_year(void **state)
{
    (void)state;
    const Target least = target(TARGET_EACH_YEAR, 2022, 2025, 120, INF);
    const Target more = target(TARGET_EACH_YEAR, 2022, 2025, 121, INF);
    const Target late = target(TARGET_EACH_YEAR, 2024, 2025, 121, INF);
    const Target most = target(TARGET_EACH_YEAR, 2021, 2023, -INF, 125);
    const Target less = target(TARGET_EACH_YEAR, 2021, 2023, -INF, 124);
    const Target one = target(TARGET_EACH_YEAR, 2023, 2023, 120, INF);
    check(&least, rising, 120, 1);
    check(&more, rising, 120, 0);
    check(&late, rising, 150, 1);
    check(&most, rising, 125, 1);
    check(&less, rising, 125, 0);
    check(&one, rising, 120, 1);
}

static void a_range_in_each_year(void **state)
{
    (void)state;
    const Target inside = target(TARGET_EACH_YEAR, 2021, 2025, 110, 165);
    const Target high = target(TARGET_EACH_YEAR, 2021, 2025, 110, 164);
    const Target low = target(TARGET_EACH_YEAR, 2021, 2025, 111, 165);
    check(&inside, rising, 110, 1);
    check(&high, rising, 110, 0);
    check(&low, rising, 110, 0);
}

/* From the level in the year before the first: 165 is 100 times 1.65 after five years. */
static void an_average_growth(void **state)
{
    (void)state;
    double all = pow(1.65, 0.2) - 1, last = pow(165.0 / 125, 1.0 / 3) - 1;
    const Target least = target(TARGET_GROWTH, 2021, 2025, 0.105, INF);
    const Target more = target(TARGET_GROWTH, 2021, 2025, 0.106, INF);
    const Target part = target(TARGET_GROWTH, 2023, 2025, last, INF);
    const Target between = target(TARGET_GROWTH, 2023, 2025, 0.09, 0.1);
    const Target below = target(TARGET_GROWTH, 2023, 2025, -INF, 0.09);
    const Target one = target(TARGET_GROWTH, 2023, 2023, -INF, -0.04);
    check(&least, rising, all, 1);
    check(&more, rising, all, 0);
    check(&part, rising, last, 1);
    check(&between, rising, last, 1);
    check(&below, rising, last, 0);
    check(&one, rising, -0.04, 1);
}

/* Compounding at the rate itself must meet it, whatever the rounding of thirty products. */
static void growth_at_the_bound_is_met(void **state)
{
    (void)state;
    static const double rates[] = { 0.17, 0.001, -0.05, 0, 1.5, 1.0 / 3 };
    for (size_t i = 0; i < sizeof rates / sizeof *rates; i++) {
        double values[YEARS] = { 75258.3 }, less[YEARS];
        for (size_t t = 1; t < YEARS; t++)
            values[t] = values[t - 1] * (1 + rates[i]);
        memcpy(less, values, sizeof less);
        less[5] *= 1 - 1e-10;
        unsigned char met;
        const Target least = target(TARGET_GROWTH, 2021, 2025, rates[i], INF);
        const Target most = target(TARGET_GROWTH, 2021, 2025, -INF, rates[i]);
        assert_true(fabs(judge(&least, values, &met) - rates[i]) < 1e-14 && met);
        assert_true(fabs(judge(&most, values, &met) - rates[i]) < 1e-14 && met);
        judge(&least, less, &met);
        assert_false(met);
    }
}

static void ruin_is_a_growth_of_minus_one(void **state)
{
    (void)state;
    const Target least = target(TARGET_GROWTH, 2021, 2025, 0, INF);
    const double ruined[YEARS] = { 100, 50, 10, 0, 0, 0 };
    check(&least, ruined, -1, 0);
}

/* From a level not above 0, or to one below it: neither a lower nor an upper bound is met. */
static void growth_over_a_sign_is_undefined(void **state)
{
    (void)state;
    static const double path[][YEARS] = {
        { -50, -30, -10, 10, 30, 50 }, { 100, 50, 10, 5, 0, -1 }, { 0, 0, 0, 0, 0, 0 },
        { 0, 10, 20, 30, 40, 50 },     { -5, 0, 0, 0, 0, -5 },
    };
    const Target least = target(TARGET_GROWTH, 2021, 2025, -1, INF);
    const Target most = target(TARGET_GROWTH, 2021, 2025, -INF, 5);
    const Target both = target(TARGET_GROWTH, 2021, 2025, -1, 5);
    for (size_t i = 0; i < sizeof path / sizeof *path; i++) {
        const Target *goal[] = { &least, &most, &both };
        for (size_t k = 0; k < 3; k++) {
            double level[YEARS * STRIDE] = { 0 };
            unsigned char met;
            assert_true(isnan(judge(goal[k], path[i], &met)) && !met);
            set_path(level, 0, path[i]);
            target_in_year(goal[k], BASE, 5, level, STRIDE, 1, &met);
            assert_int_equal(met, 0);
            target_on_path(goal[k], BASE, NULL, 5, level, STRIDE, 1, &met);
            assert_int_equal(met, 0);
        }
    }
}

/* A level that is not finite is an error, not a growth that is undefined. */
/* A level beyond what numbers hold is one; a ratio to 0 is none. */
static void growth_of_no_finite_level(void **state)
{
    (void)state;
    const Target least = target(TARGET_GROWTH, 2021, 2025, -1, INF);
    const double overflow[YEARS] = { 1, 1, 1, 1, 1, INF }, missing[YEARS] = { NAN, 1, 1, 1, 1, 1 };
    unsigned char met;
    assert_true(isinf(judge(&least, overflow, &met)));
    assert_true(isnan(judge(&least, missing, &met)) && !met);
}

static void the_gap_to_the_nearer_bound(void **state)
{
    (void)state;
    const Target least = target(TARGET_YEAR, 2025, 2025, 4, INF);
    const Target most = target(TARGET_YEAR, 2025, 2025, -INF, 6);
    const Target between = target(TARGET_YEAR, 2025, 2025, 4, 6);
    assert_true(target_gap(&least, 7) == 3 && target_gap(&least, 3) == -1);
    assert_true(target_gap(&most, 7) == 1 && target_gap(&most, 3) == -3);
    assert_true(target_gap(&between, 7) == 1 && target_gap(&between, 3) == -1);
    assert_true(target_gap(&between, 4) == 0 && target_gap(&between, 5.5) == 0);
    assert_true(target_even(&least, 10, 8) == 5 && isnan(target_even(&between, 10, 8)));
}

static void the_bound_that_binds(void **state)
{
    (void)state;
    const Target least = target(TARGET_YEAR, 2025, 2025, 1, INF);
    const Target most = target(TARGET_YEAR, 2025, 2025, -INF, 2);
    const Target between = target(TARGET_YEAR, 2025, 2025, 1, 2);
    assert_true(target_bound(&least) == 1 && target_bound(&most) == 2);
    assert_true(target_bound(&between) == 1);
}

static void the_years_a_target_spans(void **state)
{
    (void)state;
    const Target level = target(TARGET_YEAR, 2025, 2025, 1, INF);
    const Target each = target(TARGET_EACH_YEAR, 2023, 2024, 1, INF);
    const Target growth = target(TARGET_GROWTH, 2023, 2025, 0.1, INF);
    for (int year = BASE - 1; year <= 2027; year++) {
        assert_int_equal(target_spans(&level, BASE, year), year >= 2021 && year <= 2025);
        assert_int_equal(target_spans(&each, BASE, year), year >= 2021 && year <= 2024);
        assert_int_equal(target_spans(&growth, BASE, year), year >= 2023 && year <= 2025);
    }
}

/* ---- on the required path ---- */

static int on_path(const Target *goal, const double *required, size_t t, const double *values)
{
    double level[YEARS * STRIDE] = { 0 }, way[YEARS], free[YEARS];
    bool least = isfinite(goal->low);
    unsigned char on[STRIDE] = { 9, 9, 9, 9, 9 };
    memcpy(way, required, sizeof way);
    for (size_t i = 0; i < YEARS; i++)
        free[i] = least ? INF : -INF;
    set_path(level, 1, values);
    target_on_path(goal, BASE, (double *[2]){ least ? way : free, least ? free : way }, t, level,
                   STRIDE, 2, on);
    assert_int_equal(on[2], 9);
    return on[1];
}

static void on_the_way_to_a_level(void **state)
{
    (void)state;
    const double required[YEARS] = { 100, 110, 121, 133.1, 146.41, 161.051 };
    const Target least = target(TARGET_YEAR, 2025, 2025, 161.051, INF);
    const Target most = target(TARGET_YEAR, 2025, 2025, -INF, 161.051);
    static const int at_least[YEARS] = { 1, 1, 1, 0, 1, 1 }, at_most[YEARS] = { 1, 1, 0, 1, 0, 0 };
    double values[YEARS];
    for (size_t t = 1; t < YEARS; t++) {
        assert_int_equal(on_path(&least, required, t, rising), at_least[t]);
        assert_int_equal(on_path(&most, required, t, rising), at_most[t]);
        for (int k = -2; k <= 2; k++) { /* up to a relative 1e-12 of the line */
            memcpy(values, required, sizeof values);
            values[t] *= 1 + k * 0.7e-12;
            assert_int_equal(on_path(&least, required, t, values), k > -2);
            assert_int_equal(on_path(&most, required, t, values), k < 2);
        }
    }
}

static void no_required_level_means_not_on_the_way(void **state)
{
    (void)state;
    const double required[YEARS] = { 100, 110, NAN, NAN, NAN, NAN };
    const Target least = target(TARGET_YEAR, 2021, 2021, 110, INF);
    const Target most = target(TARGET_YEAR, 2021, 2021, -INF, 110);
    assert_int_equal(on_path(&least, required, 1, rising), 1);
    assert_int_equal(on_path(&least, required, 2, rising), 0);
    assert_int_equal(on_path(&most, required, 2, rising), 0);
}

/* A growth is measured from the path's own level in the year before. */
static void on_the_way_to_a_growth(void **state)
{
    (void)state;
    const double required[YEARS] = { NAN, NAN, NAN, 1, 1, 1 }; /* of the central path: not asked */
    const Target least = target(TARGET_GROWTH, 2023, 2025, 0.1, INF);
    const Target most = target(TARGET_GROWTH, 2023, 2025, -INF, 0.1);
    const double values[YEARS] = { 100, 10, 20, 22, 24.1, 30 };
    assert_int_equal(on_path(&least, required, 3, values), 1); /* 22 = 20 * 1.1 */
    assert_int_equal(on_path(&most, required, 3, values), 1);
    assert_int_equal(on_path(&least, required, 4, values), 0); /* 24.1 < 24.2 */
    assert_int_equal(on_path(&most, required, 4, values), 1);
    assert_int_equal(on_path(&least, required, 5, values), 1); /* 30 > 26.62 */
    assert_int_equal(on_path(&most, required, 5, values), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_level_in_a_year),
        cmocka_unit_test(a_level_between_two),
        cmocka_unit_test(a_level_equal_to_the_bound_is_met),
        cmocka_unit_test(a_zero_bound_has_no_room),
        cmocka_unit_test(a_level_in_each_year),
        cmocka_unit_test(a_range_in_each_year),
        cmocka_unit_test(an_average_growth),
        cmocka_unit_test(growth_at_the_bound_is_met),
        cmocka_unit_test(ruin_is_a_growth_of_minus_one),
        cmocka_unit_test(growth_over_a_sign_is_undefined),
        cmocka_unit_test(growth_of_no_finite_level),
        cmocka_unit_test(the_gap_to_the_nearer_bound),
        cmocka_unit_test(the_bound_that_binds),
        cmocka_unit_test(the_years_a_target_spans),
        cmocka_unit_test(on_the_way_to_a_level),
        cmocka_unit_test(no_required_level_means_not_on_the_way),
        cmocka_unit_test(on_the_way_to_a_growth),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
