/* Dated projects on a base line, against enumeration, quadrature and closed forms. */
#include "tests/support.h"

#define HEAD(end, paths, sampling)                                                                 \
    "{\"dubao\":1,\"id\":\"t\",\"years\":{\"base\":2020,\"end\":" end "},\"periods\":{\"all\":["   \
    "2021," end "]},\"simulation\":{\"paths\":" paths ",\"seed\":11,\"sampling\":\"" sampling      \
    "\"},"

#define LINE "\"line\":{\"model\":\"compound\",\"base\":100,\"growth\":\"10%%\"}"

static const char *const samplings[] = { "random", "antithetic", "latin_hypercube", "sobol" };

/* ---- whether projects come: all 2^4 states ---- */

static const double comes[] = { 0.9, 0.5, 0.3, 0.75 };
static const double adds[] = { 8, 13, 21, 5 };

#define FOUR                                                                                       \
    "\"projects\":{\"a\":{\"start\":2021,\"probability\":\"90%%\",\"capacity\":8},"                \
    "\"b\":{\"start\":2022.5,\"probability\":0.5,\"capacity\":13},"                                \
    "\"c\":{\"start\":\"2022-10\",\"delay\":1,\"ramp\":0,\"probability\":\"30%%\",\"capacity\":"   \
    "21},\"d\":{\"start\":2019,\"probability\":0.75,\"capacity\":5,\"ramp\":3}}"

static double enumerated(double bound)
{
    double truth = 0;
    for (int state = 0; state < 16; state++) {
        double chance = 1, sum = 0;
        for (int j = 0; j < 4; j++) {
            bool there = state >> j & 1;
            chance *= there ? comes[j] : 1 - comes[j];
            sum += there ? adds[j] : 0;
        }
        truth += sum >= bound ? chance : 0;
    }
    return truth;
}

static void chances_are_those_of_all_states(void **state)
{
    (void)state;
    static const double bounds[] = { 10, 17, 22, 30, 45 };
    double line = 100 * pow(1.1, 5);
    for (size_t i = 0; i < 20; i++) {
        double bound = bounds[i / 4];
        char *json = text_format(
            HEAD("2026", "65536", "%s") "\"indicators\":{\"all\":{\"model\":\"sum\",\"of\":["
                                        "\"pipe\"]},\"pipe\":{\"model\":\"pipeline\",\"of\":"
                                        "\"line\"," FOUR "}," LINE "},\"targets\":{\"t\":{"
                                        "\"indicator\":\"all\",\"year\":2025,\"at_least\":%.17g}}}",
            samplings[i % 4], line + bound);
        Simulated made = simulate_from(json, 0);
        const Chance *chance = &made.forecast->target[0].chance;
        assert_near(chance->probability, enumerated(bound), chance->standard_error,
                    samplings[i % 4]);
        simulated_free(&made);
        free(json);
    }
}

/* ---- when a project comes, and how large ---- */

/* The mean over the year, from many points; ramp > 0. */
static double share_of(double since, double ramp)
{
    enum { POINTS = 500 };
    double sum = 0;
    for (int i = 0; i < POINTS; i++)
        sum += fmin(fmax((since + (i + 0.5) / POINTS) / ramp, 0), 1);
    return sum / POINTS;
}

/* Density of the triangular law 0, 1, 4. */
static double density(double x)
{
    return x < 1 ? x / 2 : (4 - x) / 6;
}

/* P(share of 2025 times U(40, 60) >= bound), the delay by quadrature. */
static double chance_of(double bound)
{
    enum { NODES = 4000 };
    double sum = 0;
    for (int i = 0; i < NODES; i++) {
        double delay = 4 * (i + 0.5) / NODES;
        double share = share_of(2025 - (2021 + 5.0 / 12) - delay, 2);
        double above = share > 0 ? (60 - bound / share) / 20 : 0;
        sum += density(delay) * fmin(fmax(above, 0), 1) * 4 / NODES;
    }
    return sum;
}

