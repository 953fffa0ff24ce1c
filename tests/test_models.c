/* The laws of the models under chance: closed forms within 4 standard errors. */
#include "math/normal.h"
#include "tests/support.h"

#define PATHS 262144.0
#define HEAD                                                                                       \
    "{\"dubao\":1,\"id\":\"t\",\"years\":{\"base\":2020,\"end\":2030},"                            \
    "\"periods\":{\"a\":[2021,2025],\"b\":[2026,2030]},"                                           \
    "\"simulation\":{\"paths\":262144,\"seed\":2030,\"sampling\":\"random\"},"

#define OUTPUT                                                                                     \
    "\"output\":{\"model\":\"geometric\",\"base\":1000,\"growth\":0.1,\"volatility\":0.05}"

static const Fan *fan_of(const Simulated *made, const char *id)
{
    size_t i = scenario_indicator(made->scenario, id);
    assert_true(i < made->scenario->indicators);
    return &made->forecast->fan[i];
}

static double chance_of(const Simulated *made, const char *id)
{
    size_t i = scenario_target(made->scenario, id);
    assert_true(i < made->scenario->targets);
    return made->forecast->target[i].chance.probability;
}

static void assert_mean(const Fan *fan, size_t t, double mean)
{
    assert_near(fan->mean[t], mean, fan->mean_error[t], "mean");
}

/* A standard deviation of n values errs by about sd sqrt((kurtosis - 1) / 4 n). */
static void assert_sd(const Fan *fan, size_t t, double sd, double kurtosis)
{
    assert_near(fan->sd[t], sd, sd * sqrt((kurtosis - 1) / (4 * PATHS)), "sd");
}

static void assert_chance(const Simulated *made, const char *id, double p)
{
    assert_near(chance_of(made, id), p, sqrt(p * (1 - p) / PATHS), id);
}

/* Mean of the product of what is independent; a half-way year is half of both ends. */
static void a_share_is_drawn_for_its_years_and_linear_between(void **state)
{
    (void)state;
    Simulated made = simulate_from(
        HEAD "\"indicators\":{\"s\":{\"model\":\"share\",\"of\":\"output\",\"share\":"
             "{\"2022\":{\"uniform\":[0.1,0.3]},\"2026\":{\"uniform\":[0.4,0.8]}}}," OUTPUT ","
             "\"apart\":{\"model\":\"share\",\"share\":"
             "{\"2026\":{\"uniform\":[0.4,0.8]},\"2022\":{\"uniform\":[0.1,0.3]}}},"
             "\"linked\":{\"model\":\"share\",\"linked\":true,\"scale\":100,\"share\":"
             "{\"2022\":{\"uniform\":[0.1,0.3]},\"2026\":{\"uniform\":[0.4,0.8]}}}}}",
        2);
    for (size_t t = 0; t <= 10; t++) {
        double at = t < 2 ? 0 : t > 6 ? 1 : ((double)t - 2) / 4;
        double first = (1 - at) * 0.2 / sqrt(12), second = at * 0.4 / sqrt(12);
        double share = (1 - at) * 0.2 + at * 0.6, sd = hypot(first, second);
        double level = 1000 * pow(1.1, (double)t) * exp((double)t * 0.05 * 0.05 / 2);
        assert_mean(fan_of(&made, "s"), t, share * level);
        assert_mean(fan_of(&made, "apart"), t, share);
        assert_sd(fan_of(&made, "apart"), t, sd, 2.5);
        assert_mean(fan_of(&made, "linked"), t, 100 * share);
        assert_sd(fan_of(&made, "linked"), t, 100 * (first + second), 1.8);
    }
    simulated_free(&made);
}

/* A part that is independent of the share, of a total of independent parts: the moments of a
 * product of what is independent. The mean growth of PERT (0.05, 0.1, 0.2) is (0.05 + 0.4 + 0.2)
 * / 6. */
