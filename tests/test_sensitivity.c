/* Which input decides a target, against closed forms: sums of independent and of correlated
 * normals, and a lognormal level. */
#include "tests/support.h"

#include "math/normal.h"
#include "run/sensitivity.h"

typedef struct Made {
    Scenario *scenario;
    Projection *projection;
    Sensitivity *result;
} Made;

static Status try(Made *made, const char *json, unsigned parts, size_t threads, Error *err)
{
    SimulateOptions options = { .threads = threads };
    *made = (Made){ .scenario = scenario_from(json) };
    assert_int_equal(project(made->scenario, &made->projection, err), STATUS_GOOD);
    SensitivityQuestion question = { .parts = parts, .points = made->scenario->simulation.paths };
    return sensitivity(made->projection, &question, &options, &made->result, err);
}

static Made make(const char *json, unsigned parts, size_t threads)
{
    Made made;
    Error err = { 0 };
    if (try(&made, json, parts, threads, &err) != STATUS_GOOD)
        fail_msg("%s", err.text);
    return made;
}

static void made_free(Made *made)
{
    sensitivity_free(made->result);
    projection_free(made->projection);
    scenario_free(made->scenario);
}

static const InputEffect *effect_of(const Made *made, const char *pointer)
{
    for (size_t i = 0; i < made->result->inputs; i++)
        if (!strcmp(made->result->effect[i].input.pointer, pointer))
            return &made->result->effect[i];
    fail_msg("no input %s", pointer);
    return NULL;
}

static void check_share(const Estimate *share, double truth, const char *what)
{
    double width = share->interval[1] - share->interval[0];
    assert_true(width > 0 && width < 0.06);
    assert_near(share->value, truth, width / 4, what);
}

static void check_chance(const Chance *chance, double truth)
{
    assert_near(chance->probability, truth, chance->standard_error, "chance");
}

/* Standard deviations of 3 and 4. */
static const char independent[] =
    "{\"dubao\":1,\"id\":\"x\",\"years\":{\"base\":2020,\"end\":2022},"
    "\"periods\":{\"all\":[2021,2022]},\"indicators\":{"
    "\"a\":{\"model\":\"level\",\"value\":{\"2021\":{\"normal\":[100,3]}}},"
    "\"b\":{\"model\":\"level\",\"value\":{\"2021\":{\"normal\":[50,4]}}},"
    "\"other\":{\"model\":\"level\",\"value\":{\"2021\":{\"normal\":[50,4]}}},"
    "\"c\":{\"model\":\"sum\",\"of\":[\"a\",\"b\"]}},"
    "\"targets\":{\"t\":{\"indicator\":\"c\",\"year\":2021,\"at_least\":152}},"
    "\"simulation\":{\"paths\":16384,\"seed\":5}}";

static void test_independent_sum(void **state)
{
    (void)state;
    Made made = make(independent, SENSITIVITY_MOVES | SENSITIVITY_INDICES | SENSITIVITY_SHAPLEY, 1);
    const InputEffect *a = effect_of(&made, "/indicators/a/value/2021");
    const InputEffect *b = effect_of(&made, "/indicators/b/value/2021");
    assert_int_equal(made.result->inputs, 2);
    assert_ptr_equal(b, made.result->effect); /* the greater swing first */
    check_share(&a->first[OUTPUT_MEASURE], 0.36, "first");
    check_share(&b->first[OUTPUT_MEASURE], 0.64, "first");
    check_share(&a->total[OUTPUT_MEASURE], 0.36, "total");
    check_share(&b->total[OUTPUT_MEASURE], 0.64, "total");
    check_share(&a->shapley[OUTPUT_MEASURE], 0.36, "Shapley");
    check_share(&b->shapley[OUTPUT_MEASURE], 0.64, "Shapley");
    for (size_t q = 0; q < QUANTILES; q++) {
        double moved = 3 * normal_quantile(quantile_levels[q]);
        check_chance(&a->chance[q], normal_cdf((moved - 2) / 4));
        assert_near(a->median[q], 150 + moved, a->median_error[q], "median");
    }
    check_chance(&made.result->chance, normal_cdf(-2.0 / 5));
    double e = 0;
    for (size_t i = 0; i < 2; i++)
        e += made.result->effect[i].shapley[OUTPUT_MET].value;
    assert_true(fabs(e - 1) < 1e-12);
    made_free(&made);
}

/* In one year a compound level is 100 (1 + 0.04 e) and 100 (1 + 0.02 e'), correlated by 0.5. */
static const char correlated[] =
    "{\"dubao\":1,\"id\":\"x\",\"years\":{\"base\":2020,\"end\":2023},"
    "\"periods\":{\"all\":[2021,2023]},\"indicators\":{"
    "\"a\":{\"model\":\"compound\",\"base\":100,\"growth\":0,\"volatility\":0.04},"
    "\"b\":{\"model\":\"compound\",\"base\":100,\"growth\":0,\"volatility\":0.02},"
    "\"c\":{\"model\":\"sum\",\"of\":[\"a\",\"b\"]}},"
    "\"correlation\":{\"a\":{\"b\":0.5}},"
    "\"targets\":{\"t\":{\"indicator\":\"c\",\"year\":2021,\"at_least\":202}},"
    "\"simulation\":{\"paths\":16384,\"seed\":5}}";

