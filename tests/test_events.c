/* Events against closed forms and enumeration: a crisis that may come in each year. */
#include "tests/support.h"

#include "math/normal.h"

#define HEAD(end, paths, sampling)                                                                 \
    "{\"dubao\":1,\"id\":\"t\",\"years\":{\"base\":2020,\"end\":" end "},\"periods\":{\"all\":["   \
    "2021," end "]},\"simulation\":{\"paths\":" paths ",\"seed\":11,\"sampling\":\"" sampling      \
    "\"},"

#define STILL(id) "\"" id "\":{\"model\":\"compound\",\"base\":100,\"growth\":0.1}"

static double binomial(int n, int k, double p)
{
    double weight = 1;
    for (int i = 0; i < k; i++)
        weight *= (double)(n - i) / (i + 1);
    return weight * pow(p, k) * pow(1 - p, n - k);
}

/* Geometric growth, a constant loss: given k bad years of five, log L is normal. */
static void years_of_crisis_are_binomial(void **state)
{
    (void)state;
    static const char *const sampling[] = { "random", "antithetic", "latin_hypercube", "sobol" };
    double truth = 0;
    for (int k = 0; k <= 5; k++)
        truth +=
            binomial(5, k, 0.1) *
            normal_cdf(log(75000 * pow(1.18, 5 - k) * pow(1.06, k) / 165000) / (0.04 * sqrt(5)));
    for (size_t i = 0; i < 4; i++) {
        char *json = text_format(
            HEAD("2025", "1048576", "%s") "\"indicators\":{\"a\":{\"model\":\"geometric\",\"base\":"
                                          "75000,\"growth\":\"18%%\",\"volatility\":\"4%%\"}},"
                                          "\"events\":{\"crisis\":{\"probability\":\"10%%\","
                                          "\"loss\":\"12%%\",\"indicators\":[\"a\"]}},"
                                          "\"targets\":{\"t\":{\"indicator\":\"a\",\"year\":2025,"
                                          "\"at_least\":165000}}}",
            sampling[i]);
        Simulated made = simulate_from(json, 0);
        const Chance *chance = &made.forecast->target[0].chance;
        assert_near(chance->probability, truth, chance->standard_error, sampling[i]);
        assert_true(chance->standard_error < 6e-4);
        simulated_free(&made);
        free(json);
    }
}

/* The yearly factor 1 + m - loss + v e: its first two moments make those of the product. */
static void the_mean_falls_by_the_mean_loss(void **state)
{
    (void)state;
    Simulated made = simulate_from(
        HEAD("2030", "1000000", "random") "\"indicators\":{\"a\":{\"model\":\"compound\",\"base\":"
                                          "100,\"growth\":\"10%\",\"volatility\":\"3%\"}},"
                                          "\"events\":{\"crisis\":{\"probability\":\"20%\",\"loss\""
                                          ":{\"uniform\":[\"5%\",\"15%\"]},\"indicators\":[\"a\"]}}"
                                          "}",
        0);
    const Fan *fan = &made.forecast->fan[0];
    double loss = 0.1, square = 0.01 + 0.01 / 12, first = 1.1 - 0.2 * loss;
    double second = 1.1 * 1.1 - 2 * 1.1 * 0.2 * loss + 0.2 * square + 0.03 * 0.03;
    for (int t = 1; t <= 10; t++) {
        double sd = 100 * sqrt(pow(second, t) - pow(first, 2 * t));
        assert_near(fan->mean[t], 100 * pow(first, t), fan->mean_error[t], "mean");
        assert_near(fan->sd[t], sd, sd * 1e-3, "sd"); /* kurtosis below 4 */
    }
    assert_true(projection_level(made.projection, 0, 1)[10] == /* without events */
                projection_level(made.projection, 0, 0)[10]);
    assert_true(fabs(projection_level(made.projection, 0, 1)[10] / (100 * pow(1.1, 10)) - 1) <
                1e-12);
    simulated_free(&made);
}

