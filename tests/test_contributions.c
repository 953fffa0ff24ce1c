/* What each project decides, against enumeration of all that may come. */
#include "tests/support.h"

enum { PROJECTS = 4, STATES = 1 << PROJECTS, PATHS = 65536 };

/* Two in "first", two in "second", which stands on the first. */
static const double comes[PROJECTS] = { 0.9, 0.5, 0.3, 1 };
static const double adds[PROJECTS] = { 8, 13, 21, 5 };

static const char form[] =
    "{\"dubao\":1,\"id\":\"t\",\"years\":{\"base\":2020,\"end\":2026},\"periods\":{\"all\":[2021,"
    "2026]},\"simulation\":{\"paths\":65536,\"seed\":5,\"sampling\":\"%s\"},\"indicators\":{"
    "\"all\":{\"model\":\"sum\",\"of\":[\"second\",\"line\"]},"
    "\"second\":{\"model\":\"pipeline\",\"of\":\"first\",\"projects\":{"
    "\"c\":{\"start\":2022,\"probability\":0.3,\"capacity\":21},"
    "\"d\":{\"start\":2022,\"probability\":1,\"capacity\":5}}},"
    "\"first\":{\"model\":\"pipeline\",\"projects\":{"
    "\"a\":{\"start\":2022,\"probability\":0.9,\"capacity\":8},"
    "\"b\":{\"start\":\"2023-01\",\"probability\":0.5,\"capacity\":13}}},"
    "\"line\":{\"model\":\"compound\",\"base\":100,\"growth\":0}},"
    "\"targets\":{\"first\":{\"indicator\":\"first\",\"year\":2026,\"at_least\":10},"
    "\"line\":{\"indicator\":\"line\",\"year\":2026,\"at_least\":100},"
    "\"all\":{\"indicator\":\"all\",\"year\":2026,\"at_least\":125},"
    "\"few\":{\"indicator\":\"second\",\"year\":2026,\"at_most\":20}}}";

static bool meets(int target, double sum, double first)
{
    return target == 0 ? first >= 10 : target == 2 ? sum >= 25 : sum <= 20;
}

/* P(target) with project j for certain (there), or without it. */
static double enumerated(int target, int j, bool there)
{
    double truth = 0;
    for (int state = 0; state < STATES; state++) {
        double chance = 1, sum = 0, first = 0;
        for (int k = 0; k < PROJECTS; k++) {
            bool in = k == j ? there : state >> k & 1;
            chance *= state >> k & 1 ? comes[k] : 1 - comes[k];
            sum += in ? adds[k] : 0;
            first += in && k < 2 ? adds[k] : 0;
        }
        truth += meets(target, sum, first) ? chance : 0;
    }
    return truth;
}

/* a, b, c, d as number of the project. */
static int number_of(const Scenario *s, const ProjectForecast *it)
{
    return s->indicator[it->indicator].project[it->project].id[0] - 'a';
}

static void check_one(const Forecast *forecast, const ProjectForecast *it, const char *sampling)
{
    int j = number_of(forecast->scenario, it), target = (int)it->target;
    double with = enumerated(target, j, true), without = enumerated(target, j, false);
    double apart = fabs(with - without), known = sqrt(apart * (1 - apart) / PATHS);
    assert_near(it->with.probability, with, it->with.standard_error, sampling);
    assert_near(it->without.probability, without, it->without.standard_error, sampling);
    assert_near(it->difference, with - without, it->error, sampling);
    assert_true(it->difference == it->with.probability - it->without.probability ||
                fabs(it->difference - it->with.probability + it->without.probability) < 1e-15);
    if (!strcmp(sampling, "random") && apart > 0 && apart < 1) /* of pairs: always of one sign */
        assert_true(fabs(it->error / known - 1) < 0.05);
}

static void differences_are_those_of_all_states(void **state)
{
    (void)state;
    static const char *const sampling[] = { "random", "antithetic", "latin_hypercube", "sobol" };
    for (size_t i = 0; i < 4; i++) {
        char *json = text_format(form, sampling[i]);
        Simulated made = simulate_from(json, 0);
        const Forecast *forecast = made.forecast;
        assert_int_equal(forecast->projects, 2 + 4 + 4); /* none for the target on "line" */
        for (size_t k = 0; k < forecast->projects; k++) {
            const ProjectForecast *it = &forecast->project[k], *after = it + 1;
            check_one(forecast, it, sampling[i]);
            if (k + 1 < forecast->projects && it->target == after->target)
                assert_true(fabs(it->difference) >= fabs(after->difference));
        }
        simulated_free(&made);
        free(json);
    }
}

/* The chance itself is that with the project on its paths, without it on the others. */
static void parts_make_the_whole_and_other_results_are_untouched(void **state)
{
    (void)state;
    char *json = text_format(form, "random");
    Simulated made = simulate_from(json, 0);
    for (size_t k = 0; k < made.forecast->projects; k++) {
        const ProjectForecast *it = &made.forecast->project[k];
        double p = comes[number_of(made.scenario, it)];
        double whole = p * it->with.probability + (1 - p) * it->without.probability;
        const Chance *chance = &made.forecast->target[it->target].chance;
        assert_near(whole, chance->probability, chance->standard_error, "the whole");
    }
    double truth = enumerated(2, 3, true); /* d is certain */
    const Chance *all = &made.forecast->target[2].chance;
    assert_near(all->probability, truth, all->standard_error, "all");
    assert_near(made.forecast->fan[0].mean[6], 100 + 7.2 + 6.5 + 6.3 + 5,
                made.forecast->fan[0].mean_error[6], "mean");
    simulated_free(&made);
    free(json);
}

static void threads_change_no_bit(void **state)
{
    (void)state;
    static const char *const sampling[] = { "random", "sobol" };
    for (size_t i = 0; i < 2; i++) {
        char *json = text_format(form, sampling[i]), *text[2];
        for (size_t k = 0; k < 2; k++) {
            Simulated made = simulate_from(json, k ? 5 : 1);
            text[k] = result_text(&made);
            simulated_free(&made);
        }
        assert_string_equal(text[0], text[1]);
        free(text[0]);
        free(text[1]);
        free(json);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(differences_are_those_of_all_states),
        cmocka_unit_test(parts_make_the_whole_and_other_results_are_untouched),
        cmocka_unit_test(threads_change_no_bit),
    };
    start_math();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