static void test_correlated_sum(void **state)
{
    (void)state;
    Made made = make(correlated, SENSITIVITY_MOVES | SENSITIVITY_SHAPLEY, 1);
    const InputEffect *a = effect_of(&made, "/indicators/a/shock");
    const InputEffect *b = effect_of(&made, "/indicators/b/shock");
    double variance = 16 + 4 + 2 * 0.5 * 8;
    double share = (16 * (1 - 0.125) + 0.5 * 8 + 4 * 0.125) / variance;
    check_share(&a->shapley[OUTPUT_MEASURE], share, "Shapley");
    check_share(&b->shapley[OUTPUT_MEASURE], 1 - share, "Shapley");
    assert_true(isnan(a->first[OUTPUT_MEASURE].value));
    check_chance(&made.result->chance, normal_cdf(-2 / sqrt(variance)));
    for (size_t q = 0; q < QUANTILES; q++) { /* b follows a */
        double moved = (4 + 0.5 * 2) * normal_quantile(quantile_levels[q]);
        check_chance(&a->chance[q], normal_cdf((moved - 2) / (2 * sqrt(0.75))));
    }
    made_free(&made);
}

static void test_correlated_indices_are_refused(void **state)
{
    (void)state;
    Made made;
    Error err = { 0 };
    assert_int_equal(try(&made, correlated, SENSITIVITY_INDICES, 1, &err), STATUS_INVALID);
    assert_non_null(strstr(err.text, "--shapley"));
    assert_null(made.result);
    made_free(&made);
}

/* log L = log B + 0.02 sum e over four years: the sum is at its quantile; years after the target
 * have no part. */
static void test_shocks_move_along_their_sum(void **state)
{
    (void)state;
    Made made = make("{\"dubao\":1,\"id\":\"x\",\"years\":{\"base\":2020,\"end\":2026},"
                     "\"periods\":{\"all\":[2021,2026]},\"indicators\":{\"a\":{"
                     "\"model\":\"geometric\",\"base\":{\"lognormal\":[100,0.05]},\"growth\":0,"
                     "\"volatility\":0.02}},\"targets\":{\"t\":{\"indicator\":\"a\",\"year\":2024,"
                     "\"at_least\":103}},\"simulation\":{\"paths\":8192,\"seed\":7}}",
                     SENSITIVITY_MOVES, 1);
    const InputEffect *shocks = effect_of(&made, "/indicators/a/shock");
    for (size_t q = 0; q < QUANTILES; q++) {
        double moved = 0.02 * 2 * normal_quantile(quantile_levels[q]);
        check_chance(&shocks->chance[q], normal_cdf((moved - log(1.03)) / 0.05));
    }
    made_free(&made);
}

/* A target of one of two correlated indicators hangs on independent inputs. */
static void test_correlation_elsewhere_is_allowed(void **state)
{
    (void)state;
    Made made = make("{\"dubao\":1,\"id\":\"x\",\"years\":{\"base\":2020,\"end\":2021},"
                     "\"periods\":{\"all\":[2021,2021]},\"indicators\":{"
                     "\"a\":{\"model\":\"compound\",\"base\":100,\"growth\":{\"uniform\":[0,0.1]},"
                     "\"volatility\":0.01},"
                     "\"b\":{\"model\":\"compound\",\"base\":100,\"growth\":0.1,"
                     "\"volatility\":0.02}},\"correlation\":{\"a\":{\"b\":0.9}},"
                     "\"targets\":{\"t\":{\"indicator\":\"a\",\"year\":2021,\"at_least\":106}},"
                     "\"simulation\":{\"paths\":16384,\"seed\":9}}",
                     SENSITIVITY_INDICES, 1);
    double growth = 0.01 / 12, shocks = 0.0001;
    assert_int_equal(made.result->inputs, 2);
    check_share(&effect_of(&made, "/indicators/a/growth")->first[OUTPUT_MEASURE],
                growth / (growth + shocks), "growth");
    check_share(&effect_of(&made, "/indicators/a/shock")->total[OUTPUT_MEASURE],
                shocks / (growth + shocks), "shocks");
    made_free(&made);
}

static void test_same_bits_for_any_threads(void **state)
{
    (void)state;
    unsigned parts = SENSITIVITY_MOVES | SENSITIVITY_SHAPLEY;
    Made one = make(correlated, parts, 1), three = make(correlated, parts, 3);
    for (size_t i = 0; i < one.result->inputs; i++) {
        const InputEffect *x = &one.result->effect[i], *y = &three.result->effect[i];
        assert_memory_equal(x->chance, y->chance, sizeof x->chance);
        assert_memory_equal(x->median, y->median, sizeof x->median);
        assert_memory_equal(x->shapley, y->shapley, sizeof x->shapley);
    }
    made_free(&one);
    made_free(&three);
}

static void test_nothing_uncertain_is_refused(void **state)
{
    (void)state;
    Made made;
    Error err = { 0 };
    const char *json = "{\"dubao\":1,\"id\":\"x\",\"years\":{\"base\":2020,\"end\":2022},"
                       "\"periods\":{\"all\":[2021,2022]},\"indicators\":{"
                       "\"a\":{\"model\":\"compound\",\"base\":100,\"growth\":0.1}},"
                       "\"targets\":{\"t\":{\"indicator\":\"a\",\"year\":2021,\"at_least\":1}}}";
    assert_int_equal(try(&made, json, SENSITIVITY_MOVES, 1, &err), STATUS_INVALID);
    assert_non_null(strstr(err.text, "nothing uncertain"));
    made_free(&made);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_independent_sum),
        cmocka_unit_test(test_correlated_sum),
        cmocka_unit_test(test_correlated_indices_are_refused),
        cmocka_unit_test(test_shocks_move_along_their_sum),
        cmocka_unit_test(test_correlation_elsewhere_is_allowed),
        cmocka_unit_test(test_same_bits_for_any_threads),
        cmocka_unit_test(test_nothing_uncertain_is_refused),
    };
    start_math();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
