/* What targets require: bands of growth, ways that are straight, growth that is undefined; against
 * closed forms, by each sampling, and against what follows from following them. */
#include "core/required.h"
#include "core/target.h"
#include "math/normal.h"

#include "tests/support.h"

#define HEAD(sampling)                                                                             \
    "{\"dubao\":1,\"id\":\"t\",\"years\":{\"base\":2020,\"end\":2025},\"periods\":{\"all\":["      \
    "2021,2025]},\"simulation\":{\"paths\":100000,\"seed\":11,\"sampling\":\"" sampling "\"},"
#define LEVELS                                                                                     \
    HEAD("%s")                                                                                     \
    "\"indicators\":{\"y\":{\"model\":\"geometric\",\"base\":10,\"growth\":%.17g,\"volatility\":"  \
    "\"5%%\"}},\"targets\":{\"b\":{\"indicator\":\"y\",\"year\":2025,\"between\":[4,6]},\"gr\":{"  \
    "\"indicator\":\"y\",\"growth\":[2022,2025],\"between\":[-0.15,-0.1]},\"ey\":{\"indicator\":"  \
    "\"y\",\"each_year\":[2024,2025],\"between\":[4,6]},\"least\":{\"indicator\":\"y\","           \
    "\"each_year\":[2023,2025],\"at_least\":4}}}"

static Projection *project_of(const char *json)
{
    Projection *projection;
    Error err = { 0 };
    assert_int_equal(project(scenario_from(json), &projection, &err), STATUS_GOOD);
    return projection;
}

static void end(Projection *projection)
{
    Scenario *scenario = (Scenario *)projection->scenario;
    projection_free(projection);
    scenario_free(scenario);
}

static Projection *project_growth(double growth)
{
    char json[2000];
    snprintf(json, sizeof json, LEVELS, "random", growth);
    return project_of(json);
}

/* ---- bands ---- */

static void the_band_holds_what_meets_both_bounds(void **state)
{
    (void)state;
    double band[2];
    const Target between = { .shape = TARGET_YEAR, .from = 2025, .to = 2025, .low = 4, .high = 6 };
    const Target each = {
        .shape = TARGET_EACH_YEAR, .from = 2024, .to = 2025, .low = 4, .high = 6
    };
    required_band(&between, 10, 2020, band);
    assert_true(fabs(band[0] - (pow(0.4, 0.2) - 1)) < 1e-15);
    assert_true(fabs(band[1] - (pow(0.6, 0.2) - 1)) < 1e-15);
    required_band(&each, 10, 2020, band); /* the last year binds below, the first above */
    assert_true(fabs(band[0] - (pow(0.4, 0.2) - 1)) < 1e-15);
    assert_true(fabs(band[1] - (pow(0.6, 0.25) - 1)) < 1e-15);
    const Target tight = {
        .shape = TARGET_EACH_YEAR, .from = 2021, .to = 2025, .low = 4, .high = 5
    };
    required_band(&tight, 10, 2020, band); /* no constant growth falls and stays */
    assert_true(isnan(band[0]) && isnan(band[1]) && isnan(required_nearest(band, 0)));
    const Target least = {
        .shape = TARGET_YEAR, .from = 2025, .to = 2025, .low = 4, .high = INFINITY
    };
    required_band(&least, 10, 2020, band);
    assert_true(isinf(band[1]) && required_nearest(band, 0) == band[0]);
    const Target nothing = { .shape = TARGET_YEAR, .from = 2025, .to = 2025, .low = -INFINITY };
    required_band(&nothing, 10, 2020, band); /* growth never gets to 0 */
    assert_true(isnan(band[0]) && isnan(band[1]));
    const Target wide = { .shape = TARGET_YEAR, .from = 2025, .to = 2025, .low = -5, .high = 20 };
    required_band(&wide, 10, 2020, band);
    assert_true(band[0] == -1 && fabs(band[1] - (pow(2, 0.2) - 1)) < 1e-15);
}

