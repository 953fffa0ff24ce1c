/* Rare events by importance sampling against closed forms, the exact method, preintegration and
 * paths: within 4 standard errors, these below a tenth of the chance, at 100,000 paths. */
#include "tests/support.h"

#include "math/normal.h"

#define START(sampling, paths, seed)                                                               \
    "{\"dubao\":1,\"id\":\"t\",\"years\":{\"base\":2020,\"end\":2025},"                            \
    "\"periods\":{\"p\":[2021,2025]},\"simulation\":{\"paths\":" paths ",\"seed\":" seed           \
    ",\"sampling\":\"" sampling "\"},"

/* Scenario text with the sampling put in front. */
static Simulated simulate_by(const char *sampling, const char *paths, int seed, const char *rest)
{
    char *json = text_format(START("%s", "%s", "%d") "%s", paths, seed, sampling, rest);
    Simulated made = simulate_from(json, 2);
    free(json);
    assert_string_equal(made.forecast->method, sampling);
    return made;
}

static Chance chance_by(const char *sampling, const char *paths, int seed, const char *rest)
{
    Simulated made = simulate_by(sampling, paths, seed, rest);
    Chance chance = made.forecast->target[0].chance;
    assert_true(made.forecast->joint[0].chance.probability == chance.probability);
    simulated_free(&made);
    return chance;
}

static void check(const Chance *chance, double truth, const char *what)
{
    double rare = fmin(truth, 1 - truth);
    assert_near(chance->probability, truth, chance->standard_error, what);
    if (!(chance->standard_error < 0.1 * rare))
        fail_msg("%s: error %g of %g", what, chance->standard_error, rare);
    assert_true(chance->interval[0] > 0 && chance->interval[0] < chance->probability);
    assert_true(chance->interval[1] <= 1 && chance->interval[1] > chance->probability);
}

/* The bound that one lognormal level reaches with the chance Phi(-z); persistence r. */
static double bound_of(double z, double r)
{
    double sum = 0;
    for (int i = 0; i < 5; i++)
        for (int j = 0; j < 5; j++)
            sum += pow(r, abs(i - j));
    return 100 * exp(5 * log(1.1) + z * 0.04 * sqrt(sum));
}

static char *geometric(double persistence, const char *goal, double bound)
{
    return text_format("\"indicators\":{\"a\":{\"model\":\"geometric\",\"base\":100,\"growth\":0.1,"
                       "\"volatility\":0.04,\"persistence\":%.1f}},\"targets\":{\"t\":{"
                       "\"indicator\":\"a\",\"year\":2025,\"%s\":%.17g}}}",
                       persistence, goal, bound);
}

/* Chances of 1e-3 to 1e-12, and 1 less these, by closed form. */
static void lognormal_levels_have_their_closed_form(void **state)
{
    (void)state;
    static const double rare[] = { 1e-3, 1e-6, 1e-9, 1e-12 };
    for (size_t i = 0; i < sizeof rare / sizeof *rare; i++)
        for (int way = 0; way < 3; way++) {
            double z = -normal_quantile(rare[i]), r = way ? 0.5 : 0;
            char *rest =
                geometric(r, way < 2 ? "at_least" : "at_most", bound_of(way < 2 ? z : -z, r));
            Chance chance = chance_by("importance", "100000", 1, rest);
            check(&chance, rare[i], "lognormal");
            free(rest);
        }
    char *rest = geometric(0, "at_least", bound_of(-normal_quantile(1 - 1e-6), 0));
    Chance chance = chance_by("importance", "100000", 1, rest);
    assert_near(1 - chance.probability, 1e-6, chance.standard_error, "missed");
    assert_true(chance.standard_error < 1e-7 && chance.interval[1] < 1);
    free(rest);
}

#define COMPOUND(more, goal)                                                                       \
    "\"indicators\":{\"a\":{\"model\":\"compound\",\"base\":100," more "}},\"targets\":{\"t\":{"   \
    "\"indicator\":\"a\"," goal "}}"
#define CRISIS(probability, loss)                                                                  \
    ",\"events\":{\"c\":{\"probability\":" probability ",\"loss\":" loss ",\"indicators\":[\"a\"]" \
    "}}"
#define VOLATILE "\"volatility\":0.04"
#define STEADY   "\"growth\":0.1," VOLATILE