static void a_share_of_a_sum_is_a_product(void **state)
{
    (void)state;
    Simulated made = simulate_from(
        HEAD "\"indicators\":{\"s\":{\"model\":\"share\",\"of\":\"total\",\"share\":"
             "{\"triangular\":[0.2,0.3,0.7]}},\"total\":{\"model\":\"sum\",\"of\":[\"output\","
             "\"other\"]}," OUTPUT ",\"other\":{\"model\":\"compound\",\"base\":500,"
             "\"growth\":{\"pert\":[0.05,0.1,0.2]},\"draw\":\"year\",\"volatility\":0.1}}}",
        2);
    double variance = (0.04 + 0.09 + 0.49 - 0.06 - 0.14 - 0.21) / 18, mean = 0.4;
    for (size_t t = 1; t <= 10; t++) {
        double years = (double)t, grown = 1000 * pow(1.1, years) * exp(years * 0.0025 / 2);
        double growth = 1 + 0.65 / 6, other = 500 * pow(growth, years);
        double spread = (growth - 1.05) * (1.2 - growth) / 7 + 0.01;
        double total = grown + other;
        double square = grown * grown * exp(years * 0.0025) + 2 * grown * other +
                        250000 * pow(growth * growth + spread, years);
        assert_mean(fan_of(&made, "s"), t, mean * total);
        double sd = sqrt((variance + mean * mean) * square - pow(mean * total, 2));
        assert_sd(fan_of(&made, "s"), t, sd, 6);
    }
    simulated_free(&made);
}

static void a_share_stays_a_share(void **state)
{
    (void)state;
    Simulated made = simulate_from(HEAD "\"indicators\":{\"s\":{\"model\":\"share\",\"share\":0.9,"
                                        "\"volatility\":0.1}},\"targets\":{\"all\":{\"indicator\":"
                                        "\"s\",\"year\":2025,\"at_least\":1}}}",
                                   1);
    assert_chance(&made, "all", normal_cdf(-1));
    assert_true(fabs(fan_of(&made, "s")->quantile[QUANTILE_95][5] - 1) < 1e-4);
    simulated_free(&made);
}

/* Relative noise; a persistent one has the same spread every year. */
static void noise_on_a_level_is_relative(void **state)
{
    (void)state;
    Simulated made = simulate_from(
        HEAD "\"indicators\":{\"jobs\":{\"model\":\"level\",\"value\":{\"2020\":12000,\"2030\":"
             "22000},\"volatility\":0.1,\"persistence\":0.6}},\"targets\":{\"t\":{\"indicator\":"
             "\"jobs\",\"year\":2028,\"at_least\":21000}}}",
        2);
    for (size_t t = 1; t <= 10; t++) {
        assert_mean(fan_of(&made, "jobs"), t, 12000 + 1000 * (double)t);
        assert_sd(fan_of(&made, "jobs"), t, 1200 + 100 * (double)t, 3);
    }
    assert_chance(&made, "t", normal_cdf(-0.5));
    simulated_free(&made);
}

/* P(Poisson(11) >= 10) and the like: SciPy 1.10, poisson.sf(9, 11), nbinom.sf(24, 10, 10 / 32). A
 * sum of negative binomials of one mean is one again: five of mean 4.4 and dispersion 0.5 have
 * size 10. A rate that is drawn once for five years adds 25 times its variance. */
static void arrivals_are_poisson_numbers(void **state)
{
    (void)state;
    Simulated made = simulate_from(
        HEAD "\"indicators\":{\"parks\":{\"model\":\"arrivals\",\"rate\":{\"a\":2.2,\"b\":1}},"
             "\"clusters\":{\"model\":\"arrivals\",\"base\":3,\"rate\":4.4,\"dispersion\":0.5},"
             "\"mixed\":{\"model\":\"arrivals\",\"rate\":{\"a\":{\"uniform\":[1,3]},\"b\":0}},"
             "\"fresh\":{\"model\":\"arrivals\",\"rate\":{\"uniform\":[1,3]},\"draw\":\"year\"}},"
             "\"targets\":{\"parks\":{\"indicator\":\"parks\",\"year\":2025,\"at_least\":10},"
             "\"clusters\":{\"indicator\":\"clusters\",\"year\":2025,\"at_least\":28}}}",
        2);
    assert_chance(&made, "parks", 0.6594893575343392);
    assert_chance(&made, "clusters", 0.34616314191884595);
    assert_mean(fan_of(&made, "parks"), 5, 11);
    assert_sd(fan_of(&made, "parks"), 5, sqrt(11), 3 + 1.0 / 11);
    assert_mean(fan_of(&made, "parks"), 10, 16);
    assert_mean(fan_of(&made, "clusters"), 5, 25);
    assert_sd(fan_of(&made, "clusters"), 5, sqrt(5 * (4.4 + 0.5 * 4.4 * 4.4)), 3.7);
    assert_mean(fan_of(&made, "mixed"), 10, 10);
    assert_sd(fan_of(&made, "mixed"), 10, sqrt(10 + 25.0 / 3), 3);
    assert_mean(fan_of(&made, "fresh"), 10, 20);
    assert_sd(fan_of(&made, "fresh"), 10, sqrt(20 + 10.0 / 3), 3.2);
    simulated_free(&made);
}

