/* The kernel against closed forms, published values and itself: by random paths, where a scenario
 * names no other sampling. */
#include "tests/support.h"

#include "math/normal.h"
#include "run/block.h"

#include <gsl/gsl_cdf.h>

#define HEAD(years, paths)                                                                         \
    "{\"dubao\":1,\"id\":\"t\",\"years\":{\"base\":2020,\"end\":" years                            \
    "},\"periods\":{\"all\":[2021," years "]},\"simulation\":{\"paths\":" paths ",\"seed\":7},"

static const double target = 165000;

/* Growth normal with mean 17 % and sd 4 %, independent each year: the levels' first two moments are
 * products, the probability is that of a product of five normals (by convolution, 1e-12). */
static void check_normal(const char *growth, const char *sampling)
{
    char json[1000];
    snprintf(
        json, sizeof json,
        "{\"dubao\":1,\"id\":\"t\",\"years\":{\"base\":2020,\"end\":2030},"
        "\"periods\":{\"all\":[2021,2030]},\"simulation\":{\"paths\":1000000,\"seed\":7,"
        "\"sampling\":\"%s\"},\"indicators\":{\"a\":{\"model\":\"compound\",\"base\":75000,%s}}"
        ",\"targets\":{\"t\":{\"indicator\":\"a\",\"year\":2025,\"at_least\":165000}}}",
        sampling, growth);
    Simulated made = simulate_with("random", json, 0);
    const Chance *chance = &made.forecast->target[0].chance;
    const Fan *fan = &made.forecast->fan[0];
    assert_near(chance->probability, 0.469890810057266, chance->standard_error, "P(L5 >= 165000)");
    assert_true(chance->interval[0] < chance->probability &&
                chance->probability < chance->interval[1]);
    for (int t = 1; t <= 10; t++) {
        double mean = 75000 * pow(1.17, t);
        double sd = 75000 * sqrt(pow(1.17 * 1.17 + 0.04 * 0.04, t) - pow(1.17, 2 * t));
        assert_near(fan->mean[t], mean, fan->mean_error[t], "mean");
        /* the error of a sd: kurtosis of these levels stays below 3.6 */
        assert_near(fan->sd[t], sd, sd * sqrt(2.6 / 4 / 1e6), "sd");
    }
    for (size_t q = 0; q < QUANTILES; q++)
        assert_near(fan->quantile[q][1],
                    75000 * (1.17 + 0.04 * normal_quantile(quantile_levels[q])),
                    fan->quantile_error[q][1], "quantile of the first year");
    simulated_free(&made);
}

static void normal_growth_has_its_moments(void **state)
{
    (void)state;
    check_normal("\"growth\":\"17%\",\"volatility\":\"4%\"", "random");
    check_normal("\"growth\":{\"normal\":[\"17%\",\"4%\"]},\"draw\":\"year\"", "random");
    check_normal("\"growth\":\"17%\",\"volatility\":\"4%\"", "antithetic");
}

/* PERT 16.5, 17, 17.5 % by base and dependence; the published values have three digits. */
static void pert_table_is_reproduced(void **state)
{
    (void)state;
    static const double base[] = { 74500, 75000, 75258.3, 75500, 76000 };
    static const struct {
        const char *draw;
        double chance[5];
    } table[] = { { "year", { 0.002, 0.173, 0.499, 0.809, 0.997 } },
                  { "period", { 0.117, 0.352, 0.500, 0.639, 0.873 } } };
    for (size_t d = 0; d < 2; d++)
        for (size_t b = 0; b < 5; b++) {
            char json[600];
            snprintf(
                json, sizeof json,
                HEAD("2025", "100000") "\"indicators\":{\"a\":{\"model\":\"compound\",\"base\":%g,"
                                       "\"draw\":\"%s\",\"growth\":{\"pert\":[\"16.5%%\",\"17%%\","
                                       "\"17.5%%\"]}}},"
                                       "\"targets\":{\"t\":{\"indicator\":\"a\",\"year\":2025,\"at_"
                                       "least\":165000}}}",
                base[b], table[d].draw);
            Simulated made = simulate_with("random", json, 0);
            const Chance *chance = &made.forecast->target[0].chance;
            assert_near(chance->probability, table[d].chance[b],
                        chance->standard_error + 0.0005 / 4, table[d].draw);
            simulated_free(&made);
        }
}

