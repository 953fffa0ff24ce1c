/* What is wrong with a scenario beyond the form of its file: every problem, each with its place. */
#include "core/scenario.h"

#include "math/start.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

/* A scenario of three indicators, two periods and three targets in which nothing is wrong. */
typedef struct Made {
    Scenario scenario;
    Period period[4];
    Indicator indicator[3];
    Target target[3];
    double correlation[9];
} Made;

static char id_first[] = "first", id_second[] = "second", id_third[] = "third", id_last[] = "last";
static char id_output[] = "output", id_exports[] = "exports", id_power[] = "power";

static Made *made(void)
{
    static Made m;
    m = (Made){
        .period = { { id_first, 2021, 2025 }, { id_second, 2026, 2030 } },
        .indicator = { { .id = id_output }, { .id = id_exports }, { .id = id_power } },
        .target = { { .id = id_first,
                      .shape = TARGET_YEAR,
                      .from = 2025,
                      .to = 2025,
                      .low = 165000,
                      .high = INFINITY },
                    { .id = id_second,
                      .shape = TARGET_EACH_YEAR,
                      .from = 2021,
                      .to = 2030,
                      .low = -INFINITY,
                      .high = 5 },
                    { .id = id_third,
                      .shape = TARGET_GROWTH,
                      .from = 2026,
                      .to = 2030,
                      .low = 0.1,
                      .high = 0.1 } },
        .correlation = { 1, 0.5, 0.2, 0.5, 1, 0.3, 0.2, 0.3, 1 },
    };
    m.scenario = (Scenario){ .base = 2020,
                             .end = 2030,
                             .period = m.period,
                             .periods = 2,
                             .indicator = m.indicator,
                             .indicators = 3,
                             .target = m.target,
                             .targets = 3,
                             .correlation = m.correlation };
    return &m;
}

/* The problems of the scenario, one a line; overwritten by the next call. */
static const char *problems_of(const Made *m, size_t count)
{
    static char all[4000];
    Problems problems = { 0 };
    scenario_check(&m->scenario, &problems);
    all[0] = '\0';
    for (size_t i = 0; i < problems.count && i < PROBLEMS_KEPT; i++)
        snprintf(all + strlen(all), sizeof all - strlen(all), "%s\n", problems.line[i]);
    if (problems.count != count)
        fail_msg("%zu problems for %zu:\n%s", problems.count, count, all);
    problems_free(&problems);
    return all;
}

static void assert_says(const char *problems, const char *part)
{
    if (!strstr(problems, part))
        fail_msg("\"%s\" is not in:\n%s", part, problems);
}

static void a_good_scenario_has_no_problems(void **state)
{
    (void)state;
    Made *m = made();
    problems_of(m, 0);
    m->scenario.correlation = NULL;
    m->scenario.targets = 0;
    problems_of(m, 0);
}

static void years_are_in_order_and_few(void **state)
{
    (void)state;
    Made *m = made();
    m->scenario.periods = m->scenario.targets = 0;
    m->scenario.end = 2020;
    assert_says(problems_of(m, 1), "/years: end 2020 is not after base 2020");
    m->scenario.end = 2010;
    assert_says(problems_of(m, 1), "/years: end 2010 is not after base 2020");
    m->scenario.end = 2221;
    assert_says(problems_of(m, 1), "/years: 201 years; allowed are at most 200");
}

static void the_horizon_has_its_limits(void **state)
{
    (void)state;
    static const int good[][2] = { { 1, 2 }, { 1, 201 }, { 9998, 9999 } };
    static const int bad[][2] = { { 0, 10 }, { 9990, 10000 } };
    for (size_t i = 0; i < 5; i++) {
        const int *years = i < 3 ? good[i] : bad[i - 3];
        Made *m = made();
        m->scenario.periods = 1;
        m->scenario.targets = 0;
        m->scenario.base = years[0];
        m->scenario.end = years[1];
        m->period[0] = (Period){ id_first, years[0] + 1, years[1] };
        const char *problems = problems_of(m, i < 3 ? 0 : 1);
        if (i >= 3)
            assert_says(problems, "is outside 1..9999");
    }
}

static void gaps_between_periods_are_named(void **state)
{
    (void)state;
    Made *m = made();
    m->period[0].to = 2023;
    assert_says(problems_of(m, 1), "/periods: no period covers 2024..2025");
    m->period[1].from = 2027;
    m->period[1].to = 2029;
    const char *problems = problems_of(m, 2);
    assert_says(problems, "no period covers 2024..2026");
    assert_says(problems, "no period covers 2030..2030; every year of 2021..2030 needs one");
    m->scenario.periods = 0;
    assert_says(problems_of(m, 1), "no period covers 2021..2030");
}

static void overlaps_of_periods_name_both(void **state)
{
    (void)state;
    Made *m = made();
    m->period[1].from = 2025;
    assert_says(problems_of(m, 1), "/periods/second: overlaps the period first (2021..2025)");
    m->period[1] = (Period){ id_second, 2022, 2023 };
    m->period[2] = (Period){ id_third, 2026, 2030 };
    m->scenario.periods = 3;
    assert_says(problems_of(m, 1), "/periods/second: overlaps the period first");
}

