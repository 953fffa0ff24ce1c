/* Forecasts by preintegration against the exact method, closed forms and paths. */
#include "tests/support.h"

#include "math/lognormal_sum.h"

#define START(end, sampling, paths)                                                                \
    "{\"dubao\":1,\"id\":\"t\",\"years\":{\"base\":2020,\"end\":" end "},"                         \
    "\"periods\":{\"p\":[2021,2023],\"q\":[2024," end "]},\"simulation\":{\"paths\":" paths        \
    ",\"seed\":7,\"sampling\":\"" sampling "\"},"

static Simulated simulate_file(const char *path, const char *sampling, const char *paths)
{
    char *set =
        text_format("/simulation={\"paths\":%s,\"seed\":3,\"sampling\":\"%s\"}", paths, sampling);
    Simulated made = { 0 };
    Problems problems = { 0 };
    Error err = { 0 };
    SimulateOptions options = { 0 };
    Status status =
        read_scenario(path, (const char *const *)&set, 1, &made.scenario, &problems, &err);
    if (status == STATUS_GOOD)
        status = project(made.scenario, &made.projection, &err);
    if (status == STATUS_GOOD)
        status = simulate(made.projection, &options, &made.forecast, &err);
    if (status != STATUS_GOOD)
        fail_msg("%s: %s", path, err.text);
    problems_free(&problems);
    free(set);
    return made;
}

static double both(double a, double b)
{
    return sqrt(a * a + b * b);
}

static void compare_targets(const Simulated *made, const Simulated *other)
{
    const Scenario *s = made->scenario;
    for (size_t i = 0; i < s->targets; i++) {
        const TargetForecast *a = &made->forecast->target[i], *b = &other->forecast->target[i];
        assert_near(a->chance.probability, b->chance.probability,
                    both(a->chance.standard_error, b->chance.standard_error), "chance");
        assert_near(a->median, b->median, both(a->median_error, b->median_error), "median");
        for (size_t t = 0; t < scenario_years(s); t++) {
            assert_int_equal(isnan(a->on_path[t].probability), isnan(b->on_path[t].probability));
            if (!isnan(a->on_path[t].probability))
                assert_near(a->on_path[t].probability, b->on_path[t].probability,
                            both(a->on_path[t].standard_error, b->on_path[t].standard_error),
                            "on path");
        }
        assert_int_equal(isnan(a->base_even), isnan(b->base_even));
        for (size_t k = 0; k < CURVE_POINTS; k += 25)
            assert_true(fabs(a->curve_at[k] / b->curve_at[k] - 1) < 0.01);
    }
}

/* Everything that both give, within 4 standard errors. */
static void compare(const Simulated *made, const Simulated *other)
{
    const Scenario *s = made->scenario;
    for (size_t i = 0; i < s->indicators; i++) {
        const Fan *a = &made->forecast->fan[i], *b = &other->forecast->fan[i];
        for (size_t t = 0; t < scenario_years(s); t++) {
            double least = 1e-9 * b->quantile[QUANTILE_50][t];
            assert_near(a->mean[t], b->mean[t], both(a->mean_error[t], b->mean_error[t]) + least,
                        "mean");
            assert_near(a->sd[t], b->sd[t], 3 * b->mean_error[t] + least, "sd");
            for (size_t q = 0; q < QUANTILES; q++)
                assert_near(a->quantile[q][t], b->quantile[q][t],
                            both(a->quantile_error[q][t], b->quantile_error[q][t]) + least,
                            "quantile");
        }
    }
    compare_targets(made, other);
}