static const struct {
    const char *what, *rest;
} exactly[] = {
    { "t of 5",
      COMPOUND(STEADY ",\"shock\":{\"student_t\":5}", "\"year\":2025,\"at_least\":325") "}" },
    { "t of 5, far",
      COMPOUND(STEADY ",\"shock\":{\"student_t\":5}", "\"year\":2025,\"at_least\":564") "}" },
    { "t of 3",
      COMPOUND(STEADY ",\"shock\":{\"student_t\":3}", "\"year\":2025,\"at_least\":755") "}" },
    { "t of 3, far",
      COMPOUND(STEADY ",\"shock\":{\"student_t\":3}", "\"year\":2025,\"at_least\":2990") "}" },
    { "uniform", COMPOUND("\"growth\":{\"uniform\":[0.08,0.12]}," VOLATILE,
                          "\"year\":2025,\"at_least\":244") "}" },
    { "triangular", COMPOUND("\"growth\":{\"triangular\":[0.05,0.1,0.2]}," VOLATILE,
                             "\"year\":2025,\"at_least\":341") "}" },
    { "normal", COMPOUND("\"growth\":{\"normal\":[0.1,0.02]}," VOLATILE,
                         "\"year\":2025,\"at_least\":306") "}" },
    { "growth", COMPOUND(STEADY, "\"growth\":[2022,2025],\"at_least\":0.2") "}" },
    { "between", COMPOUND(STEADY, "\"year\":2025,\"between\":[240,250]") "}" },
    { "crisis", COMPOUND(STEADY, "\"year\":2025,\"at_most\":51.2") CRISIS("0.1", "0.2") "}" },
    { "no crisis", COMPOUND(STEADY, "\"year\":2025,\"at_least\":247") CRISIS("0.1", "0.2") "}" },
    { "rare crisis", COMPOUND(STEADY, "\"year\":2025,\"at_most\":76")
                         CRISIS("0.001", "{\"uniform\":[0.1,0.4]}") "}" },
};

static void the_exact_method_agrees(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof exactly / sizeof *exactly; i++) {
        Chance truth = chance_by("exact", "100000", 1, exactly[i].rest);
        Chance chance = chance_by("importance", "100000", 1, exactly[i].rest);
        if (!(truth.probability < 1e-4 && truth.probability > 1e-12))
            fail_msg("%s: %g is not rare", exactly[i].what, truth.probability);
        check(&chance, truth.probability, exactly[i].what);
    }
}

static Chance eight_sectors(const char *sampling, const char *paths, const char *target)
{
    char *set[] = { text_format("/simulation={\"paths\":%s,\"seed\":1,\"sampling\":\"%s\"}", paths,
                                sampling),
                    text_format("/targets={\"t\":{\"indicator\":\"total\",%s}}", target) };
    Scenario *scenario = NULL;
    Simulated made = { 0 };
    Problems problems = { 0 };
    Error err = { 0 };
    SimulateOptions options = { 0 };
    Status status = read_scenario(SOURCE_FOLDER "/bench/w2.json", (const char *const *)set, 2,
                                  &scenario, &problems, &err);
    made.scenario = scenario;
    if (status == STATUS_GOOD)
        status = project(made.scenario, &made.projection, &err);
    if (status == STATUS_GOOD)
        status = simulate(made.projection, &options, &made.forecast, &err);
    if (status != STATUS_GOOD)
        fail_msg("%s", err.text);
    Chance chance = made.forecast->target[0].chance;
    simulated_free(&made);
    problems_free(&problems);
    free(set[0]);
    free(set[1]);
    return chance;
}

static void sums_of_correlated_sectors_agree_with_preintegration(void **state)
{
    (void)state;
    static const char *const target[] = { "\"year\":2025,\"at_least\":250000",
                                          "\"year\":2025,\"at_most\":118000",
                                          "\"year\":2030,\"at_least\":650000" };
    for (size_t i = 0; i < sizeof target / sizeof *target; i++) {
        Chance truth = eight_sectors("preintegration", "131072", target[i]);
        Chance chance = eight_sectors("importance", "100000", target[i]);
        check(&chance, truth.probability, target[i]);
    }
}

/* L[1] >= b and L[2] >= b: the chance of the second, given the first, by the midpoint rule. */
static void each_year_counts(void **state)
{
    (void)state;
    enum { STEPS = 20000 };
    const double bound = 130, v = 0.04;
    double from = log(bound / 110) / v, width = 12 - from, truth = 0;
    for (int i = 0; i < STEPS; i++) {
        double z = from + (i + 0.5) * width / STEPS;
        double other = normal_cdf(z - log(bound / 121) / v);
        truth += exp(-z * z / 2) / sqrt(2 * M_PI) * other * width / STEPS;
    }
    Chance chance = chance_by("importance", "100000", 1,
                              "\"indicators\":{\"a\":{\"model\":\"geometric\",\"base\":100,"
                              "\"growth\":0.1,\"volatility\":0.04}},\"targets\":{\"t\":{"
                              "\"indicator\":\"a\",\"each_year\":[2021,2022],\"at_least\":130}}}");
    check(&chance, truth, "each year");
}

#define TWO                                                                                        \
    "\"indicators\":{\"a\":{\"model\":\"geometric\",\"base\":100,\"growth\":0.1,\"volatility\":"   \
    "0.04},\"b\":{\"model\":\"geometric\",\"base\":100,\"growth\":0.1,\"volatility\":0.04}},"      \
    "\"targets\":{\"x\":{\"indicator\":\"a\",\"year\":2025,\"at_least\":230},\"y\":{"              \
    "\"indicator\":\"b\",\"year\":2025,\"at_least\":200},\"z\":{\"indicator\":\"a\",\"year\":"     \
    "2025,\"at_least\":150}}}"

