/* Programmes that raise growth, against closed forms and quadrature. */
#include "tests/support.h"

#define HEAD(end, paths, sampling)                                                                 \
    "{\"dubao\":1,\"id\":\"t\",\"years\":{\"base\":2020,\"end\":" end "},\"periods\":{\"all\":["   \
    "2021," end "]},\"simulation\":{\"paths\":" paths ",\"seed\":11,\"sampling\":\"" sampling      \
    "\"},"

#define STILL(id, model) "\"" id "\":{\"model\":\"" model "\",\"base\":100,\"growth\":\"10%%\"}"

/* The mean of a rise over the year, by halves of the year's points; ramp > 0. */
static double share_of(double since, double ramp)
{
    enum { POINTS = 400 };
    double sum = 0;
    for (int i = 0; i < POINTS; i++)
        sum += fmin(fmax((since + (i + 0.5) / POINTS) / ramp, 0), 1);
    return sum / POINTS;
}

/* The level of `year` from 100 at 10 % with a programme due in `date`. */
static double level_of(int year, double date, double ramp, double effect)
{
    double level = 100;
    for (int y = 2021; y <= year; y++)
        level *= 1.1 + effect * share_of(y - date, ramp);
    return level;
}

/* Quadrature over delay in 0..2 and effect in 0..4 %, each uniform, with a ramp of 1.5 years. */
static double expected(int year, double bound)
{
    enum { NODES = 200 };
    double sum = 0;
    for (int d = 0; d < NODES; d++) {
        for (int e = 0; e < NODES; e++) {
            double delay = 2 * (d + 0.5) / NODES, effect = 0.04 * (e + 0.5) / NODES;
            double level = level_of(year, 2021.5 + delay, 1.5, effect);
            sum += bound > 0 ? level >= bound : level;
        }
    }
    return sum / (NODES * NODES);
}

static void chance_and_mean_are_those_of_quadrature(void **state)
{
    (void)state;
    static const char *const sampling[] = { "random", "antithetic", "latin_hypercube", "sobol" };
    double mean = expected(2025, 0), truth = expected(2025, 168);
    for (size_t i = 0; i < 4; i++) {
        char *json = text_format(
            HEAD("2026", "262144", "%s") "\"indicators\":{" STILL(
                "a",
                "compound") "},\"programmes\":{\"p\":{"
                            "\"approval\":\"2021-07\",\"delay\":{\"uniform\":[0,2]},\"ramp\":1.5,"
                            "\"effect\":{\"uniform\":[0,\"4%%\"]},\"indicators\":[\"a\"]}},"
                            "\"targets\":{"
                            "\"t\":{\"indicator\":\"a\",\"year\":2025,\"at_least\":168}}}",
            sampling[i]);
        Simulated made = simulate_from(json, 0);
        const Chance *chance = &made.forecast->target[0].chance;
        const Fan *fan = &made.forecast->fan[0];
        assert_near(chance->probability, truth, chance->standard_error + 2e-4, sampling[i]);
        assert_near(fan->mean[5], mean, fan->mean_error[5] + 1e-4, sampling[i]);
        assert_true(fabs(fan->mean[1] / level_of(2021, 2021.5, 1.5, 0) - 1) < 0.01);
        simulated_free(&made);
        free(json);
    }
}

/* Without chance each path is the closed form, for both models, and the years before are free. */
static void a_certain_programme_is_arithmetic(void **state)
{
    (void)state;
    Simulated made = simulate_from(
        HEAD("2027", "1000", "random") "\"indicators\":{\"a\":{\"model\":\"compound\",\"base\":100,"
                                       "\"growth\":\"10%\"},\"b\":{\"model\":\"geometric\","
                                       "\"base\":100,\"growth\":\"10%\"},\"c\":{\"model\":"
                                       "\"compound\",\"base\":100,\"growth\":\"10%\"}},"
                                       "\"programmes\":{\"p\":{\"approval\":2022.25,\"delay\":0.5,"
                                       "\"ramp\":2,\"effect\":\"6.4%\",\"indicators\":[\"b\","
                                       "\"a\"],\"end\":2025},\"late\":{\"approval\":\"2027-12\","
                                       "\"delay\":1,\"effect\":1e-1,\"indicators\":[\"a\"]}}}",
        0);
    static const double points[] = { 0, 0, 0.001, 0.024, 0.055, 0.064, 0, 0 };
    double level = 100, plain = 100;
    for (int t = 1; t <= 7; t++) {
        level *= 1.1 + points[t];
        plain *= 1.1;
        for (size_t side = 0; side < SIDES; side++) {
            double path = projection_level(made.projection, 1, side)[t];
            assert_true(fabs(path / level - 1) < 1e-13);
        }
        assert_true(fabs(made.forecast->fan[0].mean[t] / level - 1) < 1e-13);
        assert_true(fabs(made.forecast->fan[1].mean[t] / level - 1) < 1e-13);
        assert_true(fabs(made.forecast->fan[2].mean[t] / plain - 1) < 1e-13);
    }
    simulated_free(&made);
}

/* Low: least effect, latest, slowest. */
static void the_three_paths_take_the_ends(void **state)
{
    (void)state;
    Simulated made = simulate_from(
        HEAD("2026", "1000", "random") "\"indicators\":{\"a\":{\"model\":\"compound\",\"base\":100,"
                                       "\"growth\":\"10%\"}},\"programmes\":{\"p\":{\"approval\":"
                                       "2022,\"delay\":{\"uniform\":[0,2]},\"ramp\":{\"uniform\":"
                                       "[1,3]},\"effect\":{\"triangular\":[\"1%\",\"2%\",\"3%\"]},"
                                       "\"indicators\":[\"a\"]}}}",
        0);
    static const double date[] = { 2024, 2023, 2022 }, ramp[] = { 3, 2, 1 };
    static const double effect[] = { 0.01, 0.02, 0.03 };
    for (size_t side = 0; side < SIDES; side++)
        for (int t = 0; t <= 6; t++)
            assert_true(fabs(projection_level(made.projection, 0, side)[t] -
                             level_of(2020 + t, date[side], ramp[side], effect[side])) < 1e-3);
    simulated_free(&made);
}