static void eight_sectors_take_few_points(void **state)
{
    (void)state;
    static const char *const sampling[] = { "sobol", "auto", "preintegration" };
    static const char path[] = SOURCE_FOLDER "/bench/w2.json";
    for (size_t i = 0; i < 3; i++) {
        Simulated made = simulate_file(path, sampling[i], "131072");
        const Chance *chance = &made.forecast->target[0].chance;
        assert_string_equal(made.forecast->target[0].method, "preintegration");
        assert_true(chance->standard_error < 1e-5);
        assert_near(chance->probability, 0.4499192, chance->standard_error + 6e-7, "chance");
        assert_true(made.forecast->joint->chance.probability == chance->probability);
        simulated_free(&made);
    }
    Simulated made = simulate_file(path, "preintegration", "131072");
    Simulated paths = simulate_file(path, "random", "1000000");
    compare(&made, &paths);
    simulated_free(&made);
    simulated_free(&paths);
}

/* One lognormal level: nothing is left to points. */
static void a_single_level_is_exact(void **state)
{
    (void)state;
    static const char *const sampling[] = { "preintegration", "exact" };
    Simulated made[2];
    for (size_t i = 0; i < 2; i++) {
        char *json = text_format(
            START("2026", "%s", "4096") "\"indicators\":{\"a\":{\"model\":\"geometric\","
                                        "\"base\":100,\"growth\":{\"p\":0.1,\"q\":0.05},"
                                        "\"volatility\":{\"p\":0,\"q\":0.06},"
                                        "\"persistence\":-0.4}},\"targets\":{\"t\":{\"indicator\":"
                                        "\"a\",\"year\":2026,\"between\":[140,170]}}}",
            sampling[i]);
        made[i] = simulate_from(json, 1);
        free(json);
    }
    const Fan *a = &made[0].forecast->fan[0], *b = &made[1].forecast->fan[0];
    for (size_t t = 0; t <= 6; t++) {
        assert_true(fabs(a->mean[t] - b->mean[t]) < 1e-9 && fabs(a->sd[t] - b->sd[t]) < 1e-5);
        for (size_t q = 0; q < QUANTILES; q++)
            assert_true(fabs(a->quantile[q][t] - b->quantile[q][t]) < 1e-8);
    }
    const TargetForecast *one = &made[0].forecast->target[0], *two = &made[1].forecast->target[0];
    assert_true(fabs(one->chance.probability - two->chance.probability) < 1e-10);
    assert_true(one->chance.standard_error < 1e-11);
    assert_true(fabs(one->median - two->median) < 1e-8 && fabs(one->gap - two->gap) < 1e-8);
    assert_true(fabs(made[0].forecast->joint->member[0].only_miss.probability -
                     made[1].forecast->joint->member[0].only_miss.probability) < 1e-10);
    assert_true(isnan(one->base_even) && isnan(two->base_even)); /* two bounds */
    for (size_t i = 0; i < BASE_SHIFTS; i++)
        assert_true(fabs(one->base_chance[i] - two->base_chance[i]) < 1e-10);
    for (size_t t = 1; t <= 6; t++)
        assert_true(fabs(one->on_path[t].probability - two->on_path[t].probability) < 1e-9);
    for (size_t i = 0; i < CURVE_POINTS; i++)
        assert_true(fabs(one->curve_below[i] - two->curve_below[i]) < 1e-9);
    simulated_free(&made[0]);
    simulated_free(&made[1]);
}

/* A total of totals that holds one part twice, persistences that differ, a part without chance, a
 * negative correlation and a matrix that must be repaired. */
#define MIXED                                                                                      \
    "\"indicators\":{\"all\":{\"model\":\"sum\",\"of\":[\"some\",\"a\",\"fixed\"]},"               \
    "\"some\":{\"model\":\"sum\",\"of\":[\"a\",\"b\",\"c\"]},"                                     \
    "\"a\":{\"model\":\"geometric\",\"base\":50,\"growth\":{\"p\":0.1,\"q\":0.02},"                \
    "\"volatility\":{\"p\":0.05,\"q\":0.1},\"persistence\":0.7},"                                  \
    "\"b\":{\"model\":\"geometric\",\"base\":90,\"growth\":-0.03,\"volatility\":0.08,"             \
    "\"persistence\":-0.5},"                                                                       \
    "\"c\":{\"model\":\"geometric\",\"base\":70,\"growth\":0.06,\"volatility\":0.2},"              \
    "\"fixed\":{\"model\":\"compound\",\"base\":30,\"growth\":0.01}},"                             \
    "\"correlation\":{\"a\":{\"b\":0.9,\"c\":-0.4},\"b\":{\"c\":0.3},\"repair\":true},"            \
    "\"targets\":{\"t\":{\"indicator\":\"all\",\"year\":2025,\"at_most\":360}}}"

