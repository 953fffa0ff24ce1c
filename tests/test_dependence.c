/* Indicators that follow others: the order, what is refused, and totals against their parts. */
#include "core/dependence.h"

#include "tests/support.h"

#define HEAD                                                                                       \
    "{\"dubao\":1,\"id\":\"t\",\"years\":{\"base\":2020,\"end\":2025},"                            \
    "\"periods\":{\"all\":[2021,2025]},\"simulation\":{\"paths\":65536,\"seed\":7,"                \
    "\"sampling\":\"random\"},"

/* ---- what is refused ---- */

/* All problems of the text, one a line; owned. */
static char *problems_of(const char *json)
{
    char path[] = "/tmp/dubao-test-XXXXXX";
    file_from(json, path);
    Scenario *scenario = NULL;
    Problems problems = { 0 };
    Error err = { 0 };
    Text all = { 0 };
    read_scenario(path, NULL, 0, &scenario, &problems, &err);
    unlink(path);
    for (size_t i = 0; i < problems.count && i < PROBLEMS_KEPT; i++)
        text_add(&all, "%s\n", problems.line[i]);
    text_put(&all, "");
    problems_free(&problems);
    scenario_free(scenario);
    return all.data;
}

#define GROWS(id)   "\"" id "\":{\"model\":\"compound\",\"base\":1,\"growth\":0,\"volatility\":0.1}"
#define SUM(id, of) "\"" id "\":{\"model\":\"sum\",\"of\":[" of "]}"

static const struct {
    const char *rest, *problems;
} mistakes[] = {
    { "\"indicators\":{" SUM("a", "\"b\"") "," SUM("b", "\"a\"") "}}",
      "/indicators/a/of: a -> b -> a is a circle; allowed are indicators that do not depend on "
      "this one\n" },
    { "\"indicators\":{" SUM("a", "\"a\"") "}}",
      "/indicators/a/of: a -> a is a circle; allowed are indicators that do not depend on this "
      "one\n" },
    /* a circle that others lead to, and a second one, are told once each */
    { "\"indicators\":{" GROWS("x") "," SUM("top", "\"a\",\"x\",\"c\"") "," SUM(
          "a", "\"b\"") "," SUM("b", "\"x\",\"a\"") "," SUM("c",
                                                            "\"d\",\"b\"") "," SUM("d",
                                                                                   "\"c\"") "}}",
      "/indicators/a/of: a -> b -> a is a circle; allowed are indicators that do not depend on "
      "this one\n"
      "/indicators/c/of: c -> d -> c is a circle; allowed are indicators that do not depend on "
      "this one\n" },
    { "\"indicators\":{" GROWS("exports") "," SUM("t",
                                                  "\"exprots\",\"exports\",\"exports\",7") "}}",
      "/indicators/t/of/0: unknown indicator \"exprots\"; did you mean \"exports\"? Allowed are "
      "exports, t\n"
      "/indicators/t/of/2: \"exports\" is in the list already; allowed is each indicator once\n"
      "/indicators/t/of/3: found 7; wanted is the id of an indicator\n" },
    { "\"indicators\":{" SUM("t", "") "}}",
      "/indicators/t/of: a list of 0; wanted is a list of 1 or more ids of indicators\n" },
    { "\"indicators\":{" GROWS("a") ",\"t\":{\"model\":\"sum\",\"of\":\"a\"}}}",
      "/indicators/t/of: found \"a\"; wanted is a list of 1 or more ids of indicators\n" },
    { "\"indicators\":{\"t\":{\"model\":\"sum\"}}}", "/indicators/t: the key \"of\" is missing\n" },
    { "\"indicators\":{" GROWS("a") ",\"t\":{\"model\":\"sum\",\"of\":[\"a\"],\"growth\":0.1,"
                                    "\"shock\":\"normal\"}}}",
      "/indicators/t/growth: unknown key \"growth\"; Allowed are title, unit, price_basis, source, "
      "model, of\n"
      "/indicators/t/shock: unknown key \"shock\"; Allowed are title, unit, price_basis, source, "
      "model, of\n" },
    { "\"correlation\":{\"a\":{\"t\":0.5}},\"indicators\":{" GROWS("a") "," SUM("t", "\"a\"") "}}",
      "/correlation: t follows other indicators (model sum), so it has no chance of its own to "
      "correlate; allowed are the indicators it is made of\n" },
};

static void mistakes_are_named(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof mistakes / sizeof *mistakes; i++) {
        char *json = text_format(HEAD "%s", mistakes[i].rest);
        char *problems = problems_of(json);
        assert_string_equal(problems, mistakes[i].problems);
        free(problems);
        free(json);
    }
}