/* Each target has its chance, and all together theirs; what is not rare is that of random paths. */
static void several_targets_and_all_together(void **state)
{
    (void)state;
    double one = normal_cdf(-log(230 / bound_of(0, 0)) / (0.04 * sqrt(5)));
    double two = normal_cdf(-log(200 / bound_of(0, 0)) / (0.04 * sqrt(5)));
    Simulated made = simulate_by("importance", "100000", 1, TWO);
    Simulated random = simulate_by("random", "100000", 1, TWO);
    const Forecast *a = made.forecast, *b = random.forecast;
    check(&a->target[0].chance, one, "x");
    check(&a->target[1].chance, two, "y");
    check(&a->joint[0].chance, one * two, "together");
    assert_true(a->target[2].chance.probability == b->target[2].chance.probability);
    for (size_t t = 0; t < 6; t++)
        assert_true(a->fan[0].mean[t] == b->fan[0].mean[t]);
    assert_true(a->joint[0].bounds[1] == a->target[0].chance.probability);
    simulated_free(&made);
    simulated_free(&random);
}

/* An event that was not reached has the bound of random paths, and is never a certain 0 or 1. */
static void what_cannot_happen_has_an_honest_bound(void **state)
{
    (void)state;
    static const char *const rest[] = {
        COMPOUND("\"growth\":{\"uniform\":[0.05,0.1]}", "\"year\":2025,\"at_least\":200") "}",
        COMPOUND("\"growth\":0.1", "\"year\":2025,\"at_least\":200") "}",
        COMPOUND("\"growth\":0.1", "\"year\":2025,\"at_most\":200") "}",
    };
    for (size_t i = 0; i < sizeof rest / sizeof *rest; i++) {
        Simulated made = simulate_by("importance", "100000", 1, rest[i]);
        Chance chance = made.forecast->target[0].chance;
        bool certain = i == 2;
        assert_string_equal(made.forecast->target[0].method, "random");
        assert_non_null(made.forecast->target[0].note);
        simulated_free(&made);
        assert_true(chance.probability == certain);
        assert_true(chance.standard_error > 0 && chance.standard_error < 1e-4);
        assert_true(chance.interval[1] - chance.interval[0] > 3e-5);
    }
}

static void threads_change_nothing(void **state)
{
    (void)state;
    static const size_t threads[] = { 1, 2, 7 };
    char *first = NULL;
    for (size_t i = 0; i < 3; i++) {
        Simulated made = simulate_from(START("importance", "60000", "5") TWO, threads[i]);
        char *text = result_text(&made);
        if (first)
            assert_string_equal(first, text);
        else
            first = text_copy(text);
        free(text);
        simulated_free(&made);
    }
    free(first);
}

/* Of 100 intervals of 95 %, 88 or more hold the truth: fewer has a chance of 0.2 %. */
static void intervals_hold_the_truth(void **state)
{
    (void)state;
    const char *rest =
        COMPOUND(STEADY ",\"shock\":{\"student_t\":4}", "\"year\":2025,\"at_least\":400") "}";
    double truth = chance_by("exact", "100000", 1, rest).probability;
    int held = 0;
    for (int seed = 1; seed <= 100; seed++) {
        Chance chance = chance_by("importance", "50000", seed, rest);
        held += chance.interval[0] <= truth && truth <= chance.interval[1];
    }
    if (held < 88)
        fail_msg("%d of 100 intervals hold %g", held, truth);
}

static void few_paths_are_refused(void **state)
{
    (void)state;
    Simulated made = { .scenario = scenario_from(START("importance", "49999", "1") TWO) };
    Error err = { 0 };
    SimulateOptions options = { .threads = 1 };
    assert_int_equal(project(made.scenario, &made.projection, &err), STATUS_GOOD);
    assert_int_equal(simulate(made.projection, &options, &made.forecast, &err), STATUS_INVALID);
    assert_string_equal(err.text, "/simulation/paths: 49999; importance needs 50000 or more");
    assert_null(made.forecast);
    simulated_free(&made);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lognormal_levels_have_their_closed_form),
        cmocka_unit_test(the_exact_method_agrees),
        cmocka_unit_test(sums_of_correlated_sectors_agree_with_preintegration),
        cmocka_unit_test(each_year_counts),
        cmocka_unit_test(several_targets_and_all_together),
        cmocka_unit_test(what_cannot_happen_has_an_honest_bound),
        cmocka_unit_test(threads_change_nothing),
        cmocka_unit_test(intervals_hold_the_truth),
        cmocka_unit_test(few_paths_are_refused),
    };
    start_math();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