static void mixed_totals_agree_with_paths(void **state)
{
    (void)state;
    Simulated made = simulate_from(START("2026", "preintegration", "131072") MIXED, 1);
    Simulated paths = simulate_from(START("2026", "random", "1000000") MIXED, 0);
    assert_string_equal(made.forecast->method, "preintegration");
    assert_true(made.forecast->target[0].chance.standard_error < 5e-5);
    compare(&made, &paths);
    simulated_free(&made);
    simulated_free(&paths);
}

/* Twice the paths, fewer errors; and a seed of its own. */
static void more_paths_are_more_points(void **state)
{
    (void)state;
    Simulated few = simulate_from(START("2026", "sobol", "16384") MIXED, 1);
    Simulated many = simulate_from(START("2026", "sobol", "1048576") MIXED, 2);
    const Chance *a = &few.forecast->target[0].chance, *b = &many.forecast->target[0].chance;
    assert_true(b->standard_error < a->standard_error / 5);
    assert_near(a->probability, b->probability, a->standard_error, "few and many");
    simulated_free(&few);
    simulated_free(&many);
}

/* ---- what is refused ---- */

#define GROWS(id, more) "\"" id "\":{\"model\":\"geometric\",\"base\":100,\"growth\":0.1" more "}"

static const struct {
    const char *rest, *words;
} refusals[] = {
    { "\"indicators\":{\"a\":{\"model\":\"geometric\",\"base\":1,\"growth\":{\"normal\":[0.1,0.01]}"
      "}}}",
      "/indicators/a/growth: preintegration needs a number, not a distribution" },
    { "\"indicators\":{" GROWS("a", ",\"volatility\":{\"uniform\":[0.1,0.2]}") "}}",
      "/indicators/a/volatility: preintegration needs a number" },
    { "\"indicators\":{" GROWS("a", ",\"volatility\":0.1,\"shock\":\"student_t\"") "}}",
      "/indicators/a/shock: preintegration needs normal shocks" },
    { "\"indicators\":{\"a\":{\"model\":\"compound\",\"base\":1,\"growth\":0.1,\"volatility\":0.1}}"
      "}",
      "/indicators/a/model: preintegration needs lognormal levels, which compound has not" },
    { "\"indicators\":{\"a\":{\"model\":\"geometric\",\"base\":1,\"growth\":\"-100%\"}}}",
      "/indicators/a: preintegration needs levels above 0" },
    { "\"indicators\":{" GROWS("a",
                               "") "},\"targets\":{\"t\":{\"indicator\":\"a\",\"growth\":[2021,"
                                   "2022],\"at_least\":0.1}}}",
      "/targets/t/growth: preintegration knows levels of one year only" },
    { "\"indicators\":{" GROWS("a", "") "},\"targets\":{\"t\":{\"indicator\":\"a\",\"each_year\":["
                                        "2021,2022],\"at_least\":0.1}}}",
      "/targets/t/each_year: preintegration knows levels of one year only" },
    { "\"indicators\":{" GROWS("a", ",\"volatility\":0.1") "," GROWS(
          "b", ",\"volatility\":0.1") ",\"t\":{\"model\":\"sum\",\"of\":[\"a\",\"b\"]}},"
                                      "\"correlation\":{\"a\":{\"b\":-1}}}",
      "/indicators/t: preintegration finds no direction in which all parts of the sum grow" },
};