static void exact_sampling_refuses_a_sum_by_name_and_auto_takes_paths(void **state)
{
    (void)state;
    const char *rest = "\"indicators\":{" SUM("t", "\"a\"") "," GROWS("a") "}}";
    char *json = text_format(HEAD "%s", rest);
    Simulated made = { .scenario = scenario_from(json) };
    Error err = { 0 };
    SimulateOptions options = { .threads = 1 };
    assert_int_equal(project(made.scenario, &made.projection, &err), STATUS_GOOD);
    strcpy(made.scenario->simulation.sampling, "exact");
    assert_int_equal(simulate(made.projection, &options, &made.forecast, &err), STATUS_INVALID);
    assert_non_null(strstr(err.text, "/indicators/t/model: exact does not know the law of sum"));
    err = (Error){ 0 };
    strcpy(made.scenario->simulation.sampling, "auto");
    assert_int_equal(simulate(made.projection, &options, &made.forecast, &err), STATUS_GOOD);
    assert_string_equal(made.forecast->method, "sobol");
    simulated_free(&made);
    free(json);
}

/* ---- order ---- */

static void parts_come_before_totals_and_a_chain_may_be_long(void **state)
{
    (void)state;
    enum { LONG = 20000 };
    Indicator *indicator = calloc(LONG, sizeof *indicator);
    size_t *of = calloc(LONG, sizeof *of), *order = calloc(LONG, sizeof *order);
    size_t *place = calloc(LONG, sizeof *place);
    bool *targeted = calloc(LONG, sizeof *targeted);
    Target target = { .indicator = LONG / 2 };
    Scenario s = { .indicator = indicator, .indicators = LONG, .target = &target, .targets = 1 };
    Error err = { 0 };
    for (size_t i = 0; i + 1 < LONG; i++) { /* each needs the next one */
        of[i] = i + 1;
        indicator[i].of = &of[i];
        indicator[i].ofs = 1;
    }
    assert_int_equal(dependence_order(&s, order, &err), STATUS_GOOD);
    for (size_t i = 0; i < LONG; i++)
        place[order[i]] = i;
    for (size_t i = 0; i + 1 < LONG; i++)
        assert_true(place[i] > place[i + 1]);
    dependence_targeted(&s, order, targeted);
    for (size_t i = 0; i < LONG; i++)
        assert_true(targeted[i] == (i >= LONG / 2));
    of[LONG - 1] = 0;
    indicator[LONG - 1].of = &of[LONG - 1];
    indicator[LONG - 1].ofs = 1;
    static char id[] = "i";
    for (size_t i = 0; i < LONG; i++)
        indicator[i].id = id;
    assert_int_equal(dependence_order(&s, order, &err), STATUS_INVALID);
    assert_non_null(strstr(err.text, "(19988 more) -> i is a circle"));
    free(indicator);
    free(of);
    free(order);
    free(place);
    free(targeted);
}

/* ---- totals against their parts ---- */

static void a_central_path_is_the_sum_of_central_paths(void **state)
{
    (void)state;
    Simulated made = simulate_from(
        HEAD "\"indicators\":{" SUM("all", "\"two\",\"c\"") "," SUM(
            "two", "\"a\",\"b\"") ","
                                  "\"a\":{\"model\":\"compound\",\"base\":100,\"growth\":{"
                                  "\"uniform\":[0.1,0.2]}},"
                                  "\"b\":{\"model\":\"compound\",\"base\":40,\"growth\":0.05},"
                                  "\"c\":{\"model\":\"geometric\",\"base\":{\"uniform\":[8,12]},"
                                  "\"growth\":-0.5}},"
                                  "\"targets\":{\"level\":{\"indicator\":\"all\",\"year\":2024,"
                                  "\"at_least\":300},"
                                  "\"pace\":{\"indicator\":\"two\",\"growth\":[2022,2023],\"at_"
                                  "least\":\"12%\"}}}",
        1);
    const Projection *projection = made.projection;
    for (size_t side = 0; side < SIDES; side++)
        for (int t = 0; t <= 5; t++) {
            double a = 100 * pow(1.1 + 0.05 * (double)side, t), b = 40 * pow(1.05, t);
            double c = (8 + 2 * (double)side) * pow(0.5, t);
            double two = projection_level(projection, 1, side)[t];
            assert_true(fabs(two - a - b) < 1e-12 * two);
            assert_true(fabs(projection_level(projection, 0, side)[t] - a - b - c) < 1e-12 * two);
        }
    const Requirement *level = &projection->requirement[0], *pace = &projection->requirement[1];
    assert_true(fabs(level->required_growth - (pow(300.0 / 150, 0.25) - 1)) < 1e-14);
    assert_true(fabs(level->path[0] - 150) < 1e-9 && fabs(level->path[4] - 300) < 1e-9);
    double from = 115 + 42, to = 100 * pow(1.15, 3) + 40 * pow(1.05, 3);
    assert_true(fabs(pace->measure[1] - (sqrt(to / from) - 1)) < 1e-13);
    assert_true(isnan(made.forecast->target[0].base_even)); /* it has no base of its own */
    simulated_free(&made);
}