static void delays_and_capacities_are_integrated(void **state)
{
    (void)state;
    for (size_t i = 0; i < 12; i++) {
        double bound = 30 + 10 * (double)(i / 4);
        char *json = text_format(
            HEAD("2026", "65536", "%s") "\"indicators\":{\"pipe\":{\"model\":\"pipeline\","
                                        "\"projects\":{\"g\":{\"start\":\"2021-06\",\"delay\":{"
                                        "\"triangular\":[0,1,4]},\"probability\":\"90%%\",\"ramp\":"
                                        "2,\"capacity\":{\"uniform\":[40,60]}}}}},\"targets\":{"
                                        "\"t\":{\"indicator\":\"pipe\",\"year\":2025,"
                                        "\"at_least\":%g}}}",
            samplings[i % 4], bound);
        Simulated made = simulate_from(json, 0);
        const Chance *chance = &made.forecast->target[0].chance;
        assert_near(chance->probability, 0.9 * chance_of(bound), chance->standard_error + 1e-4,
                    samplings[i % 4]);
        simulated_free(&made);
        free(json);
    }
}

/* ---- the three paths ---- */

/* Low: what is certain, late and small. Central: as likely as not. High: all that is possible. */
static void the_three_paths_are_documented_ones(void **state)
{
    (void)state;
    Simulated made = simulate_from(
        HEAD("2026", "1000", "random") "\"indicators\":{\"pipe\":{\"model\":\"pipeline\",\"of\":"
                                       "\"line\",\"projects\":{"
                                       "\"sure\":{\"start\":2022,\"delay\":{\"uniform\":[0,2]},"
                                       "\"ramp\":0,\"probability\":1,\"capacity\":{\"uniform\":["
                                       "10,30]}},"
                                       "\"half\":{\"start\":2021,\"ramp\":0,\"probability\":0.5,"
                                       "\"capacity\":100},"
                                       "\"less\":{\"start\":2021,\"ramp\":0,\"probability\":0.49,"
                                       "\"capacity\":1000},"
                                       "\"never\":{\"start\":2021,\"ramp\":0,\"probability\":0,"
                                       "\"capacity\":1e4},"
                                       "\"beyond\":{\"start\":2027,\"probability\":1,\"capacity\":"
                                       "1e5}}},\"line\":{\"model\":\"compound\",\"base\":100,"
                                       "\"growth\":0}}}",
        0);
    static const double added[SIDES][5] = { { 0, 0, 0, 0, 10 },
                                            { 0, 100, 100, 120, 120 },
                                            { 0, 1100, 1130, 1130, 1130 } };
    for (size_t side = 0; side < SIDES; side++)
        for (size_t t = 0; t < 5; t++)
            assert_true(fabs(projection_level(made.projection, 0, side)[t] - 100 - added[side][t]) <
                        1e-9);
    assert_true(made.forecast->fan[0].quantile[QUANTILE_05][6] >= 110);
    simulated_free(&made);
}

/* ---- draws ---- */

static char *text_of(const char *rest, size_t threads, double *median)
{
    char *json = text_format(HEAD("2028", "50000", "random") "\"indicators\":{%s}}", rest);
    Simulated made = simulate_from(json, threads);
    size_t pipe = scenario_indicator(made.scenario, "pipe");
    char *text = result_text(&made);
    *median = made.forecast->fan[pipe].mean[6];
    simulated_free(&made);
    free(json);
    return text;
}

#define ONE                                                                                        \
    "\"one\":{\"start\":2022,\"delay\":{\"pert\":[0,1,4]},\"probability\":0.6,\"capacity\":{"      \
    "\"lognormal\":[30,0.3]}}"
#define GROWS                                                                                      \
    "\"grows\":{\"model\":\"compound\",\"base\":100,\"growth\":{\"uniform\":[0,0.1]},"             \
    "\"volatility\":0.1}"

static void a_project_changes_nobodys_draws_and_threads_no_bit(void **state)
{
    (void)state;
    static const char *const rest[] = {
        GROWS ",\"pipe\":{\"model\":\"pipeline\",\"of\":\"grows\",\"projects\":{" ONE "}}",
        "\"other\":{\"model\":\"pipeline\",\"projects\":{" ONE "}}," GROWS
        ",\"pipe\":{\"model\":\"pipeline\",\"of\":\"grows\",\"projects\":{\"no\":{"
        "\"start\":2022,\"probability\":0,\"capacity\":{\"uniform\":[1,2]}}," ONE "}}",
        GROWS ",\"pipe\":{\"model\":\"pipeline\",\"of\":\"grows\",\"projects\":{\"late\":{"
              "\"start\":2028,\"delay\":1,\"probability\":0.5,\"capacity\":1e9}," ONE "}}",
        GROWS ",\"pipe\":{\"model\":\"pipeline\",\"of\":\"grows\",\"projects\":{\"two\":{"
              "\"start\":2022,\"probability\":1,\"ramp\":0,\"capacity\":1}," ONE "}}",
    };
    double mean[4], again;
    for (size_t i = 0; i < 4; i++)
        free(text_of(rest[i], 1, &mean[i]));
    assert_true(mean[0] == mean[1] && mean[0] == mean[2]);
    assert_true(fabs(mean[3] - mean[0] - 1) < 1e-9);
    char *one = text_of(rest[1], 1, &again), *three = text_of(rest[1], 3, &again);
    assert_string_equal(one, three);
    free(one);
    free(three);
}

