/* Sobol' points and Latin hypercubes in simulations: less error than independent paths, and errors
 * that are told honestly. */
#include "tests/support.h"

#include "math/sobol.h"
#include "run/block.h"
#include "run/replicates.h"

static const double w1_chance = 0.469890810057266; /* by convolution */

static Simulated run(const char *sampling, uint64_t paths, int seed, const char *rest)
{
    char *json = text_format("{\"dubao\":1,\"id\":\"t\",\"simulation\":{\"paths\":%llu,\"seed\":%d,"
                             "\"sampling\":\"%s\"},%s}",
                             (unsigned long long)paths, seed, sampling, rest);
    Simulated made = simulate_from(json, 0);
    free(json);
    return made;
}

static const char *const w1 = "\"years\":{\"base\":2020,\"end\":2026},\"periods\":{\"all\":[2021,"
                              "2026]},\"indicators\":{\"a\":"
                              "{\"model\":\"compound\",\"base\":75000,\"growth\":\"17%\","
                              "\"volatility\":\"4%\"}},\"targets\":{"
                              "\"t\":{\"indicator\":\"a\",\"year\":2025,\"at_least\":165000}}";

enum { CHANCE, MEAN, MEDIAN, FIGURES };

typedef struct Errors {
    double rms[FIGURES]; /* of the differences to the truth */
    double z[FIGURES];   /* of the same in units of the standard errors told */
} Errors;

static Errors w1_errors(const char *sampling, uint64_t paths, int seeds)
{
    Errors errors = { 0 };
    const double mean = 75000 * pow(1.17, 5), median = 164049.29063247;
    for (int seed = 1; seed <= seeds; seed++) {
        Simulated made = run(sampling, paths, seed, w1);
        const Chance *chance = &made.forecast->target[0].chance;
        const Fan *fan = &made.forecast->fan[0];
        const double off[FIGURES] = { chance->probability - w1_chance, fan->mean[5] - mean,
                                      fan->quantile[QUANTILE_50][5] - median };
        const double told[FIGURES] = { chance->standard_error, fan->mean_error[5],
                                       fan->quantile_error[QUANTILE_50][5] };
        for (size_t i = 0; i < FIGURES; i++) {
            errors.rms[i] += off[i] * off[i] / seeds;
            errors.z[i] += off[i] * off[i] / (told[i] * told[i]) / seeds;
        }
        simulated_free(&made);
    }
    for (size_t i = 0; i < FIGURES; i++) {
        errors.rms[i] = sqrt(errors.rms[i]);
        errors.z[i] = sqrt(errors.z[i]);
    }
    return errors;
}

static void points_err_less_than_random_ones(void **state)
{
    (void)state;
    Simulated made = run("sobol", 131072, 7, w1);
    const Chance *chance = &made.forecast->target[0].chance;
    assert_near(chance->probability, w1_chance, chance->standard_error, "W1");
    simulated_free(&made);
    Errors random = w1_errors("random", 131072, 8), sobol = w1_errors("sobol", 131072, 8),
           latin = w1_errors("latin_hypercube", 131072, 8);
    print_message("errors at 131072 paths: chance %.2g %.2g %.2g, mean %.2g %.2g %.2g, median %.2g "
                  "%.2g %.2g\n",
                  random.rms[CHANCE], latin.rms[CHANCE], sobol.rms[CHANCE], random.rms[MEAN],
                  latin.rms[MEAN], sobol.rms[MEAN], random.rms[MEDIAN], latin.rms[MEDIAN],
                  sobol.rms[MEDIAN]);
    assert_true(sobol.rms[CHANCE] < random.rms[CHANCE] / 5);
    assert_true(sobol.rms[MEAN] < random.rms[MEAN] / 50);
    assert_true(sobol.rms[MEDIAN] < random.rms[MEDIAN] / 5);
    assert_true(latin.rms[CHANCE] < random.rms[CHANCE]);
    assert_true(latin.rms[MEAN] < random.rms[MEAN] / 5);
}