/* Path by path the total is the whole, so everything about them is the same. */
static void two_equal_halves_are_the_whole(void **state)
{
    (void)state;
    static const char *const sampling[] = { "random", "antithetic", "latin_hypercube", "sobol" };
    for (size_t i = 0; i < 4; i++) {
        char *json = text_format(
            "{\"dubao\":1,\"id\":\"t\",\"years\":{\"base\":2020,\"end\":2025},"
            "\"periods\":{\"all\":[2021,2025]},"
            "\"simulation\":{\"paths\":16384,\"seed\":7,\"sampling\":\"%s\"},"
            "\"indicators\":{\"t\":{\"model\":\"sum\",\"of\":[\"a\",\"b\"]},"
            "\"a\":{\"model\":\"geometric\",\"base\":50,\"growth\":{\"normal\":[0.1,0.01]},"
            "\"volatility\":0.05,\"persistence\":0.4},"
            "\"b\":{\"model\":\"geometric\",\"base\":50,\"growth\":{\"normal\":[0.1,0.01]},"
            "\"volatility\":0.05,\"persistence\":0.4},"
            "\"w\":{\"model\":\"geometric\",\"base\":100,\"growth\":{\"normal\":[0.1,0.01]},"
            "\"volatility\":0.05,\"persistence\":0.4}},"
            "\"correlation\":{\"a\":{\"b\":1,\"w\":1},\"b\":{\"w\":1}},"
            "\"targets\":{\"t\":{\"indicator\":\"t\",\"year\":2025,\"at_least\":165},"
            "\"w\":{\"indicator\":\"w\",\"year\":2025,\"at_least\":165}}}",
            sampling[i]);
        Simulated made = simulate_from(json, 2);
        const Fan *total = &made.forecast->fan[0], *whole = &made.forecast->fan[3];
        for (size_t t = 0; t <= 5; t++) {
            assert_true(fabs(total->mean[t] / whole->mean[t] - 1) < 1e-9);
            assert_true(fabs(total->sd[t] - whole->sd[t]) < 1e-6 * whole->mean[t]);
            for (size_t q = 0; q < QUANTILES; q++)
                assert_true(fabs(total->quantile[q][t] / whole->quantile[q][t] - 1) < 1e-4);
        }
        const TargetForecast *target = made.forecast->target;
        assert_true(fabs(target[0].chance.probability - target[1].chance.probability) < 1e-3);
        assert_true(fabs(made.forecast->joint->chance.probability - target[0].chance.probability) <
                    1e-3);
        simulated_free(&made);
        free(json);
    }
}

/* Its draws do not change those of its parts. */
static void a_total_changes_nobody_elses_draws(void **state)
{
    (void)state;
    Simulated without = simulate_from(HEAD "\"indicators\":{" GROWS("a") "," GROWS("b") "}}", 1);
    Simulated with = simulate_from(
        HEAD "\"indicators\":{" SUM("t", "\"b\",\"a\"") "," GROWS("a") "," GROWS("b") "}}", 2);
    for (size_t i = 0; i < 2; i++)
        for (size_t t = 0; t <= 5; t++) {
            assert_true(without.forecast->fan[i].mean[t] == with.forecast->fan[1 + i].mean[t]);
            assert_true(without.forecast->fan[i].quantile[QUANTILE_95][t] ==
                        with.forecast->fan[1 + i].quantile[QUANTILE_95][t]);
        }
    for (size_t t = 0; t <= 5; t++) { /* means add up on the same paths */
        double sum = without.forecast->fan[0].mean[t] + without.forecast->fan[1].mean[t];
        assert_true(fabs(with.forecast->fan[0].mean[t] - sum) < 1e-12 * sum);
    }
    simulated_free(&without);
    simulated_free(&with);
}

/* Eight sectors with correlated, persistent shocks; the truth has an error of 6e-7. */
static void eight_sectors_have_their_chance(void **state)
{
    (void)state;
    static const char *const sampling[] = { "random", "sobol" };
    for (size_t i = 0; i < 2; i++) {
        char *set = text_format("/simulation/sampling=%s", sampling[i]);
        Simulated made = { 0 };
        Problems problems = { 0 };
        Error err = { 0 };
        SimulateOptions options = { 0 };
        assert_int_equal(read_scenario(SOURCE_FOLDER "/bench/w2.json", (const char *const *)&set, 1,
                                       &made.scenario, &problems, &err),
                         STATUS_GOOD);
        assert_int_equal(project(made.scenario, &made.projection, &err), STATUS_GOOD);
        assert_int_equal(simulate(made.projection, &options, &made.forecast, &err), STATUS_GOOD);
        const Chance *chance = &made.forecast->target[0].chance;
        assert_true(chance->standard_error < 6e-4);
        assert_near(chance->probability, 0.4499192, chance->standard_error, "P(T5 >= 165000)");
        simulated_free(&made);
        problems_free(&problems);
        free(set);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(mistakes_are_named),
        cmocka_unit_test(exact_sampling_refuses_a_sum_by_name_and_auto_takes_paths),
        cmocka_unit_test(parts_come_before_totals_and_a_chain_may_be_long),
        cmocka_unit_test(a_central_path_is_the_sum_of_central_paths),
        cmocka_unit_test(two_equal_halves_are_the_whole),
        cmocka_unit_test(a_total_changes_nobody_elses_draws),
        cmocka_unit_test(eight_sectors_have_their_chance),
    };
    start_math();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