static void a_reversed_period_is_told(void **state)
{
    (void)state;
    Made *m = made();
    m->period[2] = (Period){ id_third, 2031, 2029 };
    m->scenario.periods = 3;
    assert_says(problems_of(m, 1), "/periods/third: first year 2031 is after last year 2029");
}

static void periods_stay_inside_the_horizon(void **state)
{
    (void)state;
    Made *m = made();
    m->period[0].from = 2020;
    assert_says(problems_of(m, 1), "/periods/first: 2020..2025 is outside the horizon 2021..2030");
    m = made();
    m->period[1].to = 2031;
    assert_says(problems_of(m, 1), "/periods/second: 2026..2031 is outside the horizon 2021..2030");
}

static void targets_stay_inside_the_horizon(void **state)
{
    (void)state;
    Made *m = made();
    m->target[0].from = m->target[0].to = 2020; /* the base year is no forecast */
    assert_says(problems_of(m, 1), "/targets/first/year: 2020 is outside the horizon 2021..2030");
    m->target[0].from = m->target[0].to = 2031;
    assert_says(problems_of(m, 1), "/targets/first/year: 2031 is outside the horizon 2021..2030");
    m = made();
    m->target[1].to = 2040;
    assert_says(problems_of(m, 1), "/targets/second/each_year: 2040");
    m = made();
    m->target[2].from = 2019;
    assert_says(problems_of(m, 1), "/targets/third/growth: 2019");
}

static void reversed_targets_are_told(void **state)
{
    (void)state;
    Made *m = made();
    m->target[1].from = 2026;
    m->target[1].to = 2025;
    assert_says(problems_of(m, 1),
                "/targets/second/each_year: first year 2026 is after last year 2025");
    m = made();
    m->target[2].low = 0.2;
    assert_says(problems_of(m, 1), "/targets/third/between: 0.2 is above 0.1");
}

/* FORMULAS 4.5: smallest eigenvalue 1 - sqrt(1.45); the nearest keeps eigenvalues of 1e-8. */
static void set_impossible(Made *m)
{
    static const double chain[] = { 1, 0.9, 0, 0.9, 1, 0.8, 0, 0.8, 1 };
    memcpy(m->correlation, chain, sizeof chain);
}

static void impossible_correlations_name_the_nearest(void **state)
{
    (void)state;
    Made *m = made();
    set_impossible(m);
    const char *problems = problems_of(m, 1);
    assert_says(problems, "/correlation: ");
    assert_says(problems, "not positive definite (smallest eigenvalue -0.204159)");
    assert_says(problems, "output-exports 0.775238, output-power 0.079056, exports-power 0.690979");
    assert_says(problems, "\"repair\": true takes it");
}

static void only_changed_correlations_are_named(void **state)
{
    (void)state;
    Made *m = made();
    static const double twice[] = { 1, 1.2, 0, 1.2, 1, 0, 0, 0, 1 };
    memcpy(m->correlation, twice, sizeof twice);
    const char *problems = problems_of(m, 1);
    assert_says(problems, "the nearest one that can has output-exports 1.000000;");
    assert_null(strstr(problems, "power"));
}

static void repair_accepts_them(void **state)
{
    (void)state;
    Made *m = made();
    set_impossible(m);
    m->scenario.repair = true;
    problems_of(m, 0);
}

static void singular_correlations_are_valid(void **state)
{
    (void)state;
    static const double same[] = { 1, 1, 0.4, 1, 1, 0.4, 0.4, 0.4, 1 };
    static const double opposite[] = { 1, -1, 1, -1, 1, -1, 1, -1, 1 };
    Made *m = made();
    memcpy(m->correlation, same, sizeof same);
    problems_of(m, 0);
    memcpy(m->correlation, opposite, sizeof opposite);
    problems_of(m, 0);
}

static void all_problems_are_told_at_once(void **state)
{
    (void)state;
    Made *m = made();
    set_impossible(m);
    m->period[0].to = 2024;
    m->period[2] = (Period){ id_third, 2031, 2027 };
    m->period[3] = (Period){ id_last, 2026, 2026 };
    m->scenario.periods = 4;
    m->target[0].from = m->target[0].to = 2035;
    m->target[2].low = 0.2;
    const char *problems = problems_of(m, 6);
    assert_says(problems, "/periods/third: first year 2031");
    assert_says(problems, "/periods/last: overlaps the period second");
    assert_says(problems, "no period covers 2025..2025");
    assert_says(problems, "/targets/first/year");
    assert_says(problems, "/targets/third/between");
    assert_says(problems, "/correlation");
}

int main(void)
{
    start_math();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_good_scenario_has_no_problems),
        cmocka_unit_test(years_are_in_order_and_few),
        cmocka_unit_test(the_horizon_has_its_limits),
        cmocka_unit_test(gaps_between_periods_are_named),
        cmocka_unit_test(overlaps_of_periods_name_both),
        cmocka_unit_test(a_reversed_period_is_told),
        cmocka_unit_test(periods_stay_inside_the_horizon),
        cmocka_unit_test(targets_stay_inside_the_horizon),
        cmocka_unit_test(reversed_targets_are_told),
        cmocka_unit_test(impossible_correlations_name_the_nearest),
        cmocka_unit_test(only_changed_correlations_are_named),
        cmocka_unit_test(repair_accepts_them),
        cmocka_unit_test(singular_correlations_are_valid),
        cmocka_unit_test(all_problems_are_told_at_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