static void errors_are_honest(void **state)
{
    (void)state;
    static const struct {
        const char *sampling;
        uint64_t paths;
    } row[] = { { "sobol", 16384 }, { "sobol", 10000 }, { "latin_hypercube", 10000 } };
    for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
        Errors errors = w1_errors(row[i].sampling, row[i].paths, 40);
        print_message("%s, %d paths: z of chance %.2f, mean %.2f, median %.2f\n", row[i].sampling,
                      (int)row[i].paths, errors.z[CHANCE], errors.z[MEAN], errors.z[MEDIAN]);
        for (size_t k = 0; k < FIGURES; k++)
            assert_true(errors.z[k] > 0.7 && errors.z[k] < 1.4);
    }
}

/* A uniform base decides alone: every replicate counts one of two numbers. The intervals hold the
 * chance over all places of the bound within a step, and are no wider than some steps. */
static void one_dimension_decides(void **state)
{
    (void)state;
    static const char *const sampling[] = { "sobol", "latin_hypercube" };
    enum { PATHS = 4096, REPLICATES = 16, RUNS = 200 };
    for (size_t k = 0; k < 2; k++) {
        int held = 0;
        for (int i = 0; i < RUNS; i++) {
            double p = (100 + (double)i / RUNS) / (PATHS / REPLICATES);
            char *rest = text_format(
                "\"years\":{\"base\":2020,\"end\":2021},\"periods\":{\"p\":[2021,2021]},"
                "\"indicators\":{\"a\":{\"model\":\"compound\",\"base\":{\"uniform\":[1,2]},"
                "\"growth\":0}},\"targets\":{\"t\":{\"indicator\":\"a\",\"year\":2021,"
                "\"at_least\":%.17g}}",
                2 - p);
            Simulated made = run(sampling[k], PATHS, i + 1, rest);
            const Chance *chance = &made.forecast->target[0].chance;
            held += p >= chance->interval[0] && p <= chance->interval[1];
            assert_true(chance->interval[1] - chance->interval[0] < 2.0 / (PATHS / REPLICATES));
            simulated_free(&made);
            free(rest);
        }
        print_message("%s: %d of %d intervals hold\n", sampling[k], held, RUNS);
        assert_true(held >= RUNS * 95 / 100);
    }
}

/* Everything that is drawn: periods, years, linked, t shocks, uncertain base, volatility by period,
 * persistence; two correlated, one apart. */
static const char *const mixed =
    "\"years\":{\"base\":2020,\"end\":2026},\"periods\":{\"p\":[2021,2023],\"q\":[2024,2026]},"
    "\"indicators\":{\"a\":{\"model\":\"compound\",\"base\":100,\"growth\":{\"triangular\":[\"5%\","
    "\"8%\",\"15%\"]},\"volatility\":\"4%\",\"persistence\":0.4},\"b\":{\"model\":\"compound\","
    "\"base\":{\"normal\":[50,2]},\"growth\":{\"uniform\":[\"1%\",\"3%\"]},\"draw\":\"year\","
    "\"volatility\":{\"p\":\"3%\",\"q\":{\"uniform\":[\"4%\",\"8%\"]}},\"shock\":{\"student_t\":6}}"
    ","
    "\"c\":{\"model\":\"geometric\",\"base\":10,\"growth\":{\"p\":{\"normal\":[\"4%\",\"1%\"]},"
    "\"q\":{\"normal\":[\"5%\",\"2%\"]}},\"linked\":true}},\"correlation\":{\"a\":{\"b\":0.5}},"
    "\"targets\":{\"x\":{\"indicator\":\"a\",\"each_year\":[2023,2024],\"at_least\":120},\"y\":{"
    "\"indicator\":\"b\",\"growth\":[2022,2024],\"between\":[\"1%\",\"4%\"]},\"z\":{\"indicator\":"
    "\"c\",\"year\":2026,\"at_least\":13}}";

/* Errors from few replicates are Student's t, which reaches half as far again. */
static double together(double one, double other)
{
    return 1.5 * hypot(one, other);
}

