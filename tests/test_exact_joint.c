/* Several years without sampling: against nested quadrature over normal steps, products where years
 * are independent, and one target inside another. */
#include "tests/support.h"

#include "math/normal.h"

#include <gsl/gsl_integration.h>

static Simulated exact_of(const char *indicators, const char *more, const char *targets)
{
    char *json = text_format("{\"dubao\":1,\"id\":\"t\",\"years\":{\"base\":2020,\"end\":2026},"
                             "\"periods\":{\"p\":[2021,2023],\"q\":[2024,2026]},"
                             "\"indicators\":{%s},%s\"targets\":{%s},"
                             "\"simulation\":{\"paths\":1000,\"seed\":5,\"sampling\":\"exact\"}}",
                             indicators, more, targets);
    Simulated made = simulate_from(json, 1);
    assert_string_equal(made.forecast->method, "exact");
    free(json);
    return made;
}

static void assert_close(double value, double truth, double limit, const char *what)
{
    if (!(fabs(value - truth) <= limit))
        fail_msg("%s: %.15g is %.2g from %.15g", what, value, value - truth, truth);
}

static void assert_chance(const Chance *chance, double truth, const char *what)
{
    assert_close(chance->probability, truth, 1e-9, what);
    assert_close(chance->probability, truth, chance->standard_error + 2e-11, what);
    assert_true(chance->standard_error >= 1e-12 && chance->standard_error < 1e-9);
}

/* Sums of independent normal steps; after each of them the sum must lie in low .. high. */
typedef struct Steps {
    size_t count;
    double sd[6], low[6], high[6];
} Steps;

/* The chance from step i on, when the sum so far is x: Gauss-Legendre over the step. */
static double chance_from(const Steps *steps, size_t i, double x)
{
    enum { NODES = 96 };
    static gsl_integration_glfixed_table *table; /* made once, left to the end of the test */
    double sd = steps->sd[i], sum = 0;
    double low = fmax((steps->low[i] - x) / sd, -9), high = fmin((steps->high[i] - x) / sd, 9);
    if (!(low < high))
        return 0;
    if (i + 1 == steps->count)
        return low > 0 ? normal_cdf(-low) - normal_cdf(-high) : normal_cdf(high) - normal_cdf(low);
    if (!table)
        table = gsl_integration_glfixed_table_alloc(NODES);
    for (size_t k = 0; k < NODES; k++) {
        double z, weight;
        gsl_integration_glfixed_point(low, high, k, &z, &weight, table);
        sum += weight * exp(-z * z / 2) / sqrt(2 * M_PI) * chance_from(steps, i + 1, x + sd * z);
    }
    return sum;
}

#define GEOMETRIC "\"model\":\"geometric\",\"base\":100,\"growth\":\"10%\",\"volatility\":\"6%\""

static double log_of(double level, int years) /* less the growth of so many years */
{
    return log(level / 100) - years * log(1.1);
}

static void levels_of_two_years_are_bivariate_normal(void **state)
{
    (void)state;
    static const double low[] = { 110, 134, 150 };
    for (size_t i = 0; i < 3; i++) {
        char *targets =
            text_format("\"t\":{\"indicator\":\"a\",\"year\":2023,\"at_least\":%g},"
                        "\"u\":{\"indicator\":\"a\",\"year\":2026,\"between\":[160,190]}",
                        low[i]);
        Simulated made = exact_of("\"a\":{" GEOMETRIC "}", "", targets);
        const Forecast *forecast = made.forecast;
        Steps steps = { 2,
                        { 0.06 * sqrt(3), 0.06 * sqrt(3) },
                        { log_of(low[i], 3), log_of(160, 6) },
                        { INFINITY, log_of(190, 6) } };
        double truth = chance_from(&steps, 0, 0);
        assert_chance(&forecast->joint[0].chance, truth, targets);
        for (size_t k = 0; k < 2; k++)
            assert_close(forecast->joint[0].member[k].only_miss.probability,
                         forecast->target[1 - k].chance.probability - truth, 1e-9, "only miss");
        simulated_free(&made);
        free(targets);
    }
}

/* Three years in a band, and a growth after them, which is independent; with the base 5 % lower,
 * the band is as much higher. */
static void each_year_is_a_walk_between_walls(void **state)
{
    (void)state;
    Simulated made = exact_of("\"a\":{" GEOMETRIC "}", "",
                              "\"t\":{\"indicator\":\"a\",\"each_year\":[2022,2024],"
                              "\"between\":[115,150]},\"u\":{\"indicator\":\"a\",\"growth\":["
                              "2025,2026],\"at_least\":\"12%\"}");
    const Forecast *forecast = made.forecast;
    double shift[] = { 1, 0.95 }, truth[2];
    for (size_t i = 0; i < 2; i++) {
        Steps steps = { .count = 3, .sd = { 0.06 * sqrt(2), 0.06, 0.06 } };
        for (int t = 0; t < 3; t++) {
            steps.low[t] = log_of(115 / shift[i], t + 2);
            steps.high[t] = log_of(150 / shift[i], t + 2);
        }
        truth[i] = chance_from(&steps, 0, 0);
    }
    double grows = normal_cdf(-log(1.12 / 1.1) * sqrt(2) / 0.06);
    assert_chance(&forecast->target[0].chance, truth[0], "each year");
    assert_close(forecast->target[0].base_chance[1], truth[1], 1e-9, "with another base");
    assert_chance(&forecast->joint[0].chance, truth[0] * grows, "with growth");
    simulated_free(&made);
}