/* One uniform draw for the whole period: P = P(g >= required growth). */
static void a_period_draw_is_one_draw(void **state)
{
    (void)state;
    Simulated made = simulate_with(
        "random",
        HEAD("2025", "1000000") "\"indicators\":{\"a\":{\"model\":\"compound\",\"base\":75000,"
                                "\"growth\":{\"uniform\":[\"16%\",\"18%\"]}}},\"targets\":{\"t\":{"
                                "\"indicator\":\"a\","
                                "\"year\":2025,\"at_least\":165000}}}",
        0);
    double required = pow(target / 75000, 0.2) - 1;
    const Chance *chance = &made.forecast->target[0].chance;
    assert_near(chance->probability, (0.18 - required) / 0.02, chance->standard_error, "uniform");
    assert_true(fabs(made.projection->requirement[0].required_growth - required) < 1e-14);
    simulated_free(&made);
}

/* Geometric growth with AR(1) shocks: log L[t] is normal; the variance of the sum of e[1..t] is
 * sum over i, j of r^|i-j|. */
static void geometric_growth_is_lognormal(void **state)
{
    (void)state;
    Simulated made = simulate_with(
        "random",
        HEAD("2025", "1000000") "\"indicators\":{\"a\":{\"model\":\"geometric\",\"base\":75000,"
                                "\"growth\":\"17%\",\"volatility\":\"5%\",\"persistence\":0.3}},"
                                "\"targets\":{\"t\":{"
                                "\"indicator\":\"a\",\"year\":2025,\"at_least\":165000}}}",
        0);
    double variance = 0;
    for (int i = 0; i < 5; i++)
        for (int j = 0; j < 5; j++)
            variance += pow(0.3, abs(i - j));
    double sd = 0.05 * sqrt(variance), median = 75000 * pow(1.17, 5);
    const Fan *fan = &made.forecast->fan[0];
    const Chance *chance = &made.forecast->target[0].chance;
    assert_near(chance->probability, normal_cdf(log(median / target) / sd), chance->standard_error,
                "lognormal");
    for (size_t q = 0; q < QUANTILES; q++)
        assert_near(fan->quantile[q][5], median * exp(sd * normal_quantile(quantile_levels[q])),
                    fan->quantile_error[q][5], "lognormal quantile");
    assert_near(fan->mean[5], median * exp(sd * sd / 2), fan->mean_error[5], "lognormal mean");
    simulated_free(&made);
}

/* Two medians exceeded together with correlation r: 1/4 + asin(r) / (2 pi) (Sheppard 1899). */
static void check_orthant(const char *keys, double correlation)
{
    char json[1500];
    snprintf(
        json, sizeof json,
        HEAD("2021", "1000000") "\"indicators\":{\"a\":{\"model\":\"geometric\",\"base\":100,%s},"
                                "\"b\":{\"model\":\"geometric\",\"base\":100,%s},\"c\":{\"model\":"
                                "\"geometric\","
                                "\"base\":100,%s}},\"correlation\":{\"a\":{\"c\":%g}},\"targets\":{"
                                "\"a\":{\"indicator\":\"a\",\"year\":2021,\"at_least\":110},"
                                "\"c\":{\"indicator\":\"c\",\"year\":2021,\"at_least\":110}}}",
        keys, keys, keys, correlation);
    Simulated made = simulate_with("random", json, 0);
    const Joint *joint = made.forecast->joint;
    assert_near(joint->chance.probability, 0.25 + asin(correlation) / (2 * M_PI),
                joint->chance.standard_error, "orthant");
    assert_true(joint->bounds[0] <= joint->chance.probability &&
                joint->chance.probability <= joint->bounds[1]);
    simulated_free(&made);
}

static void correlation_links_shocks_and_growth(void **state)
{
    (void)state;
    check_orthant("\"growth\":\"10%\",\"volatility\":\"5%\"", 0.8);
    check_orthant("\"growth\":\"10%\",\"volatility\":\"5%\"", -0.6);
    check_orthant("\"growth\":{\"normal\":[\"10%\",\"3%\"]}", 0.8);
    check_orthant("\"growth\":{\"uniform\":[\"5%\",\"15%\"]}", 0.5);
    check_orthant("\"growth\":\"10%\",\"volatility\":\"5%\",\"shock\":{\"student_t\":4}", 0.8);
    check_orthant("\"growth\":\"10%\",\"volatility\":\"5%\"", 1);
}