static void inside_the_band_nothing_more_is_asked(void **state)
{
    (void)state;
    static const double own[] = { -0.2, -0.12, 0.05 };
    const double band[] = { pow(0.4, 0.2) - 1, pow(0.6, 0.2) - 1 };
    for (size_t i = 0; i < 3; i++) {
        Projection *made = project_growth(own[i]);
        const Requirement *level = &made->requirement[0], *growth = &made->requirement[1];
        double expected = fmin(fmax(own[i], band[0]), band[1]);
        assert_true(fabs(level->required_growth - expected) < 1e-14);
        assert_true(fabs(growth->required_growth - fmin(fmax(own[i], -0.15), -0.1)) < 1e-14);
        double reached = 10 * pow(1 + own[i], 5);
        double gap = reached < 4 ? reached - 4 : reached > 6 ? reached - 6 : 0;
        assert_true(fabs(target_gap(&made->scenario->target[0], level->measure[1]) - gap) < 1e-12);
        for (int t = 0; t <= 5; t++) {
            assert_true(fabs(level->edge[0][t] - 10 * pow(0.4, t / 5.0)) < 1e-13);
            assert_true(fabs(level->edge[1][t] - 10 * pow(0.6, t / 5.0)) < 1e-13);
        }
        end(made);
    }
}

/* Of targets on levels the growth of all years, of those on growth that of theirs. */
static void following_what_is_required_meets_the_target(void **state)
{
    (void)state;
    static const double own[] = { -0.3, -0.19, -0.12, 0, 0.2 };
    for (size_t i = 0; i < sizeof own / sizeof *own; i++)
        for (size_t k = 0; k < 4; k++) {
            Projection *before = project_growth(own[i]);
            Projection *after = project_growth(before->requirement[k].required_growth);
            assert_true(after->requirement[k].met[1]);
            double again = after->requirement[k].required_growth;
            assert_true(fabs(again - before->requirement[k].required_growth) < 1e-13);
            end(before);
            end(after);
        }
}

/* ln(L[t] / 10) is normal with mean t ln(1 + g) and variance t v^2. */
static double level_within(double low, double high, int years)
{
    double mean = log(10) + years * log1p(-0.12), sd = 0.05 * sqrt(years);
    return normal_cdf((log(high) - mean) / sd) - normal_cdf((log(low) - mean) / sd);
}

static void on_the_way_is_between_two_ways(void **state)
{
    (void)state;
    static const char *const sampling[] = { "random", "exact", "sobol" };
    for (size_t i = 0; i < 3; i++) {
        char text[2000];
        snprintf(text, sizeof text, LEVELS, sampling[i], -0.12);
        Simulated made = simulate_from(text, 2);
        const TargetForecast *level = &made.forecast->target[0],
                             *growth = &made.forecast->target[1];
        for (int t = 1; t <= 5; t++) {
            double p = level_within(10 * pow(0.4, t / 5.0), 10 * pow(0.6, t / 5.0), t);
            assert_near(level->on_path[t].probability, p, level->on_path[t].standard_error + 1e-9,
                        "level");
            if (t < 2) /* growth is asked from 2022 on */
                continue;
            double n = t - 1, sd = 0.05 * sqrt(n);
            double q = normal_cdf(n * (log1p(-0.1) - log1p(-0.12)) / sd) -
                       normal_cdf(n * (log1p(-0.15) - log1p(-0.12)) / sd);
            assert_near(growth->on_path[t].probability, q, growth->on_path[t].standard_error + 1e-9,
                        "growth");
        }
        assert_true(fabs(level->on_path[5].probability - level->chance.probability) < 1e-12);
        assert_true(fabs(growth->on_path[5].probability - growth->chance.probability) < 1e-12);
        assert_true(level->gap == 0 && growth->gap == 0 && level->undefined == 0);
        simulated_free(&made);
    }
}

/* ---- straight ways ---- */

static double poisson_at_least(double mean, int count)
{
    double term = exp(-mean), below = 0;
    for (int k = 0; k < count; k++, term *= mean / k)
        below += term;
    return 1 - below;
}

