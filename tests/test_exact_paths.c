/* The laws without sampling against simulation: the scenarios that are shipped, and laws with
 * several uncertain draws. */
#include "tests/support.h"

static Simulated simulate_file(const char *path, const char *sampling)
{
    char *set =
        text_format("/simulation={\"paths\":1000000,\"seed\":3,\"sampling\":\"%s\"}", sampling);
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

/* Everything that both give, within 4 standard errors of the simulation. */
static void compare(const Simulated *exact, const Simulated *paths)
{
    const Scenario *s = exact->scenario;
    for (size_t i = 0; i < s->indicators; i++) {
        const Fan *one = &exact->forecast->fan[i], *other = &paths->forecast->fan[i];
        const Indicator *it = &s->indicator[i]; /* exp of Student's t has no mean */
        bool endless = isfinite(it->freedom) && !strcmp(it->model->name, "geometric");
        for (size_t t = 0; t < scenario_years(s); t++) {
            double least = 1e-9 * one->quantile[QUANTILE_50][t];
            if (!endless || !t) {
                assert_near(other->mean[t], one->mean[t], other->mean_error[t] + least, "mean");
                assert_near(other->sd[t], one->sd[t], 3 * other->mean_error[t] + least, "sd");
            }
            for (size_t q = 0; q < QUANTILES; q++)
                assert_near(other->quantile[q][t], one->quantile[q][t],
                            other->quantile_error[q][t] + least, "quantile");
        }
    }
    const Joint *joint = paths->forecast->joint;
    if (!exact->forecast->joint[0].unknown)
        assert_near(joint->chance.probability, exact->forecast->joint[0].chance.probability,
                    joint->chance.standard_error, "joint");
    for (size_t i = 0; i < s->targets; i++) {
        const TargetForecast *one = &exact->forecast->target[i];
        const TargetForecast *other = &paths->forecast->target[i];
        assert_true(one->chance.standard_error < 1e-9);
        assert_near(other->chance.probability, one->chance.probability,
                    other->chance.standard_error, s->target[i].id);
        assert_near(other->median, one->median, other->median_error, s->target[i].id);
        for (size_t t = 1; t < scenario_years(s); t++)
            if (!isnan(other->on_path[t].probability))
                assert_near(other->on_path[t].probability, one->on_path[t].probability,
                            other->on_path[t].standard_error, "on path");
        assert_true(fabs(one->curve_below[0] - 0.001) < 1e-9);
        assert_true(fabs(one->curve_below[CURVE_POINTS - 1] - 0.999) < 1e-9);
        for (size_t b = 0; b < BASE_SHIFTS && isfinite(other->base_even); b++)
            assert_near(other->base_chance[b], one->base_chance[b], 0.0006, "other base");
    }
}

static void scenarios_agree_with_simulation(void **state)
{
    (void)state;
    static const char *const file[] = {
        "/scenarios/nghe-an/plan-174.json",
        "/scenarios/nghe-an/plan-174-implied-base.json",
        "/scenarios/nghe-an/as-published-2022.json",
        "/bench/w1.json",
        "/bench/w3.json",
    };
    for (size_t i = 0; i < sizeof file / sizeof *file; i++) {
        char *path = text_format("%s%s", SOURCE_FOLDER, file[i]);
        Simulated exact = simulate_file(path, "exact"), paths = simulate_file(path, "random");
        compare(&exact, &paths);
        if (i < 3) { /* correlated indicators: only bounds are known */
            const Joint *joint = exact.forecast->joint;
            assert_true(isnan(joint->chance.probability));
            assert_true(joint->bounds[0] <= paths.forecast->joint->chance.probability &&
                        paths.forecast->joint->chance.probability <= joint->bounds[1]);
        }
        simulated_free(&exact);
        simulated_free(&paths);
        free(path);
    }
}

/* One indicator and one target, with the sampling left open. */
static void check_against_paths(const char *years, const char *indicator, const char *target)
{
    Simulated made[2];
    for (size_t i = 0; i < 2; i++) {
        char *json =
            text_format("{\"dubao\":1,\"id\":\"t\",\"years\":{\"base\":2020,\"end\":%s},"
                        "\"periods\":{\"all\":[2021,%s]},\"indicators\":{\"a\":{%s}},"
                        "\"targets\":{\"t\":{\"indicator\":\"a\",%s}},"
                        "\"simulation\":{\"paths\":1000000,\"seed\":5,\"sampling\":\"%s\"}}",
                        years, years, indicator, target, i ? "random" : "exact");
        made[i] = simulate_from(json, 0);
        free(json);
    }
    compare(&made[0], &made[1]);
    simulated_free(&made[0]);
    simulated_free(&made[1]);
}

static void uncertain_parameters_agree_with_simulation(void **state)
{
    (void)state;
    check_against_paths("2030",
                        "\"model\":\"compound\",\"base\":75000,\"growth\":{\"triangular\":["
                        "\"13.5%\",\"14.5%\",\"16.5%\"]},\"volatility\":{\"uniform\":[\"2%\","
                        "\"6%\"]},\"shock\":{\"student_t\":5}",
                        "\"year\":2025,\"at_least\":165000");
    check_against_paths("2024",
                        "\"model\":\"geometric\",\"base\":{\"triangular\":[90,100,115]},"
                        "\"growth\":{\"pert\":[\"1%\",\"4%\",\"9%\"]},\"draw\":\"year\","
                        "\"volatility\":{\"uniform\":[\"2%\",\"6%\"]},\"persistence\":-0.4",
                        "\"growth\":[2022,2024],\"between\":[\"2%\",\"5%\"]");
    check_against_paths("2024",
                        "\"model\":\"compound\",\"base\":{\"lognormal\":[100,0.05]},\"growth\":{"
                        "\"two_piece_normal\":[\"5%\",\"2%\",\"4%\"]},\"draw\":\"year\"",
                        "\"year\":2024,\"at_most\":125");
    check_against_paths("2024",
                        "\"model\":\"compound\",\"base\":{\"uniform\":[90,110]},\"growth\":{"
                        "\"discrete\":[[\"-5%\",1],[\"5%\",2],[\"9%\",1]]},\"draw\":\"year\","
                        "\"volatility\":\"3%\"",
                        "\"year\":2024,\"at_most\":125");
}

/* Several targets on two periods, in which a crisis may come. */
static void check_joint(const char *indicator, const char *targets)
{
    Simulated made[2];
    for (size_t i = 0; i < 2; i++) {
        char *json = text_format(
            "{\"dubao\":1,\"id\":\"t\",\"years\":{\"base\":2020,\"end\":2026},\"periods\":{\"p\":["
            "2021,2023],\"q\":[2024,2026]},\"indicators\":{\"a\":{%s}},\"events\":{"
            "\"crisis\":{\"probability\":\"10%%\",\"loss\":{\"uniform\":[\"5%%\",\"15%%\"]},"
            "\"indicators\":[\"a\"],\"years\":[2022,2025]}},\"targets\":{%s},"
            "\"simulation\":{\"paths\":1000000,\"seed\":7,\"sampling\":\"%s\"}}",
            indicator, targets, i ? "random" : "exact");
        made[i] = simulate_from(json, 0);
        free(json);
    }
    assert_null(made[0].forecast->joint[0].unknown);
    compare(&made[0], &made[1]);
    simulated_free(&made[0]);
    simulated_free(&made[1]);
}

static void several_years_agree_with_simulation(void **state)
{
    (void)state;
    static const char levels[] = "\"t\":{\"indicator\":\"a\",\"year\":2022,\"at_least\":118},"
                                 "\"u\":{\"indicator\":\"a\",\"year\":2024,\"between\":[125,160]},"
                                 "\"v\":{\"indicator\":\"a\",\"growth\":[2025,2026],"
                                 "\"at_least\":\"5%\"}";
    static const char each[] = "\"t\":{\"indicator\":\"a\",\"each_year\":[2022,2026],"
                               "\"at_least\":108},\"u\":{\"indicator\":\"a\",\"year\":2026,"
                               "\"at_most\":190}";
    check_joint("\"model\":\"compound\",\"base\":{\"uniform\":[98,102]},\"growth\":{\"p\":{"
                "\"uniform\":[\"7%\",\"13%\"]},\"q\":{\"pert\":[\"5%\",\"8%\",\"12%\"]}},"
                "\"volatility\":\"5%\"",
                levels);
    check_joint("\"model\":\"compound\",\"base\":100,\"growth\":{\"p\":{\"uniform\":[\"7%\","
                "\"13%\"]},\"q\":{\"triangular\":[\"4%\",\"12%\",\"14%\"]}},\"linked\":true,"
                "\"volatility\":\"5%\",\"shock\":{\"student_t\":5}",
                levels);
    check_joint("\"model\":\"geometric\",\"base\":100,\"growth\":{\"triangular\":[\"7%\",\"9%\","
                "\"13%\"]},\"draw\":\"year\",\"volatility\":{\"uniform\":[\"3%\",\"6%\"]}",
                levels);
    check_joint("\"model\":\"compound\",\"base\":100,\"growth\":{\"uniform\":[\"7%\",\"13%\"]},"
                "\"volatility\":\"5%\"",
                each);
    check_joint("\"model\":\"geometric\",\"base\":100,\"growth\":\"9%\",\"volatility\":\"5%\","
                "\"shock\":{\"student_t\":4}",
                each);
}

/* Two periods, their growth linked or not, with events whose years cut them. */
static void check_events(const char *indicator)
{
    Simulated made[2];
    for (size_t i = 0; i < 2; i++) {
        char *json = text_format(
            "{\"dubao\":1,\"id\":\"t\",\"years\":{\"base\":2020,\"end\":2026},\"periods\":{\"p\":["
            "2021,2023],\"q\":[2024,2026]},\"indicators\":{\"a\":{%s}},\"events\":{"
            "\"crisis\":{\"probability\":\"10%%\",\"loss\":{\"uniform\":[\"5%%\",\"15%%\"]},"
            "\"indicators\":[\"a\"]},\"flood\":{\"probability\":\"20%%\",\"loss\":\"4%%\","
            "\"indicators\":[\"a\"],\"years\":[2022,2025]},\"drought\":{\"probability\":\"30%%\","
            "\"loss\":{\"pert\":[0,\"2%%\",\"8%%\"]},\"indicators\":[\"a\"],\"years\":[2023,2024]}}"
            ","
            "\"targets\":{\"t\":{\"indicator\":\"a\",\"growth\":[2023,2025],\"at_least\":\"5%%\"},"
            "\"u\":{\"indicator\":\"a\",\"year\":2025,\"at_most\":125}},"
            "\"simulation\":{\"paths\":1000000,\"seed\":9,\"sampling\":\"%s\"}}",
            indicator, i ? "random" : "exact");
        made[i] = simulate_from(json, 0);
        free(json);
    }
    compare(&made[0], &made[1]);
    simulated_free(&made[0]);
    simulated_free(&made[1]);
}

static void events_agree_with_simulation(void **state)
{
    (void)state;
    check_events(
        "\"model\":\"compound\",\"base\":100,\"growth\":{\"p\":{\"uniform\":[\"5%\",\"9%\"]},"
        "\"q\":{\"pert\":[\"2%\",\"8%\",\"9%\"]}},\"volatility\":\"2%\"");
    check_events(
        "\"model\":\"compound\",\"base\":100,\"growth\":{\"p\":{\"uniform\":[\"5%\",\"9%\"]},"
        "\"q\":{\"normal\":[\"5%\",\"2%\"]}},\"draw\":\"year\",\"volatility\":{\"p\":\"2%\","
        "\"q\":{\"uniform\":[\"1%\",\"5%\"]}}");
    check_events("\"model\":\"geometric\",\"base\":{\"uniform\":[95,105]},\"growth\":{\"p\":{"
                 "\"uniform\":[\"5%\",\"9%\"]},\"q\":\"6%\"},\"linked\":true,\"volatility\":{\"p\":"
                 "\"2%\",\"q\":\"4%\"},\"persistence\":0.5");
    check_events("\"model\":\"geometric\",\"base\":100,\"growth\":{\"uniform\":[\"5%\",\"9%\"]},"
                 "\"draw\":\"year\",\"volatility\":\"3%\",\"shock\":{\"student_t\":6}");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(scenarios_agree_with_simulation),
        cmocka_unit_test(uncertain_parameters_agree_with_simulation),
        cmocka_unit_test(several_years_agree_with_simulation),
        cmocka_unit_test(events_agree_with_simulation),
    };
    start_math();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