/* Student's t shocks have unit variance and the quantiles of t times sqrt((df - 2) / df). */
static void student_shocks_have_unit_variance(void **state)
{
    (void)state;
    Simulated made = simulate_with(
        "random",
        HEAD("2021", "1000000") "\"indicators\":{\"a\":{\"model\":\"compound\",\"base\":100,"
                                "\"growth\":\"10%\",\"volatility\":\"5%\",\"shock\":{\"student_t\":"
                                "5}}},\"targets\":{"
                                "\"t\":{\"indicator\":\"a\",\"year\":2021,\"at_least\":118}}}",
        0);
    const Chance *chance = &made.forecast->target[0].chance;
    const Fan *fan = &made.forecast->fan[0];
    double scale = sqrt(3.0 / 5);
    assert_near(chance->probability, gsl_cdf_tdist_Q(0.08 / 0.05 / scale, 5),
                chance->standard_error, "t tail");
    /* kurtosis of t(5) is 9 */
    assert_near(fan->sd[1], 5, 5 * sqrt(8.0 / 4 / 1e6), "t sd");
    simulated_free(&made);
}

/* An uncertain volatility v: Var(L1) = base^2 E[v^2]; uniform on 2..6 %:
 * (0.02^2+0.02*0.06+0.06^2)/3. */
static void uncertain_parameters_are_drawn_once_a_path(void **state)
{
    (void)state;
    Simulated made =
        simulate_with("random",
                      HEAD("2022", "1000000") "\"indicators\":{\"a\":{\"model\":\"compound\","
                                              "\"base\":{\"uniform\":[90,110]},\"growth\":\"0%\","
                                              "\"volatility\":{\"uniform\":[\"2%\","
                                              "\"6%\"]}}}}",
                      0);
    const Fan *fan = &made.forecast->fan[0];
    double v2 = (0.02 * 0.02 + 0.02 * 0.06 + 0.06 * 0.06) / 3, b2 = 100 * 100 + 400.0 / 12;
    for (int t = 0; t <= 2; t++) {
        /* one v for all years: E[(1 + v^2)^t] differs from (1 + E[v^2])^t */
        double v4 = (pow(0.06, 5) - pow(0.02, 5)) / 5 / 0.04;
        double growth = t == 0 ? 1 : t == 1 ? 1 + v2 : 1 + 2 * v2 + v4;
        double sd = sqrt(b2 * growth - 100 * 100);
        assert_near(fan->mean[t], 100, fan->mean_error[t], "mean");
        assert_near(fan->sd[t], sd, sd * sqrt(2.0 / 4 / 1e6), "sd");
    }
    simulated_free(&made);
}

static const char *const mixed = HEAD(
    "2024",
    "30000") "\"indicators\":{\"a\":{\"model\":\"compound\",\"base\":100,\"growth\":{"
             "\"triangular\":[\"5%\",\"8%\",\"15%\"]},\"volatility\":\"4%\",\"persistence\":0.4},"
             "\"b\":{\"model\":\"geometric\",\"base\":{\"normal\":[50,2]},\"growth\":{\"uniform\":["
             "\"1%\","
             "\"3%\"]},\"draw\":\"year\",\"volatility\":\"6%\",\"shock\":{\"student_t\":6}}},"
             "\"correlation\":{\"a\":{\"b\":0.5}},\"targets\":{\"x\":{\"indicator\":\"a\",\"each_"
             "year\":["
             "2023,2024],\"at_least\":120},\"y\":{\"indicator\":\"b\",\"growth\":[2022,2024],"
             "\"between\":["
             "\"1%\",\"4%\"]},\"z\":{\"indicator\":\"b\",\"year\":2022,\"at_most\":55}}}";

static void threads_change_no_bit(void **state)
{
    (void)state;
    Simulated one = simulate_with("random", mixed, 1);
    char *expected = result_text(&one);
    for (size_t threads = 2; threads <= 7; threads += 5) {
        Simulated many = simulate_with("random", mixed, threads);
        char *text = result_text(&many);
        assert_string_equal(text, expected);
        free(text);
        simulated_free(&many);
    }
    free(expected);
    simulated_free(&one);
}