static void counts_from_nothing_go_straight(void **state)
{
    (void)state;
    Simulated made = simulate_from(
        HEAD(
            "random") "\"indicators\":{\"y\":{\"model\":\"arrivals\",\"base\":0,\"rate\":8},\"z\":{"
                      "\"model\":\"arrivals\",\"base\":10,\"rate\":8}},\"targets\":{\"t\":{"
                      "\"indicator\":\"y\",\"year\":2025,\"at_least\":40},\"m\":{\"indicator\":"
                      "\"y\",\"year\":2025,\"at_most\":39},\"b\":{\"indicator\":\"y\",\"year\":"
                      "2025,\"between\":[35,45]},\"g\":{\"indicator\":\"z\",\"year\":2025,"
                      "\"at_least\":40}}}",
        2);
    const Requirement *required = made.projection->requirement;
    assert_true(isnan(required[0].required_growth) && isnan(required[2].required_growth));
    assert_true(fabs(required[3].required_growth - (pow(4, 0.2) - 1)) < 1e-14);
    assert_true(fabs(required[3].path[2] - 10 * pow(4, 0.4)) < 1e-12);
    for (int t = 1; t <= 5; t++) {
        const TargetForecast *target = made.forecast->target;
        double least = poisson_at_least(8 * t, 8 * t),
               most = 1 - poisson_at_least(8 * t, (int)floor(7.8 * t) + 1);
        double between = poisson_at_least(8 * t, 7 * t) - poisson_at_least(8 * t, 9 * t + 1);
        assert_true(required[0].path[t] == 8 * t);
        assert_near(target[0].on_path[t].probability, least, target[0].on_path[t].standard_error,
                    "least");
        assert_near(target[1].on_path[t].probability, most, target[1].on_path[t].standard_error,
                    "most");
        assert_near(target[2].on_path[t].probability, between, target[2].on_path[t].standard_error,
                    "between");
    }
    simulated_free(&made);
}

#define BALANCE(base)                                                                              \
    HEAD("random")                                                                                 \
    "\"indicators\":{\"y\":{\"model\":\"level\",\"value\":{\"2020\":" base ",\"2025\":{\"normal\"" \
    ":[80,40]}}}},\"targets\":{\"g\":{\"indicator\":\"y\",\"growth\":[2021,2025],\"at_least\":"    \
    "0.05},\"m\":{\"indicator\":\"y\",\"growth\":[2021,2025],\"at_most\":0.05},\"l\":{"            \
    "\"indicator\":\"y\",\"year\":2025,\"at_least\":63.8}}}"

/* L[2025] is normal(80, 40): growth from 50 is undefined where it is below 0. */
static void growth_that_is_undefined_is_no_growth(void **state)
{
    (void)state;
    Simulated made = simulate_from(BALANCE("50"), 2);
    const TargetForecast *target = made.forecast->target;
    double bound = 50 * pow(1.05, 5), none = normal_cdf(-2), met = normal_cdf((80 - bound) / 40);
    double error = target[0].chance.standard_error;
    assert_near(target[0].chance.probability, met, error, "met");
    assert_near(target[1].chance.probability, 1 - met - none, error, "met from above");
    assert_near(target[0].undefined, none, error, "undefined");
    assert_true(target[2].undefined == 0);
    double median = 80 + 40 * normal_quantile(none + (1 - none) / 2); /* of those defined */
    assert_near(target[0].median, pow(median / 50, 0.2) - 1, target[0].median_error, "median");
    assert_near(target[2].chance.probability, normal_cdf((80 - 63.8) / 40), error, "level");
    for (int t = 1; t <= 5; t++) { /* all on one line from 50 to the last level */
        double line = 50 + (63.8 - 50) * t / 5;
        assert_true(fabs(made.projection->requirement[2].path[t] - line) < 1e-12);
        assert_near(target[2].on_path[t].probability, normal_cdf((80 - 63.8) / 40), error, "line");
    }
    simulated_free(&made);
}

static void growth_from_below_nothing_is_never_met(void **state)
{
    (void)state;
    Simulated made = simulate_from(BALANCE("-50"), 2);
    const TargetForecast *target = made.forecast->target;
    for (size_t k = 0; k < 2; k++) {
        assert_true(target[k].chance.probability == 0 && target[k].undefined == 1);
        assert_true(isnan(target[k].median) && isnan(target[k].gap));
        assert_true(isnan(made.projection->requirement[k].required_growth));
        assert_true(isnan(made.projection->requirement[k].measure[1]));
        for (int t = 1; t <= 5; t++)
            assert_true(isnan(target[k].on_path[t].probability));
    }
    assert_near(target[2].chance.probability, normal_cdf((80 - 63.8) / 40),
                target[2].chance.standard_error, "level");
    assert_true(fabs(made.projection->requirement[2].path[1] - (-50 + 113.8 / 5)) < 1e-12);
    simulated_free(&made);
}

#define RUIN(sampling, ...)                                                                        \
    HEAD(sampling)                                                                                 \
    "\"indicators\":{\"y\":{\"model\":\"compound\",\"base\":100,\"growth\":0,\"volatility\":0.8,"  \
    "\"draw\":\"year\"}},\"targets\":{\"t\":{\"indicator\":\"y\",\"growth\":[2023,2025]"           \
    "," __VA_ARGS__ "}}}"