/* The law of the least of three levels: its median and its curve. */
static void the_least_level_has_a_law(void **state)
{
    (void)state;
    for (int most = 0; most < 2; most++) {
        char *target = text_format("\"t\":{\"indicator\":\"a\",\"each_year\":[2021,2023],"
                                   "\"at_%s\":120}",
                                   most ? "most" : "least");
        Simulated made = exact_of("\"a\":{" GEOMETRIC "}", "", target);
        const TargetForecast *it = &made.forecast->target[0];
        for (size_t i = 0; i <= CURVE_POINTS; i += 25) {
            double y = i < CURVE_POINTS ? it->curve_at[i] : it->median;
            Steps steps = { .count = 3, .sd = { 0.06, 0.06, 0.06 } };
            for (int t = 0; t < 3; t++) {
                steps.low[t] = most ? -INFINITY : log_of(y, t + 1);
                steps.high[t] = most ? log_of(y, t + 1) : INFINITY;
            }
            double inside = chance_from(&steps, 0, 0), below = most ? inside : 1 - inside;
            assert_close(i < CURVE_POINTS ? it->curve_below[i] : 0.5, below, 1e-9, target);
        }
        assert_true(it->median_error < 1e-6);
        simulated_free(&made);
        free(target);
    }
}

/* Two years of additive noise with heavy losses, from the mixture of both years' states: the first
 * year is normal, of which what is below 0 is lost for good. */
static void lost_levels_stay_below(void **state)
{
    (void)state;
    enum { NODES = 256 };
    Simulated made = exact_of(
        "\"a\":{\"model\":\"compound\",\"base\":100,\"growth\":0,\"volatility\":\"50%\"}", "",
        "\"t\":{\"indicator\":\"a\",\"year\":2021,\"at_most\":120},"
        "\"u\":{\"indicator\":\"a\",\"year\":2022,\"at_most\":130}");
    gsl_integration_glfixed_table *table = gsl_integration_glfixed_table_alloc(NODES);
    double truth = normal_cdf(-2);
    for (size_t k = 0; k < NODES; k++) {
        double y, weight; /* the first factor */
        gsl_integration_glfixed_point(0, 1.2, k, &y, &weight, table);
        double z = (y - 1) / 0.5;
        truth += weight * exp(-z * z / 2) / sqrt(2 * M_PI) / 0.5 * normal_cdf((1.3 / y - 1) / 0.5);
    }
    gsl_integration_glfixed_table_free(table);
    assert_chance(&made.forecast->joint[0].chance, truth, "lost");
    simulated_free(&made);
}

/* Growth from nothing is none: what was lost before counts as missed. */
static void growth_after_a_loss_of_all_is_none(void **state)
{
    (void)state;
    Simulated made = exact_of(
        "\"a\":{\"model\":\"compound\",\"base\":100,\"growth\":0,\"volatility\":\"50%\"}", "",
        "\"t\":{\"indicator\":\"a\",\"growth\":[2023,2023],\"at_least\":\"10%\"},"
        "\"u\":{\"indicator\":\"a\",\"growth\":[2021,2021],\"at_most\":\"20%\"}");
    double alive = normal_cdf(2), grows = normal_cdf(-0.2), low = normal_cdf(0.4) - normal_cdf(-2);
    assert_chance(&made.forecast->target[0].chance, alive * alive * grows, "growth");
    assert_chance(&made.forecast->joint[0].chance, low * alive * grows,
                  "after a year that grows less");
    simulated_free(&made);
}

/* A base and a growth that are drawn: the chance is averaged over both by midpoints, whose error is
 * of the order of the squared step. */