/* Levels of the first block of an indicator; owned. */
static double *first_block(const char *json, const char *paths, size_t indicator)
{
    char *changed = text_copy(json);
    memcpy(strstr(changed, "30000"), paths, 5);
    Scenario *scenario = scenario_from(changed);
    Projection *projection = NULL;
    Plan *plan = NULL;
    Block *block = NULL;
    Error err = { 0 };
    assert_int_equal(project(scenario, &projection, &err), STATUS_GOOD);
    assert_int_equal(plan_new_of(&plan, sampling_find("random"), scenario, projection, &err),
                     STATUS_GOOD);
    assert_int_equal(block_new(&block, plan, &err), STATUS_GOOD);
    block_simulate(block, 0);
    size_t bytes = plan->years * BLOCK_PATHS * sizeof(double);
    double *copy = malloc(bytes);
    memcpy(copy, block_level(block, indicator), bytes);
    block_free(block);
    plan_free(plan);
    projection_free(projection);
    scenario_free(scenario);
    free(changed);
    return copy;
}

static void the_first_paths_are_always_the_same(void **state)
{
    (void)state;
    double *few = first_block(mixed, "  700", 1), *many = first_block(mixed, "90000", 1);
    assert_memory_equal(few, many, 5 * BLOCK_PATHS * sizeof *few);
    free(few);
    free(many);
}

static void another_indicator_changes_nobodys_draws(void **state)
{
    (void)state;
    char *more = text_copy(mixed), *at = strstr(more, "\"a\":{\"model\"");
    Text text = { 0 };
    text_put_bytes(&text, more, (size_t)(at - more));
    text_put(&text, "\"new\":{\"model\":\"compound\",\"base\":1,\"growth\":{\"normal\":[0.1,0.1]},"
                    "\"volatility\":0.1},");
    text_put(&text, at);
    double *without = first_block(mixed, "30000", 0), *with = first_block(text.data, "30000", 1);
    assert_memory_equal(without, with, 5 * BLOCK_PATHS * sizeof *with);
    free(without);
    free(with);
    text_free(&text);
    free(more);
}

/* Without volatility the answer is the deterministic one, and a target that equals it is met. */
static void no_volatility_is_deterministic(void **state)
{
    (void)state;
    char json[700];
    double level = 69304 * pow(1.165, 5);
    snprintf(
        json, sizeof json,
        HEAD("2025", "20000") "\"indicators\":{\"a\":{\"model\":\"compound\",\"base\":69304,"
                              "\"growth\":\"16.5%%\"}},\"targets\":{\"met\":{\"indicator\":\"a\","
                              "\"year\":2025,"
                              "\"at_least\":%.17g},\"missed\":{\"indicator\":\"a\",\"year\":2025,"
                              "\"at_least\":%.17g}}}",
        level, level * (1 + 1e-9));
    Simulated made = simulate_with("random", json, 0);
    const Fan *fan = &made.forecast->fan[0];
    assert_true(fabs(fan->mean[5] / level - 1) < 1e-12);
    assert_true(fan->sd[5] < 1e-9 * level);
    for (size_t q = 0; q < QUANTILES; q++)
        assert_true(fabs(fan->quantile[q][5] / level - 1) < 1e-12);
    assert_true(made.forecast->target[0].chance.probability == 1);
    assert_true(made.forecast->target[1].chance.probability == 0);
    for (size_t i = 0; i < 2; i++) /* never "100 % +- 0" */
        assert_true(made.forecast->target[i].chance.standard_error > 0);
    simulated_free(&made);
}

static void antithetic_pairs_err_less(void **state)
{
    (void)state;
    const char *json = HEAD(
        "2025", "100000") "\"indicators\":{\"a\":{\"model\":\"compound\",\"base\":"
                          "75000,\"growth\":\"17%\",\"volatility\":\"4%\"}},\"targets\":{\"t\":{"
                          "\"indicator\":\"a\",\"year\":2025,\"at_least\":165000}}}";
    char *paired = text_copy(json);
    Simulated plain = simulate_with("random", json, 0);
    Text text = { 0 };
    char *at = strstr(paired, "\"seed\"");
    text_put_bytes(&text, paired, (size_t)(at - paired));
    text_put(&text, "\"sampling\":\"antithetic\",");
    text_put(&text, at);
    Simulated anti = simulate_with("random", text.data, 0);
    const Chance *chance = &anti.forecast->target[0].chance;
    assert_true(chance->standard_error < 0.5 * plain.forecast->target[0].chance.standard_error);
    assert_near(chance->probability, 0.469890810057266, chance->standard_error, "antithetic");
    simulated_free(&plain);
    simulated_free(&anti);
    text_free(&text);
    free(paired);
}

/* The levels scale with the currency, so a target scaled alike has the same probability; a higher
 * target is never more likely; the base table agrees with a run from that base. */