/* Half of each year's growth: the mean of independent years is a product. With elasticity 1 and no
 * noise both grow alike, path by path. */
static void elastic_growth_follows_that_of_another(void **state)
{
    (void)state;
    Simulated made = simulate_from(
        HEAD "\"indicators\":{\"half\":{\"model\":\"elastic\",\"of\":\"output\",\"base\":500,"
             "\"elasticity\":0.5,\"volatility\":0.03},"
             "\"whole\":{\"model\":\"elastic\",\"of\":\"output\",\"base\":500,\"elasticity\":1},"
             "\"output\":{\"model\":\"compound\",\"base\":1000,\"growth\":0.17,\"volatility\":0.04}"
             "},\"targets\":{\"o\":{\"indicator\":\"output\",\"year\":2025,\"at_least\":2200},"
             "\"w\":{\"indicator\":\"whole\",\"year\":2025,\"at_least\":1100}}}",
        2);
    double variance = 0.02 * 0.02 + 0.03 * 0.03, mean = 1.085;
    for (size_t t = 1; t <= 10; t++) {
        assert_mean(fan_of(&made, "half"), t, 500 * pow(mean, (double)t));
        double square = pow(mean * mean + variance, (double)t) - pow(mean, 2 * (double)t);
        assert_sd(fan_of(&made, "half"), t, 500 * sqrt(square), 3.3);
    }
    assert_true(fabs(chance_of(&made, "o") - chance_of(&made, "w")) < 1e-5);
    simulated_free(&made);
}

/* The log of a ratio of lognormal levels is normal. */
static void a_ratio_of_lognormal_levels_is_lognormal(void **state)
{
    (void)state;
    Simulated made = simulate_from(
        HEAD "\"indicators\":{\"share\":{\"model\":\"ratio\",\"of\":[\"part\",\"output\"],"
             "\"scale\":100}," OUTPUT
             ",\"part\":{\"model\":\"geometric\",\"base\":250,\"growth\":0.08,"
             "\"volatility\":0.07}},\"correlation\":{\"part\":{\"output\":0.6}},"
             "\"targets\":{\"t\":{\"indicator\":\"share\",\"year\":2025,\"at_least\":25}}}",
        2);
    double sd = sqrt(5 * (0.05 * 0.05 + 0.07 * 0.07 - 2 * 0.6 * 0.05 * 0.07));
    double centre = 5 * log(1.08 / 1.1);
    assert_chance(&made, "t", normal_cdf(centre / sd));
    const Fan *fan = fan_of(&made, "share");
    assert_near(fan->quantile[QUANTILE_50][5], 25 * exp(centre),
                fan->quantile_error[QUANTILE_50][5], "median");
    assert_mean(fan, 5, 25 * exp(centre + sd * sd / 2));
    simulated_free(&made);
}

/* The odds L / (K - L) grow by 1 + g a year, so the target is a bound on g. */
static void logistic_odds_grow_at_the_rate(void **state)
{
    (void)state;
    Simulated made = simulate_from(
        HEAD "\"indicators\":{\"v\":{\"model\":\"logistic\",\"base\":114,\"ceiling\":230,"
             "\"growth\":{\"uniform\":[0.05,0.25]},\"linked\":true}},"
             "\"targets\":{\"t\":{\"indicator\":\"v\",\"year\":2030,\"at_least\":200}}}",
        2);
    double needed = pow(200.0 / 30 / (114.0 / 116), 0.1) - 1;
    assert_chance(&made, "t", (0.25 - needed) / 0.2);
    assert_true(fabs(projection_level(made.projection, 0, 1)[10] -
                     230 / (1 + 116.0 / 114 * pow(1.15, -10))) < 1e-9);
    simulated_free(&made);
}