static void assert_agree(const Simulated *one, const Simulated *other)
{
    const Forecast *f = one->forecast, *g = other->forecast;
    for (size_t i = 0; i < 3; i++) {
        const Chance *p = &f->target[i].chance, *q = &g->target[i].chance;
        assert_near(p->probability, q->probability, together(p->standard_error, q->standard_error),
                    "chance");
        for (size_t t = 1; t <= 6; t++) {
            const Fan *a = &f->fan[i], *b = &g->fan[i];
            assert_near(a->mean[t], b->mean[t], together(a->mean_error[t], b->mean_error[t]),
                        "mean");
            for (size_t k = 0; k < QUANTILES; k++)
                assert_near(a->quantile[k][t], b->quantile[k][t],
                            together(a->quantile_error[k][t], b->quantile_error[k][t]), "quantile");
        }
    }
    const Chance *p = &f->joint->chance, *q = &g->joint->chance;
    assert_near(p->probability, q->probability, together(p->standard_error, q->standard_error),
                "joint chance");
}

static void all_samplings_agree(void **state)
{
    (void)state;
    Simulated random = run("random", 200000, 7, mixed), sobol = run("sobol", 131072, 7, mixed),
              latin = run("latin_hypercube", 100000, 7, mixed);
    assert_agree(&sobol, &random);
    assert_agree(&latin, &random);
    assert_true(sobol.forecast->joint->chance.standard_error <
                latin.forecast->joint->chance.standard_error);
    simulated_free(&random);
    simulated_free(&sobol);
    simulated_free(&latin);
}

/* Two medians exceeded together with correlation r: 1/4 + asin(r) / (2 pi) (Sheppard 1899). */
static void correlation_is_kept(void **state)
{
    (void)state;
    static const char *const form =
        "\"years\":{\"base\":2020,\"end\":2021},\"periods\":{\"p\":[2021,2021]},\"indicators\":{"
        "\"a\":{\"model\":\"geometric\","
        "\"base\":100,%s},\"b\":{\"model\":\"geometric\",\"base\":100,%s}},\"correlation\":{\"a\":{"
        "\"b\":%g}},\"targets\":{\"a\":{\"indicator\":\"a\",\"year\":2021,\"at_least\":110},\"b\":{"
        "\"indicator\":\"b\",\"year\":2021,\"at_least\":110}}";
    static const char *const keys[] = {
        "\"growth\":\"10%\",\"volatility\":\"5%\"", "\"growth\":{\"uniform\":[\"5%\",\"15%\"]}",
        "\"growth\":\"10%\",\"volatility\":\"5%\",\"shock\":{\"student_t\":4}"
    };
    static const double correlation[] = { -0.6, 0.5, 0.8 };
    static const char *const sampling[] = { "sobol", "latin_hypercube" };
    for (size_t i = 0; i < 18; i++) {
        double r = correlation[i / 6];
        char *rest = text_format(form, keys[i / 2 % 3], keys[i / 2 % 3], r);
        Simulated made = run(sampling[i % 2], 65536, 7, rest);
        const Chance *chance = &made.forecast->joint->chance;
        assert_near(chance->probability, 0.25 + asin(r) / (2 * M_PI), chance->standard_error,
                    "orthant");
        simulated_free(&made);
        free(rest);
    }
}

static void threads_change_no_bit(void **state)
{
    (void)state;
    static const char *const sampling[] = { "sobol", "latin_hypercube" };
    for (size_t i = 0; i < 2; i++) {
        char *json = text_format("{\"dubao\":1,\"id\":\"t\",\"simulation\":{\"paths\":30000,"
                                 "\"sampling\":\"%s\"},%s}",
                                 sampling[i], mixed);
        Simulated one = simulate_from(json, 1);
        char *expected = result_text(&one);
        for (size_t threads = 2; threads <= 7; threads += 5) {
            Simulated many = simulate_from(json, threads);
            char *text = result_text(&many);
            assert_string_equal(text, expected);
            free(text);
            simulated_free(&many);
        }
        free(expected);
        simulated_free(&one);
        free(json);
    }
}