/* One draw for all its indicators; with an event that takes off what it adds nothing is left. */
static void a_programme_is_common_and_events_compose(void **state)
{
    (void)state;
    Simulated made = simulate_from(
        HEAD("2023", "100000", "random") "\"indicators\":{\"a\":{\"model\":\"compound\",\"base\":"
                                         "100,\"growth\":\"10%\"},\"b\":{\"model\":\"compound\","
                                         "\"base\":100,\"growth\":\"10%\"}},\"programmes\":{\"p\":{"
                                         "\"approval\":2021,\"ramp\":0,\"effect\":{\"uniform\":[0,"
                                         "\"2%\"]},\"indicators\":[\"a\",\"b\"]}},\"events\":{"
                                         "\"e\":{\"probability\":1,\"loss\":\"1%\",\"indicators\":"
                                         "[\"a\",\"b\"]}},\"targets\":{\"t\":{\"indicator\":\"a\","
                                         "\"year\":2023,\"at_least\":133.1},\"u\":{\"indicator\":"
                                         "\"b\",\"year\":2023,\"at_least\":133.1}}}",
        0);
    const Forecast *forecast = made.forecast;
    assert_near(forecast->target[0].chance.probability, 0.5, sqrt(0.25 / 1e5), "half of it");
    assert_true(forecast->joint[0].chance.probability == forecast->target[0].chance.probability);
    assert_near(forecast->fan[1].quantile[QUANTILE_95][3], 100 * pow(1.109, 3),
                forecast->fan[1].quantile_error[QUANTILE_95][3], "quantile");
    simulated_free(&made);
}

static char *text_of(const char *rest, size_t threads, double *mean)
{
    char *json = text_format(
        HEAD("2030", "50000", "random") "\"indicators\":{\"a\":{\"model\":\"compound\",\"base\":"
                                        "100,\"growth\":{\"uniform\":[0,\"10%%\"]},\"volatility\":"
                                        "\"3%%\"},\"b\":{\"model\":\"geometric\",\"base\":100,"
                                        "\"growth\":\"5%%\",\"volatility\":\"3%%\"}}%s}",
        rest);
    Simulated made = simulate_from(json, threads);
    char *text = result_text(&made);
    *mean = made.forecast->fan[0].mean[10];
    simulated_free(&made);
    free(json);
    return text;
}

#define BOOST                                                                                      \
    "\"boost\":{\"approval\":2022,\"delay\":{\"pert\":[0,1,4]},\"effect\":{\"uniform\":[0,0.02]}," \
    "\"indicators\":[\"a\"]}"

static void a_programme_changes_nobodys_draws_and_threads_no_bit(void **state)
{
    (void)state;
    static const char *const rest[] = {
        "",
        ",\"programmes\":{" BOOST "}",
        ",\"programmes\":{\"a\":{\"approval\":2021,\"effect\":0.01,\"indicators\":[\"b\"]}," BOOST
        "},\"events\":{\"boost\":{\"probability\":0.1,\"loss\":0.1,\"indicators\":[\"b\"]}}",
        ",\"programmes\":{\"a\":{\"approval\":2031,\"effect\":0.01,\"indicators\":[\"a\"]}}",
    };
    double mean[4], again;
    for (size_t i = 0; i < 4; i++)
        free(text_of(rest[i], 1, &mean[i]));
    assert_true(mean[1] > mean[0] && mean[1] == mean[2] && mean[3] == mean[0]);
    char *one = text_of(rest[2], 1, &again), *three = text_of(rest[2], 3, &again);
    assert_string_equal(one, three);
    free(one);
    free(three);
}

static void methods_without_paths_refuse_by_name(void **state)
{
    (void)state;
    static const struct {
        const char *sampling, *words;
    } known[] = {
        { "exact", "/programmes/boost: exact knows no programmes, and this one names a" },
        { "preintegration", "/programmes/boost: preintegration knows no programmes" },
    };
    for (size_t i = 0; i < 2; i++) {
        char *json = text_format(
            HEAD("2030", "4096", "%s") "\"indicators\":{\"a\":{\"model\":\"geometric\",\"base\":100"
                                       ",\"growth\":0.1,\"volatility\":0.1}},\"programmes\":{" BOOST
                                       "},\"targets\":{\"t\":{\"indicator\":\"a\",\"year\":2030,"
                                       "\"at_least\":200}}}",
            known[i].sampling);
        Simulated made = { .scenario = scenario_from(json) };
        SimulateOptions options = { .threads = 1 };
        Error err = { 0 };
        assert_int_equal(project(made.scenario, &made.projection, &err), STATUS_GOOD);
        assert_int_equal(simulate(made.projection, &options, &made.forecast, &err), STATUS_INVALID);
        if (!strstr(err.text, known[i].words))
            fail_msg("%s", err.text);
        simulated_free(&made);
        free(json);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(chance_and_mean_are_those_of_quadrature),
        cmocka_unit_test(a_certain_programme_is_arithmetic),
        cmocka_unit_test(the_three_paths_take_the_ends),
        cmocka_unit_test(a_programme_is_common_and_events_compose),
        cmocka_unit_test(a_programme_changes_nobodys_draws_and_threads_no_bit),
        cmocka_unit_test(methods_without_paths_refuse_by_name),
    };
    start_math();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
