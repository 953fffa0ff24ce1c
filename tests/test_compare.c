/* Scenarios side by side: differences against what each simulation says alone, shares of the gap
 * against Shapley's formula, errors against the spread over seeds. */
#include "tests/support.h"

#include "run/compare.h"

static const char form[] =
    "{\"dubao\":1,\"id\":\"%s\",\"years\":{\"base\":2020,\"end\":2025},\"periods\":{\"first\":"
    "[2021,2022],\"then\":[2023,2025]},\"simulation\":{\"paths\":%d,\"seed\":%d,\"sampling\":"
    "\"random\"},\"indicators\":{"
    "\"a\":{\"model\":\"geometric\",\"base\":%g,\"growth\":{\"first\":\"%g%%\",\"then\":%s},"
    "\"volatility\":%g}},\"targets\":{\"t\":{\"indicator\":\"a\",\"year\":2025,\"at_least\":130}}}";

typedef struct Side {
    double base, first;
    const char *then;
    double volatility;
} Side;

typedef struct Fixture {
    Scenario *scenario[2];
    Comparison *comparison;
    const char *text; /* of the first */
} Fixture;

/* The first scenario with changes applied: by the door that the program uses. */
static Status make(void *context, const char *const *change, size_t changes, Scenario **made,
                   Error *err)
{
    const Fixture *f = context;
    char path[] = "/tmp/dubao-test-XXXXXX";
    Problems problems = { 0 };
    file_from(f->text, path);
    Status status = read_scenario(path, change, changes, made, &problems, err);
    if (problems.count)
        fail_msg("%s", problems.line[0]);
    problems_free(&problems);
    unlink(path);
    return status;
}

static void start(Fixture *f, const Side side[2], int paths, int seed)
{
    static char text[2][1000];
    Error err = { 0 };
    Problems problems = { 0 };
    SimulateOptions options = { .threads = 2 };
    for (int i = 0; i < 2; i++) {
        snprintf(text[i], sizeof text[i], form, i ? "b" : "a", paths, seed, side[i].base,
                 side[i].first, side[i].then, side[i].volatility);
        f->scenario[i] = scenario_from(text[i]);
    }
    f->text = text[0];
    const Scenario *const *scenario = (const Scenario *const *)f->scenario;
    Variants variants = { make, f };
    Status status = comparison_new(&f->comparison, scenario, 2, NULL, &problems, &err);
    if (status == STATUS_GOOD)
        status = compare(scenario, &options, f->comparison, &err);
    if (status == STATUS_GOOD)
        status = compare_gap(scenario, &variants, &options, f->comparison, &err);
    if (status != STATUS_GOOD)
        fail_msg("%s", err.text);
    assert_null(f->comparison->unexplained);
}

static void stop(Fixture *f)
{
    comparison_free(f->comparison);
    scenario_free(f->scenario[0]);
    scenario_free(f->scenario[1]);
}

/* Without chance the median is the level: two parts, each the mean of its effect first and last. */
static void test_shapley(void **state)
{
    (void)state;
    Fixture f;
    start(&f, (Side[]){ { 100, 5, "\"5%\"", 0 }, { 110, 7, "\"5%\"", 0 } }, 1024, 1);
    const ComparedTarget *it = f.comparison->target;
    double rest = pow(1.05, 3), slow = rest * pow(1.05, 2), fast = rest * pow(1.07, 2);
    assert_int_equal(f.comparison->parts, 2);
    assert_near(it->gap[0].share[COMPARED_MEDIAN].value, 10 * (slow + fast) / 2, 1e-9, "exact");
    assert_near(it->gap[1].share[COMPARED_MEDIAN].value, 210 * (fast - slow) / 2, 1e-9, "exact");
    assert_near(it->gap[0].alone[COMPARED_MEDIAN], 10 * slow, 1e-9, "exact");
    assert_near(comparison_interaction(f.comparison, 0, COMPARED_MEDIAN), 10 * (fast - slow), 1e-9,
                "exact");
    assert_near(it->difference[1][COMPARED_MEDIAN].value, 110 * fast - 100 * slow, 1e-9, "exact");
    stop(&f);
}

/* Nothing differs: nothing is found, exactly. */
static void test_same(void **state)
{
    (void)state;
    Fixture f;
    Side side = { 100, 5, "{\"normal\":[\"5%\",\"2%\"]}", 0.03 };
    start(&f, (Side[]){ side, side }, 5000, 1);
    assert_int_equal(f.comparison->parts, 0);
    for (int figure = 0; figure < COMPARED; figure++)
        assert_true(f.comparison->target->difference[1][figure].value == 0);
    stop(&f);
}

enum { SEEDS = 40, FIGURES = 8 };

static void figures_of(const ComparedTarget *it, double *value, double *error)
{
    const Gain *estimate[FIGURES] = { 0 };
    for (int figure = 0; figure < COMPARED; figure++) {
        estimate[figure * 4] = &it->difference[1][figure];
        for (int part = 0; part < 3; part++)
            estimate[figure * 4 + 1 + part] = &it->gap[part].share[figure];
    }
    for (int i = 0; i < FIGURES; i++) {
        value[i] = estimate[i]->value;
        error[i] = estimate[i]->error;
    }
}

/* The shares sum to the gap; and the errors told are those that seeds show. */
static void test_errors(void **state)
{
    (void)state;
    double sum[FIGURES] = { 0 }, squares[FIGURES] = { 0 }, told[FIGURES] = { 0 };
    for (int seed = 1; seed <= SEEDS; seed++) {
        Fixture f;
        double value[FIGURES], error[FIGURES];
        start(&f,
              (Side[]){ { 100, 5, "{\"normal\":[\"5%\",\"2%\"]}", 0.03 },
                        { 104, 5, "{\"uniform\":[\"2%\",\"6%\"]}", 0.05 } },
              4000, seed);
        assert_int_equal(f.comparison->parts, 3);
        figures_of(f.comparison->target, value, error);
        for (int i = 0; i < FIGURES; i += 4)
            assert_near(value[i], value[i + 1] + value[i + 2] + value[i + 3], 1e-10, "exact");
        for (int i = 0; i < FIGURES; i++) {
            sum[i] += value[i] / SEEDS;
            squares[i] += value[i] * value[i] / SEEDS;
            told[i] += error[i] / SEEDS;
        }
        stop(&f);
    }
    for (int i = 0; i < FIGURES; i++) {
        double spread = sqrt((squares[i] - sum[i] * sum[i]) * SEEDS / (SEEDS - 1));
        assert_near(told[i] / spread, 1, 1 / sqrt(2.0 * SEEDS), "error told over spread");
    }
}

int main(void)
{
    start_math();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_shapley),
        cmocka_unit_test(test_same),
        cmocka_unit_test(test_errors),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