static void what_is_not_covered_is_refused_by_name(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof refusals / sizeof *refusals; i++) {
        char *json = text_format(START("2024", "preintegration", "4096") "%s", refusals[i].rest);
        Simulated made = { .scenario = scenario_from(json) };
        Error err = { 0 };
        SimulateOptions options = { .threads = 1 };
        assert_int_equal(project(made.scenario, &made.projection, &err), STATUS_GOOD);
        assert_int_equal(simulate(made.projection, &options, &made.forecast, &err), STATUS_INVALID);
        if (strncmp(err.text, refusals[i].words, strlen(refusals[i].words)) != 0)
            fail_msg("\"%s\" for \"%s\"", err.text, refusals[i].words);
        assert_null(made.forecast);
        err = (Error){ 0 };
        free(made.scenario->simulation.sampling);
        made.scenario->simulation.sampling = text_copy("sobol"); /* takes paths then */
        assert_int_equal(simulate(made.projection, &options, &made.forecast, &err), STATUS_GOOD);
        assert_string_equal(made.forecast->method, "sobol");
        simulated_free(&made);
        free(json);
    }
}

static void long_sums_are_refused(void **state)
{
    (void)state;
    enum { LONG = LOGNORMAL_SUM_TERMS + 1 };
    for (size_t parts = LONG - 1; parts <= LONG; parts++) {
        Text json = { 0 };
        text_put(&json, START("2024", "auto", "1024") "\"indicators\":{");
        for (size_t i = 0; i < parts; i++)
            text_add(&json,
                     "\"a%zu\":{\"model\":\"geometric\",\"base\":1,\"growth\":0,"
                     "\"volatility\":0.1,\"persistence\":0.1},",
                     i);
        text_put(&json, "\"t\":{\"model\":\"sum\",\"of\":[\"a0\"");
        for (size_t i = 1; i < parts; i++)
            text_add(&json, ",\"a%zu\"", i);
        text_put(&json, "]}}}");
        Simulated made = simulate_from(json.data, 1);
        assert_string_equal(made.forecast->method, parts < LONG ? "preintegration" : "random");
        simulated_free(&made);
        text_free(&json);
    }
}

/* Of several targets the chance of all together is wanted, which only paths know. */
static void several_targets_take_paths(void **state)
{
    (void)state;
    static const char rest[] = "\"indicators\":{" GROWS("a", ",\"volatility\":0.1") "," GROWS(
        "b", ",\"volatility\":0.2") ",\"t\":{\"model\":\"sum\",\"of\":[\"a\",\"b\"]}},"
                                    "\"targets\":{\"one\":{\"indicator\":\"t\",\"year\":2022,"
                                    "\"at_least\":240},\"two\":{\"indicator\":\"a\",\"year\":"
                                    "2023,\"at_least\":135}}}";
    char *json = text_format(START("2024", "sobol", "65536") "%s", rest);
    Simulated paths = simulate_from(json, 1);
    free(json);
    json = text_format(START("2024", "preintegration", "65536") "%s", rest);
    Simulated made = simulate_from(json, 1);
    free(json);
    assert_string_equal(paths.forecast->method, "sobol");
    assert_true(isfinite(paths.forecast->joint->chance.probability));
    const Joint *joint = made.forecast->joint;
    assert_true(isnan(joint->chance.probability));
    assert_true(joint->bounds[0] <= paths.forecast->joint->chance.probability &&
                paths.forecast->joint->chance.probability <= joint->bounds[1]);
    assert_true(isnan(made.forecast->joint->member[0].only_miss.probability));
    for (size_t i = 0; i < 2; i++)
        assert_near(paths.forecast->target[i].chance.probability,
                    made.forecast->target[i].chance.probability,
                    paths.forecast->target[i].chance.standard_error, "chance");
    simulated_free(&paths);
    simulated_free(&made);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(eight_sectors_take_few_points),
        cmocka_unit_test(a_single_level_is_exact),
        cmocka_unit_test(mixed_totals_agree_with_paths),
        cmocka_unit_test(more_paths_are_more_points),
        cmocka_unit_test(what_is_not_covered_is_refused_by_name),
        cmocka_unit_test(long_sums_are_refused),
        cmocka_unit_test(several_targets_take_paths),
    };
    start_math();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