/* What a block asks for, recorded by a sampling that does nothing else. */
static Address asked[1000];
static size_t asks;

static void record(const Plan *plan, Address address, uint64_t first, double *u, size_t n)
{
    (void)plan;
    (void)first;
    for (size_t i = 0; i < n; i++)
        u[i] = 0.5;
    for (size_t i = 0; i < asks; i++) /* linked periods ask for the same numbers again */
        if (!memcmp(&asked[i], &address, sizeof address))
            return;
    asked[asks++] = address;
}

/* What is due on a date; "late" comes after all years and is not drawn. */
static const char dated[] =
    "\"simulation\":{\"paths\":4096,\"sampling\":\"random\"},"
    "\"years\":{\"base\":2020,\"end\":2025},\"periods\":{\"all\":[2021,2025]},\"indicators\":{"
    "\"a\":{\"model\":\"compound\",\"base\":1,\"growth\":{\"uniform\":[0,0.1]}},"
    "\"p\":{\"model\":\"pipeline\",\"of\":\"a\",\"projects\":{"
    "\"x\":{\"start\":2022,\"delay\":{\"uniform\":[0,1]},\"ramp\":{\"uniform\":[0,1]},"
    "\"probability\":0.5,\"capacity\":{\"uniform\":[0,1]}},"
    "\"sure\":{\"start\":2022,\"probability\":1,\"capacity\":1},"
    "\"late\":{\"start\":2026,\"probability\":0.5,\"capacity\":{\"uniform\":[0,1]}}}}},"
    "\"programmes\":{\"y\":{\"approval\":2022,\"delay\":{\"uniform\":[0,9]},\"effect\":{"
    "\"uniform\":[0,0.1]},\"indicators\":[\"a\"]},"
    "\"late\":{\"approval\":2026,\"effect\":{\"uniform\":[0,0.1]},\"indicators\":[\"a\"]}}";

static void check_dimensions(const char *rest)
{
    static const Sampling recording = {
        .name = "recording", .group = 1, .replicated = true, .uniforms = record
    };
    char *json = text_format("{\"dubao\":1,\"id\":\"t\",%s}", rest);
    Scenario *scenario = scenario_from(json);
    Projection *projection = NULL;
    Plan *plan = NULL;
    Block *block = NULL;
    Error err = { 0 };
    assert_int_equal(project(scenario, &projection, &err), STATUS_GOOD);
    assert_int_equal(plan_new_of(&plan, &recording, scenario, projection, &err), STATUS_GOOD);
    assert_int_equal(block_new(&block, plan, &err), STATUS_GOOD);
    asks = 0;
    block_simulate(block, 0);
    assert_int_equal(asks, plan->dimensions.count);
    double column[100] = { 0 };
    for (size_t i = 0; i < asks; i++) {
        DimensionPart part[DIMENSION_PARTS];
        size_t parts = dimensions_parts(&plan->dimensions, asked[i], part);
        double row = 0;
        assert_true(parts >= 1);
        for (size_t k = 0; k < parts; k++) {
            assert_true(part[k].dimension->rank < asks);
            row += part[k].weight * part[k].weight;
            column[part[k].dimension->rank] += part[k].weight * part[k].weight;
        }
        assert_true(fabs(row - 1) < 1e-14); /* the mixtures are orthonormal */
    }
    for (size_t i = 0; i < asks; i++)
        assert_true(fabs(column[i] - 1) < 1e-14);
    block_free(block);
    plan_free(plan);
    projection_free(projection);
    scenario_free(scenario);
    free(json);
}

static void every_draw_has_its_dimension(void **state)
{
    (void)state;
    check_dimensions(mixed);
    check_dimensions(dated);
}