/* By convolution, see test_exact_event.c. */
static void a_crisis_on_top_of_heavy_tails(void **state)
{
    (void)state;
    static const char *const sampling[] = { "random", "sobol" };
    for (size_t i = 0; i < 2; i++) {
        char *json = text_format(
            HEAD("2025", "1048576", "%s") "\"indicators\":{\"a\":{\"model\":\"compound\",\"base\":"
                                          "75000,\"growth\":{\"triangular\":[\"13.5%%\",\"14.5%%\","
                                          "\"16.5%%\"]},\"volatility\":{\"uniform\":[\"2%%\",\"6%%"
                                          "\"]},\"shock\":{\"student_t\":5}}},\"events\":{"
                                          "\"crisis\":{\"probability\":\"5%%\",\"loss\":{"
                                          "\"uniform\":[\"5%%\",\"15%%\"]},\"indicators\":[\"a\"]}}"
                                          ",\"targets\":{\"t\":{\"indicator\":\"a\",\"year\":2025,"
                                          "\"at_least\":165000}}}",
            sampling[i]);
        Simulated made = simulate_from(json, 0);
        const Chance *chance = &made.forecast->target[0].chance;
        assert_near(chance->probability, 0.084355858010, chance->standard_error, sampling[i]);
        simulated_free(&made);
        free(json);
    }
}

/* One crisis for both: without noise they meet their targets on the same paths. */
static void an_event_hits_all_its_indicators_at_once(void **state)
{
    (void)state;
    Simulated made = simulate_from(
        HEAD("2023", "100000", "random") "\"indicators\":{" STILL("a") "," STILL("b") "," STILL(
            "c") "},\"events\":{\"crisis\":{\"probability\":\"10%\",\"loss\":\"5%\",\"indicators\":"
                 "[\"a\",\"b\"]}},\"targets\":{"
                 "\"t\":{\"indicator\":\"a\",\"year\":2023,\"at_least\":133},"
                 "\"u\":{\"indicator\":\"b\",\"year\":2023,\"at_least\":133},"
                 "\"v\":{\"indicator\":\"c\",\"year\":2023,\"at_least\":133}}}",
        0);
    const Forecast *forecast = made.forecast;
    double error = sqrt(0.729 * 0.271 / 1e5);
    assert_near(forecast->target[0].chance.probability, 0.729, error, "no crisis in three years");
    assert_true(forecast->joint->chance.probability == forecast->target[0].chance.probability);
    assert_true(forecast->joint->chance.probability == forecast->target[1].chance.probability);
    assert_true(forecast->target[2].chance.probability == 1);
    simulated_free(&made);
}

/* P(n bad years of five) when an event that starts lasts two years, by the tree of all courses. */
static double bad_years(int years, int left, int wanted, double p)
{
    if (!years)
        return wanted == 0;
    if (left)
        return bad_years(years - 1, left - 1, wanted - 1, p);
    return (1 - p) * bad_years(years - 1, 0, wanted, p) +
           p * bad_years(years - 1, 1, wanted - 1, p);
}

static void an_event_lasts_its_years(void **state)
{
    (void)state;
    for (int n = 0; n < 5; n++) {
        double between = 100 * pow(1.1, 5 - n) * pow(1.05, n), truth = 0;
        for (int k = 0; k <= n; k++)
            truth += bad_years(5, 0, k, 0.1);
        char *json = text_format(
            HEAD("2025", "200000", "random") "\"indicators\":{" STILL(
                "a") "},\"events\":{\"crisis\":{\"probability\":0.1,\"loss\":\"5%%\",\"duration\":2"
                     ",\"indicators\":[\"a\"]}},\"targets\":{\"t\":{\"indicator\":\"a\",\"year\":"
                     "2025,\"at_least\":%.17g}}}",
            between);
        Simulated made = simulate_from(json, 0);
        assert_near(made.forecast->target[0].chance.probability, truth,
                    sqrt(truth * (1 - truth) / 2e5), "bad years");
        simulated_free(&made);
        free(json);
    }
}

/* L2 = (1.1 - U)^2 when the event is certain and lasts two years, beyond its last possible start;
 * year 3 is free of it. */
static void the_loss_stays_the_same_while_it_lasts(void **state)
{
    (void)state;
    Simulated made = simulate_from(
        HEAD("2023", "200000", "random") "\"indicators\":{" STILL(
            "a") "},\"events\":{\"crisis\":{\"probability\":1,\"loss\":{\"uniform\":[0,\"20%\"]},"
                 "\"duration\":2,\"years\":[2021,2021],\"indicators\":[\"a\"]}}}",
        0);
    const Fan *fan = &made.forecast->fan[0];
    for (size_t q = 0; q < QUANTILES; q++) {
        double factor = 0.9 + 0.2 * quantile_levels[q];
        assert_near(fan->quantile[q][2], 100 * factor * factor, fan->quantile_error[q][2], "two");
        assert_near(fan->quantile[q][3], 110 * factor * factor, fan->quantile_error[q][3], "three");
    }
    simulated_free(&made);
}

