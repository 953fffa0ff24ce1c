/* The levels from which a target still has a chance: those of the lognormal law, and the point from
 * which there is no return. */
#include "math/normal.h"
#include "run/corridor.h"

#include "tests/support.h"

#define TARGET(bound)                                                                              \
    "{\"dubao\":1,\"id\":\"t\",\"years\":{\"base\":2020,\"end\":2025},\"periods\":{\"all\":["      \
    "2021,2025]},\"simulation\":{\"paths\":100000},\"indicators\":{\"a\":{\"model\":\"geometric"   \
    "\",\"base\":100,\"growth\":0.12,\"volatility\":\"5%\"}},\"targets\":{\"t\":{\"indicator\":"   \
    "\"a\"," bound "}}}"

typedef struct Found {
    Scenario *scenario;
    Projection *projection;
    Solve *solve;
} Found;

static Found find(Scenario *scenario, double reference, size_t threads)
{
    Found found = { .scenario = scenario, .solve = calloc(1, sizeof *found.solve) };
    SimulateOptions options = { .threads = threads };
    Error err = { 0 };
    assert_non_null(found.solve);
    found.solve->scenario = scenario;
    assert_int_equal(project(scenario, &found.projection, &err), STATUS_GOOD);
    if (corridor(found.solve, found.projection, scenario->targets, reference, &options, &err) !=
        STATUS_GOOD)
        fail_msg("%s", err.text);
    return found;
}

static void found_free(Found *found)
{
    solve_free(found->solve);
    projection_free(found->projection);
    scenario_free(found->scenario);
}

/* P(L[T] >= B | L[t] = x) = Phi((ln(x / B) + n ln(1 + g)) / (v sqrt n)), n = T - t. */
static double level_of(double p, size_t years)
{
    double n = (double)years;
    return 165 * exp(-n * log1p(0.12) + 0.05 * sqrt(n) * normal_quantile(p));
}

static void levels_are_those_of_the_closed_form(void **state)
{
    (void)state;
    Found low = find(scenario_from(TARGET("\"year\":2025,\"at_least\":165")), NAN, 2);
    Found high = find(scenario_from(TARGET("\"year\":2025,\"at_most\":165")), NAN, 2);
    const Corridor *up = &low.solve->corridor[0], *down = &high.solve->corridor[0];
    assert_false(up->approximate);
    for (size_t c = 0; c < CORRIDOR_CHANCES; c++) {
        for (size_t t = 0; t < 5; t++) {
            double p = corridor_chances[c];
            assert_near(up->level[c][t], level_of(p, 5 - t), up->error[c][t], "at least");
            assert_near(down->level[c][t], level_of(1 - p, 5 - t), down->error[c][t], "at most");
            assert_true(up->error[c][t] < 0.005 * up->level[c][t]);
        }
        assert_true(up->level[c][5] == 165 && up->error[c][5] == 0);
    }
    found_free(&low);
    found_free(&high);
}

/* Of several years the nearest to missing decides; from the last on there is one. */
static void each_year_is_harder_than_one(void **state)
{
    (void)state;
    Found one = find(scenario_from(TARGET("\"year\":2024,\"at_least\":165")), NAN, 1);
    Found each = find(scenario_from(TARGET("\"each_year\":[2024,2025],\"at_least\":165")), NAN, 1);
    assert_int_equal(each.solve->corridor[0].years, 6);
    for (size_t t = 0; t < 5; t++)
        assert_true(each.solve->corridor[0].level[2][t] >= one.solve->corridor[0].level[2][t]);
    assert_true(each.solve->corridor[0].level[1][5] == 165);
    found_free(&one);
    found_free(&each);
}

/* From the level with a chance of 80 % in the base year the simulation gives 80 %. */
static void a_scenario_that_begins_there_has_the_chance(void **state)
{
    (void)state;
    Found found = find(scenario_from(TARGET("\"year\":2025,\"at_least\":165")), NAN, 1);
    const Corridor *corridor = &found.solve->corridor[0];
    Simulated made = { .scenario = scenario_from(TARGET("\"year\":2025,\"at_least\":165")) };
    SimulateOptions options = { .threads = 1 };
    Error err = { 0 };
    made.scenario->indicator[0].parameter[0].quantity[0].value[0] = corridor->level[2][0];
    assert_int_equal(project(made.scenario, &made.projection, &err), STATUS_GOOD);
    assert_int_equal(simulate(made.projection, &options, &made.forecast, &err), STATUS_GOOD);
    assert_true(fabs(made.forecast->target[0].chance.probability - 0.8) < 0.0005);
    simulated_free(&made);
    found_free(&found);
}

static void there_is_no_return_above_what_ever_was(void **state)
{
    (void)state;
    Scenario *scenario = scenario_from(TARGET("\"year\":2025,\"at_least\":200"));
    Observation *history = calloc(3, sizeof *history);
    assert_non_null(history);
    history[0] = (Observation){ 2017, 80 };
    history[1] = (Observation){ 2019, 100 };
    history[2] = (Observation){ 2020, 116 };
    scenario->indicator[0].history = history;
    scenario->indicator[0].observations = 3;
    Found found = find(scenario, NAN, 1);
    const Corridor *seen = &found.solve->corridor[0];
    assert_true(fabs(seen->ceiling[4] - 0.16) < 1e-12);             /* one year: 2019 to 2020 */
    assert_true(fabs(seen->ceiling[3] - (cbrt(1.45) - 1)) < 1e-12); /* two: three years kept more */
    assert_true(isnan(seen->ceiling[1]) && seen->why[1]);           /* no values so far apart */
    assert_true(fabs(seen->no_return[4] - 200 / 1.16) < 1e-9);
    assert_int_equal(seen->no_return_year, 2022); /* three years: 13.2 % a year; needed 16.8 % */
    solve_free(found.solve);
    projection_free(found.projection);
    found = find(scenario, 0.5, 1);
    assert_int_equal(found.solve->corridor[0].no_return_year, 0);
    found_free(&found);
}

static void threads_change_no_bit(void **state)
{
    (void)state;
    Found one = find(scenario_from(TARGET("\"year\":2025,\"at_least\":165")), NAN, 1);
    Found many = find(scenario_from(TARGET("\"year\":2025,\"at_least\":165")), NAN, 7);
    for (size_t t = 0; t < 6; t++)
        assert_true(one.solve->corridor[0].level[0][t] == many.solve->corridor[0].level[0][t]);
    found_free(&one);
    found_free(&many);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(levels_are_those_of_the_closed_form),
        cmocka_unit_test(each_year_is_harder_than_one),
        cmocka_unit_test(a_scenario_that_begins_there_has_the_chance),
        cmocka_unit_test(there_is_no_return_above_what_ever_was),
        cmocka_unit_test(threads_change_no_bit),
    };
    start_math();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