/* Thirty indicators of ten years have 300 draws, more than there are dimensions. */
static void more_draws_than_dimensions_do(void **state)
{
    (void)state;
    Text rest = { 0 };
    text_put(
        &rest,
        "\"years\":{\"base\":2020,\"end\":2030},\"periods\":{\"p\":[2021,2030]},\"indicators\":{");
    for (int i = 0; i < 30; i++)
        text_add(&rest,
                 "%s\"i%d\":{\"model\":\"compound\",\"base\":100,\"growth\":\"5%%\","
                 "\"volatility\":\"4%%\"}",
                 i ? "," : "", i);
    text_put(&rest, "}");
    Simulated made = run("sobol", 16384, 7, rest.data), best = run("auto", 16384, 7, rest.data);
    for (size_t i = 0; i < 30; i++)
        for (size_t t = 1; t <= 10; t++)
            assert_near(made.forecast->fan[i].mean[t], 100 * pow(1.05, (double)t),
                        made.forecast->fan[i].mean_error[t] * 1.5, "mean");
    assert_true(!strcmp(best.forecast->method, "random") ||
                !strcmp(best.forecast->method, "exact"));
    simulated_free(&made);
    simulated_free(&best);
    text_free(&rest);
}

static void auto_names_what_it_took(void **state)
{
    (void)state;
    Simulated even = run("auto", 16384, 7, mixed), odd = run("auto", 99991, 7, mixed);
    size_t correlated = 0, alone = 2; /* the third indicator is lognormal and independent */
    assert_string_equal(even.forecast->target[correlated].method, "sobol");
    assert_string_equal(odd.forecast->target[correlated].method, "random");
    assert_string_equal(even.forecast->target[alone].method, "exact");
    assert_string_equal(even.forecast->method, "auto");
    simulated_free(&even);
    simulated_free(&odd);
}

static void paths_are_cut_into_replicates(void **state)
{
    (void)state;
    static const uint64_t known[][2] = { { 131072, 16 },  { 98304, 24 }, { 100000, 25 },
                                         { 1000000, 25 }, { 16, 8 },     { 32, 16 },
                                         { 15, 0 },       { 99991, 0 },  { 1000000000000, 0 } };
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        assert_int_equal(replicates_count(known[i][0]), known[i][1]);
    Error err = { 0 };
    assert_int_equal(replicates_refuse(99991, "sobol", &err), STATUS_INVALID);
    assert_non_null(strstr(err.text, "99990 and 99992"));
    assert_non_null(strstr(err.text, "131072"));
}

/* Without any variance, as in a chance of 1, the error is that of Wilson's interval. */
static void certainty_keeps_an_error(void **state)
{
    (void)state;
    Simulated made = run("sobol", 16384, 7,
                         "\"years\":{\"base\":2020,\"end\":2021},\"periods\":{\"p\":[2021,2021]},"
                         "\"indicators\":{\"a\":{\"model\":"
                         "\"compound\",\"base\":100,\"growth\":{\"uniform\":[\"1%\",\"2%\"]}}},"
                         "\"targets\":{\"t\":{\"indicator\":\"a\",\"year\":2021,\"at_least\":1}}");
    const Chance *chance = &made.forecast->target[0].chance;
    assert_true(chance->probability == 1 && chance->interval[1] == 1);
    assert_true(chance->standard_error > 0 && chance->interval[0] < 1 &&
                chance->interval[0] > 0.999);
    simulated_free(&made);
}

int main(void)
{
    start_math();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(points_err_less_than_random_ones),
        cmocka_unit_test(errors_are_honest),
        cmocka_unit_test(one_dimension_decides),
        cmocka_unit_test(all_samplings_agree),
        cmocka_unit_test(correlation_is_kept),
        cmocka_unit_test(threads_change_no_bit),
        cmocka_unit_test(every_draw_has_its_dimension),
        cmocka_unit_test(more_draws_than_dimensions_do),
        cmocka_unit_test(auto_names_what_it_took),
        cmocka_unit_test(paths_are_cut_into_replicates),
        cmocka_unit_test(certainty_keeps_an_error),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