/* The same project in two indicators is two projects, with draws of their own. */
static void pipelines_are_independent(void **state)
{
    (void)state;
    Simulated made = simulate_from(
        HEAD("2022", "100000", "random") "\"indicators\":{\"x\":{\"model\":\"pipeline\","
                                         "\"projects\":{\"p\":{\"start\":2021,\"probability\":0.5,"
                                         "\"capacity\":1}}},\"y\":{\"model\":\"pipeline\",\"of\":"
                                         "\"x\",\"projects\":{\"p\":{\"start\":2021,"
                                         "\"probability\":0.5,\"capacity\":1}}}},\"targets\":{"
                                         "\"both\":{\"indicator\":\"y\",\"year\":2022,"
                                         "\"at_least\":2},\"none\":{\"indicator\":\"y\",\"year\":"
                                         "2022,\"at_most\":0}}}",
        0);
    for (size_t i = 0; i < 2; i++)
        assert_near(made.forecast->target[i].chance.probability, 0.25, sqrt(0.1875 / 1e5), "two");
    simulated_free(&made);
}

/* ---- the file ---- */

static void check(const Scenario *s)
{
    const Indicator *pipe = &s->indicator[scenario_indicator(s, "pipe")];
    assert_int_equal(pipe->ofs, 1);
    assert_int_equal(pipe->projects, 2);
    const Project *g = &pipe->project[0], *x = &pipe->project[1];
    assert_string_equal(g->id, "goertek");
    assert_string_equal(g->title.in[LANGUAGE_EN], "Goertek");
    assert_string_equal(g->source, "press");
    assert_true(g->onset.date == 2021 + 5 / 12.0 && g->probability == 0.9);
    assert_true(g->capacity.law->low(&g->capacity) == 4000);
    assert_true(quantity_side(&g->onset.ramp, 0) == 2);
    assert_true(quantity_side(&x->onset.delay, 1) == 0 && quantity_side(&x->onset.ramp, 0) == 1);
    assert_int_equal(s->indicator[scenario_indicator(s, "bare")].ofs, 0);
}

static void the_scenario_written_is_a_scenario(void **state)
{
    (void)state;
    Scenario *s = scenario_from(
        HEAD("2026", "1000", "random") "\"indicators\":{\"line\":{\"model\":\"compound\",\"base\":"
                                       "1,\"growth\":0},\"pipe\":{\"model\":\"pipeline\",\"of\":"
                                       "\"line\",\"projects\":{\"goertek\":{\"title\":{\"en\":"
                                       "\"Goertek\"},\"source\":\"press\",\"start\":\"2021-06\","
                                       "\"delay\":{\"triangular\":[0,1,4]},\"probability\":"
                                       "\"90%\",\"ramp\":2,\"capacity\":{\"uniform\":[4000,6000]}}"
                                       ",\"x\":{\"start\":2031,\"probability\":1,\"capacity\":0}}}"
                                       ",\"bare\":{\"model\":\"pipeline\",\"projects\":{\"x\":{"
                                       "\"start\":2022,\"probability\":1,\"capacity\":1}}}}}");
    Document document = { 0 };
    Text text = { 0 };
    scenario_tree(s, &document.tree, NULL);
    writer_find("json")->write(&document, &text);
    Scenario *again = scenario_from(text.data);
    check(s);
    check(again);
    scenario_free(again);
    scenario_free(s);
    text_free(&text);
    document_free(&document);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(chances_are_those_of_all_states),
        cmocka_unit_test(delays_and_capacities_are_integrated),
        cmocka_unit_test(the_three_paths_are_documented_ones),
        cmocka_unit_test(a_project_changes_nobodys_draws_and_threads_no_bit),
        cmocka_unit_test(pipelines_are_independent),
        cmocka_unit_test(the_scenario_written_is_a_scenario),
    };
    start_math();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