/* By inverse cdf, so that a score that is correlated makes counts that are: comonotone ones are
 * equal. */
static void counts_are_correlated_by_their_scores(void **state)
{
    (void)state;
    Simulated made = simulate_from(
        HEAD "\"indicators\":{\"a\":{\"model\":\"arrivals\",\"rate\":2},\"b\":{\"model\":"
             "\"arrivals\",\"rate\":2},\"gap\":{\"model\":\"ratio\",\"of\":[\"a1\",\"b1\"]},"
             "\"one\":{\"model\":\"level\",\"value\":1},"
             "\"a1\":{\"model\":\"sum\",\"of\":[\"a\",\"one\"]},"
             "\"b1\":{\"model\":\"sum\",\"of\":[\"b\",\"one\"]}},"
             "\"correlation\":{\"a\":{\"b\":1}}}",
        2);
    assert_mean(fan_of(&made, "a"), 10, 20);
    for (size_t t = 0; t <= 10; t++)
        assert_true(fan_of(&made, "gap")->mean[t] == 1 && fan_of(&made, "gap")->sd[t] == 0);
    simulated_free(&made);
}

static void threads_and_other_indicators_change_nothing(void **state)
{
    (void)state;
    static const char *const json =
        HEAD "\"indicators\":{\"parks\":{\"model\":\"arrivals\",\"rate\":{\"uniform\":[1,3]}},"
             "\"s\":{\"model\":\"share\",\"of\":\"parks\",\"share\":{\"2021\":0.1,\"2029\":"
             "{\"normal\":[0.5,0.1]}},\"volatility\":0.1}%s}}";
    char *alone = text_format(json, ""), *more = text_format(json, "," OUTPUT);
    Simulated one = simulate_from(alone, 1), seven = simulate_from(more, 7);
    for (size_t t = 0; t <= 10; t++) {
        assert_true(fan_of(&one, "parks")->mean[t] == fan_of(&seven, "parks")->mean[t]);
        assert_true(fan_of(&one, "s")->sd[t] == fan_of(&seven, "s")->sd[t]);
    }
    simulated_free(&one);
    simulated_free(&seven);
    free(alone);
    free(more);
}

static void a_ratio_to_nothing_is_refused(void **state)
{
    (void)state;
    Simulated made = { .scenario = scenario_from(
                           HEAD "\"indicators\":{\"r\":{\"model\":\"ratio\",\"of\":[\"output\","
                                "\"parks\"]}," OUTPUT ",\"parks\":{\"model\":\"arrivals\","
                                "\"base\":1,\"rate\":1,\"dispersion\":1},\"none\":{\"model\":"
                                "\"ratio\",\"of\":[\"output\",\"zero\"]},\"zero\":{\"model\":"
                                "\"arrivals\",\"rate\":1}}}") };
    Error err = { 0 };
    Status status = project(made.scenario, &made.projection, &err);
    assert_int_equal(status, STATUS_NUMERIC);
    assert_non_null(strstr(err.text, "/indicators/none: "));
    simulated_free(&made);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_share_is_drawn_for_its_years_and_linear_between),
        cmocka_unit_test(a_share_of_a_sum_is_a_product),
        cmocka_unit_test(a_share_stays_a_share),
        cmocka_unit_test(noise_on_a_level_is_relative),
        cmocka_unit_test(arrivals_are_poisson_numbers),
        cmocka_unit_test(elastic_growth_follows_that_of_another),
        cmocka_unit_test(a_ratio_of_lognormal_levels_is_lognormal),
        cmocka_unit_test(logistic_odds_grow_at_the_rate),
        cmocka_unit_test(counts_are_correlated_by_their_scores),
        cmocka_unit_test(threads_and_other_indicators_change_nothing),
        cmocka_unit_test(a_ratio_to_nothing_is_refused),
    };
    start_math();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