/* A year leaves nothing with the chance q = Phi(-1 / 0.8): growth from nothing is undefined, growth
 * to nothing is -100 %. */
static void ruin_before_is_undefined_by_every_method(void **state)
{
    (void)state;
    static const char *const json[][2] = {
        { RUIN("random", "\"at_most\":\"200%\""), RUIN("exact", "\"at_most\":\"200%\"") },
        { RUIN("random", "\"at_least\":\"-100%\""), RUIN("exact", "\"at_least\":\"-100%\"") },
        { RUIN("random", "\"at_least\":0"), RUIN("exact", "\"at_least\":0") },
    };
    double q = normal_cdf(-1 / 0.8), defined = (1 - q) * (1 - q);
    for (size_t i = 0; i < 3; i++) {
        Simulated a = simulate_from(json[i][0], 2), b = simulate_from(json[i][1], 1);
        const TargetForecast *random = a.forecast->target, *exact = b.forecast->target;
        double error = random->chance.standard_error;
        assert_near(random->undefined, 1 - defined, error + 1e-3, "random");
        assert_true(fabs(exact->undefined - (1 - defined)) < 1e-9);
        assert_near(random->chance.probability, exact->chance.probability, error, "chance");
        if (i == 1)
            assert_true(fabs(exact->chance.probability - defined) < 1e-9);
        assert_near(random->median, exact->median, random->median_error + 1e-9, "median");
        for (int t = 3; t <= 5; t++)
            assert_near(random->on_path[t].probability, exact->on_path[t].probability,
                        random->on_path[t].standard_error, "on path");
        simulated_free(&a);
        simulated_free(&b);
    }
}

static void what_growth_cannot_reach_has_no_way(void **state)
{
    (void)state;
    Simulated made = simulate_from(
        HEAD("random") "\"indicators\":{\"y\":{\"model\":\"compound\",\"base\":100,\"growth\":0.1,"
                       "\"volatility\":\"5%\"},\"p\":{\"model\":\"pipeline\",\"projects\":{\"a\":{"
                       "\"capacity\":10,\"start\":2023,\"probability\":0.5}}}},\"targets\":{"
                       "\"none\":{\"indicator\":\"y\",\"year\":2025,\"at_most\":-5},\"p\":{"
                       "\"indicator\":\"p\",\"year\":2025,\"at_least\":5}}}",
        1);
    const TargetForecast *target = made.forecast->target;
    assert_true(isnan(made.projection->requirement[0].required_growth));
    for (int t = 1; t <= 5; t++) {
        assert_true(isnan(target[0].on_path[t].probability));
        double p = t < 3 ? 0 : 0.5; /* t of 5 by then, all or nothing from 2023 on */
        assert_near(target[1].on_path[t].probability, p, target[1].on_path[t].standard_error, "p");
    }
    simulated_free(&made);
}

static void elastic_growth_of_a_balance_is_refused(void **state)
{
    (void)state;
    static const char json[] = HEAD(
        "random") "\"indicators\":{\"x\":{\"model\":\"level\",\"value\":{\"2020\":-50,\"2025\":"
                  "50}},\"y\":{\"model\":\"elastic\",\"of\":\"x\",\"base\":10,\"elasticity\":1}}}";
    char path[] = "/tmp/dubao-test-XXXXXX";
    Scenario *scenario = NULL;
    Problems problems = { 0 };
    Error err = { 0 };
    file_from(json, path);
    assert_int_equal(read_scenario(path, NULL, 0, &scenario, &problems, &err), STATUS_INVALID);
    unlink(path);
    assert_int_equal(problems.count, 1);
    assert_non_null(strstr(problems.line[0], "/indicators/y/of"));
    problems_free(&problems);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_band_holds_what_meets_both_bounds),
        cmocka_unit_test(inside_the_band_nothing_more_is_asked),
        cmocka_unit_test(following_what_is_required_meets_the_target),
        cmocka_unit_test(on_the_way_is_between_two_ways),
        cmocka_unit_test(counts_from_nothing_go_straight),
        cmocka_unit_test(growth_that_is_undefined_is_no_growth),
        cmocka_unit_test(growth_from_below_nothing_is_never_met),
        cmocka_unit_test(ruin_before_is_undefined_by_every_method),
        cmocka_unit_test(what_growth_cannot_reach_has_no_way),
        cmocka_unit_test(elastic_growth_of_a_balance_is_refused),
    };
    start_math();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