static void levels_scale_with_the_base(void **state)
{
    (void)state;
    static const char *const form = HEAD(
        "2025", "50000") "\"indicators\":{\"a\":{\"model\":\"compound\",\"base\":%g,\"growth\":{"
                         "\"uniform\":[\"16.5%%\",\"17.5%%\"]},\"volatility\":\"4%%\"}},"
                         "\"targets\":{\"t\":{"
                         "\"indicator\":\"a\",\"year\":2025,\"at_least\":%g},\"u\":{\"indicator\":"
                         "\"a\",\"year\":2025,"
                         "\"at_least\":%g}}}";
    static const double factor[] = { 1, 1000, 1.05 };
    Simulated made[3];
    for (size_t i = 0; i < 3; i++) {
        char *json =
            text_format(form, 69304 * factor[i], target * (i == 1 ? 1000 : 1), 170000 * factor[i]);
        made[i] = simulate_with("random", json, 0);
        free(json);
    }
    const TargetForecast *t = &made[0].forecast->target[0];
    assert_true(t->chance.probability == made[1].forecast->target[0].chance.probability);
    assert_true(made[0].forecast->target[1].chance.probability <= t->chance.probability);
    assert_true(fabs(t->base_chance[5] - made[2].forecast->target[0].chance.probability) < 2e-4);
    for (size_t i = 0; i < 3; i++)
        simulated_free(&made[i]);
}

/* "linked": the same quantile in every period, so the two periods' growth differ by a constant. */
static void linked_periods_share_their_quantile(void **state)
{
    (void)state;
    static const char *const form =
        "{\"dubao\":1,\"id\":\"t\",\"years\":{\"base\":2020,\"end\":2022},\"periods\":{\"p\":[2021,"
        "2021],\"q\":[2022,2022]},\"simulation\":{\"paths\":200000},\"indicators\":{\"a\":{"
        "\"model\":"
        "\"geometric\",\"base\":100,\"growth\":{\"p\":{\"lognormal\":[0.1,0.2]},\"q\":{"
        "\"lognormal\":"
        "[0.1,0.2]}},\"linked\":%s}}}";
    for (int linked = 0; linked < 2; linked++) {
        char *json = text_format(form, linked ? "true" : "false");
        Simulated made = simulate_with("random", json, 0);
        const Fan *fan = &made.forecast->fan[0];
        /* log L2 is about 2 g or g + g': the spread doubles, or grows by sqrt(2) */
        double ratio = log(fan->quantile[QUANTILE_95][2] / fan->quantile[QUANTILE_05][2]) /
                       log(fan->quantile[QUANTILE_95][1] / fan->quantile[QUANTILE_05][1]);
        assert_true(fabs(ratio - (linked ? 2 : sqrt(2))) < 0.02);
        simulated_free(&made);
        free(json);
    }
}

static void overflow_is_reported(void **state)
{
    (void)state;
    Scenario *scenario = scenario_from(
        HEAD("2200", "1000") "\"indicators\":{\"a\":{\"model\":\"geometric\",\"base\":1e300,"
                             "\"growth\":\"20%\",\"volatility\":\"100%\"}}}");
    Projection *projection = NULL;
    Error err = { 0 };
    assert_int_equal(project(scenario, &projection, &err), STATUS_NUMERIC);
    assert_null(projection);
    assert_non_null(strstr(err.text, "/indicators/a"));
    scenario_free(scenario);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(normal_growth_has_its_moments),
        cmocka_unit_test(pert_table_is_reproduced),
        cmocka_unit_test(a_period_draw_is_one_draw),
        cmocka_unit_test(geometric_growth_is_lognormal),
        cmocka_unit_test(correlation_links_shocks_and_growth),
        cmocka_unit_test(student_shocks_have_unit_variance),
        cmocka_unit_test(uncertain_parameters_are_drawn_once_a_path),
        cmocka_unit_test(threads_change_no_bit),
        cmocka_unit_test(the_first_paths_are_always_the_same),
        cmocka_unit_test(another_indicator_changes_nobodys_draws),
        cmocka_unit_test(no_volatility_is_deterministic),
        cmocka_unit_test(antithetic_pairs_err_less),
        cmocka_unit_test(levels_scale_with_the_base),
        cmocka_unit_test(linked_periods_share_their_quantile),
        cmocka_unit_test(overflow_is_reported),
    };
    start_math();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