static void drawn_parameters_are_averaged(void **state)
{
    (void)state;
    enum { BASES = 200, GROWTHS = 200 };
    Simulated made = exact_of("\"a\":{\"model\":\"geometric\",\"base\":{\"uniform\":[98,103]},"
                              "\"growth\":{\"p\":{\"uniform\":[\"8%\",\"12%\"]},\"q\":\"9%\"},"
                              "\"volatility\":\"6%\"}",
                              "",
                              "\"t\":{\"indicator\":\"a\",\"year\":2022,\"at_least\":118},"
                              "\"u\":{\"indicator\":\"a\",\"year\":2025,\"at_least\":158}");
    double truth = 0, error[2];
    for (int halve = 2; halve > 0; halve--) { /* Richardson's step removes the square */
        double sum = 0;
        int bases = BASES / halve, growths = GROWTHS / halve;
        for (int b = 0; b < bases; b++)
            for (int g = 0; g < growths; g++) {
                double base = log((98 + 5 * (b + 0.5) / bases) / 100);
                double rate = log1p(0.08 + 0.04 * (g + 0.5) / growths);
                Steps steps = { 2,
                                { 0.06 * sqrt(2), 0.06 * sqrt(3) },
                                { log(1.18) - base - 2 * rate,
                                  log(1.58) - base - 3 * rate - 2 * log(1.09) },
                                { INFINITY, INFINITY } };
                sum += chance_from(&steps, 0, 0) / bases / growths;
            }
        error[halve - 1] = sum;
    }
    truth = error[0] + (error[0] - error[1]) / 3;
    assert_close(made.forecast->joint[0].chance.probability, truth, 1e-9, "averaged");
    simulated_free(&made);
}

/* One target inside the other; and indicators that nothing links. */
static void what_follows_adds_nothing(void **state)
{
    (void)state;
    Simulated made =
        exact_of("\"a\":{\"model\":\"compound\",\"base\":100,\"growth\":{\"normal\":[0.1,0.02]},"
                 "\"volatility\":0.05},\"b\":{" GEOMETRIC "}",
                 "",
                 "\"t\":{\"indicator\":\"a\",\"year\":2024,\"at_least\":140},"
                 "\"u\":{\"indicator\":\"a\",\"growth\":[2021,2024],\"at_least\":0.02},"
                 "\"v\":{\"indicator\":\"a\",\"growth\":[2025,2026],\"at_least\":0.1},"
                 "\"w\":{\"indicator\":\"b\",\"year\":2021,\"at_least\":110}");
    const TargetForecast *target = made.forecast->target;
    assert_close(made.forecast->joint[0].chance.probability / target[3].chance.probability,
                 made.forecast->joint[0].chance.probability * 2, 1e-9, "an independent indicator");
    assert_close(made.forecast->joint[0].member[1].only_miss.probability, 0, 2e-12, "implied");
    assert_true(made.forecast->joint[0].member[0].only_miss.probability > 0.01 &&
                made.forecast->joint[0].member[2].only_miss.probability > 0.01);
    simulated_free(&made);
}

static void unknown(const char *indicators, const char *more, const char *targets, const char *why)
{
    Simulated made = exact_of(indicators, more, targets);
    const Joint *joint = made.forecast->joint;
    assert_true(isnan(joint->chance.probability) &&
                isnan(made.forecast->joint[0].member[0].only_miss.probability));
    assert_non_null(joint->unknown);
    if (!strstr(joint->unknown, why))
        fail_msg("%s", joint->unknown);
    assert_true(joint->bounds[0] <= joint->bounds[1]);
    simulated_free(&made);
}

static void what_is_not_known_is_said(void **state)
{
    (void)state;
#define LEVELS                                                                                     \
    "\"t\":{\"indicator\":\"a\",\"year\":2022,\"at_least\":110},"                                  \
    "\"u\":{\"indicator\":\"a\",\"year\":2025,\"at_least\":120}"
    unknown("\"a\":{" GEOMETRIC "}", "",
            LEVELS ",\"v\":{\"indicator\":\"a\",\"growth\":[2024,2025],\"at_least\":0.1}",
            "/indicators/a: exact follows one product");
    unknown("\"a\":{" GEOMETRIC ",\"persistence\":0.3}", "", LEVELS, "/indicators/a/persistence");
    unknown("\"a\":{\"model\":\"compound\",\"base\":100,\"growth\":{\"uniform\":[0,0.1]}}", "",
            "\"t\":{\"indicator\":\"a\",\"year\":2022,\"at_least\":110},"
            "\"u\":{\"indicator\":\"a\",\"year\":2023,\"at_least\":120}",
            "/indicators/a/volatility");
    unknown("\"a\":{" GEOMETRIC "},\"b\":{" GEOMETRIC "}", "\"correlation\":{\"a\":{\"b\":0.5}},",
            "\"t\":{\"indicator\":\"a\",\"year\":2022,\"at_least\":110},"
            "\"u\":{\"indicator\":\"b\",\"year\":2022,\"at_least\":120}",
            "a and b are correlated");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(levels_of_two_years_are_bivariate_normal),
        cmocka_unit_test(each_year_is_a_walk_between_walls),
        cmocka_unit_test(the_least_level_has_a_law),
        cmocka_unit_test(lost_levels_stay_below),
        cmocka_unit_test(growth_after_a_loss_of_all_is_none),
        cmocka_unit_test(drawn_parameters_are_averaged),
        cmocka_unit_test(what_follows_adds_nothing),
        cmocka_unit_test(what_is_not_known_is_said),
    };
    start_math();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