/* Certain events are arithmetic: sums of losses, and the years of each. */
static void losses_add_in_the_years_given(void **state)
{
    (void)state;
    static const char *const model[] = { "compound", "geometric" };
    for (size_t i = 0; i < 2; i++) {
        char *json =
            text_format(HEAD("2024", "1000",
                             "random") "\"indicators\":{\"a\":{\"model\":\"%s\",\"base\":100,"
                                       "\"growth\":\"10%%\"}},\"events\":{"
                                       "\"x\":{\"probability\":1,\"loss\":\"3%%\",\"indicators\""
                                       ":[\"a\"],\"years\":[2022,2024]},"
                                       "\"y\":{\"probability\":\"100%%\",\"loss\":\"150%%\","
                                       "\"indicators\":[\"a\"],\"years\":[2024,2024]},"
                                       "\"z\":{\"probability\":1,\"loss\":0.04,\"indicators\":"
                                       "[\"a\"],\"years\":[2023,2023]},"
                                       "\"never\":{\"probability\":0,\"loss\":0.04,"
                                       "\"indicators\":[\"a\"]}}}",
                        model[i]);
        Simulated made = simulate_from(json, 0);
        const double *mean = made.forecast->fan[0].mean;
        assert_true(fabs(mean[1] - 110) < 1e-10);
        assert_true(fabs(mean[2] - 110 * 1.07) < 1e-10);
        assert_true(fabs(mean[3] - 110 * 1.07 * 1.03) < 1e-10);
        assert_true(mean[4] == 0); /* nothing is left, and never less */
        simulated_free(&made);
        free(json);
    }
}

static double mean_of(const char *events, size_t threads, char **text)
{
    char *json = text_format(
        HEAD("2030", "50000", "random") "\"indicators\":{\"a\":{\"model\":\"compound\",\"base\":"
                                        "100,\"growth\":{\"uniform\":[0,\"10%%\"]},\"volatility\":"
                                        "\"3%%\"},\"b\":{\"model\":\"geometric\",\"base\":100,"
                                        "\"growth\":\"5%%\",\"volatility\":\"3%%\"}},"
                                        "\"events\":{%s}}",
        events);
    Simulated made = simulate_from(json, threads);
    double mean = made.forecast->fan[0].mean[10];
    if (text)
        *text = result_text(&made);
    simulated_free(&made);
    free(json);
    return mean;
}

/* Streams go by the id of the event, which is no indicator's even when it has the same letters. */
static void an_event_changes_nobodys_draws(void **state)
{
    (void)state;
    static const char *const crisis =
        "\"crisis\":{\"probability\":\"5%\",\"loss\":{\"pert\":[0,\"5%\",\"9%\"]},\"indicators\":["
        "\"a\"],\"duration\":3}";
    char *both = text_format(
        "\"a\":{\"probability\":\"5%%\",\"loss\":0.1,\"indicators\":[\"b\"]},%s", crisis);
    double none = mean_of("", 1, NULL), one = mean_of(crisis, 1, NULL),
           two = mean_of(both, 1, NULL);
    assert_true(none ==
                mean_of("\"a\":{\"probability\":0,\"loss\":0.1,\"indicators\":[\"a\"]}", 1, NULL));
    assert_true(none ==
                mean_of("\"a\":{\"probability\":1,\"loss\":0.1,\"indicators\":[\"b\"]}", 1, NULL));
    assert_true(one < none);
    assert_true(one == two);
    free(both);
}

static void threads_change_no_bit(void **state)
{
    (void)state;
    char *text[2];
    for (size_t i = 0; i < 2; i++)
        mean_of("\"crisis\":{\"probability\":\"5%\",\"loss\":{\"uniform\":[0,\"9%\"]},"
                "\"indicators\":[\"a\",\"b\"],\"duration\":2}",
                i ? 3 : 1, &text[i]);
    assert_string_equal(text[0], text[1]);
    free(text[0]);
    free(text[1]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(years_of_crisis_are_binomial),
        cmocka_unit_test(the_mean_falls_by_the_mean_loss),
        cmocka_unit_test(a_crisis_on_top_of_heavy_tails),
        cmocka_unit_test(an_event_hits_all_its_indicators_at_once),
        cmocka_unit_test(an_event_lasts_its_years),
        cmocka_unit_test(the_loss_stays_the_same_while_it_lasts),
        cmocka_unit_test(losses_add_in_the_years_given),
        cmocka_unit_test(an_event_changes_nobodys_draws),
        cmocka_unit_test(threads_change_no_bit),
    };
    start_math();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
