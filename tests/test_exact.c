/* The laws without sampling against closed forms, other quadratures and enumeration. */
#include "tests/support.h"

#include "math/normal.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_randist.h>

/* A scenario of one indicator and one target on the level of `year`, from the base year 2020. */
static char *scenario_text(const char *years, const char *indicator, const char *target)
{
    return text_format("{\"dubao\":1,\"id\":\"t\",\"years\":{\"base\":2020,\"end\":%s},"
                       "\"periods\":{\"all\":[2021,%s]},\"indicators\":{\"a\":{%s}},"
                       "\"targets\":{\"t\":{\"indicator\":\"a\",%s}},"
                       "\"simulation\":{\"paths\":1000000,\"seed\":5,\"sampling\":\"exact\"}}",
                       years, years, indicator, target);
}

static Simulated exact_of(const char *years, const char *indicator, const char *target)
{
    char *json = scenario_text(years, indicator, target);
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

/* The claimed error must hold too, with room for the tolerance of targets, 1e-12 of the bound,
 * and the rounding of the truth. */
static void assert_chance(const Chance *chance, double truth, double limit, const char *what)
{
    assert_close(chance->probability, truth, limit, what);
    assert_close(chance->probability, truth, chance->standard_error + 1e-10, what);
    assert_true(chance->standard_error >= 1e-12 && chance->standard_error < limit);
    assert_true(chance->interval[0] <= chance->probability &&
                chance->probability <= chance->interval[1]);
}

/* P(L5 >= 165000) by convolution with 40 digits; moments are products. */
static void normal_growth_is_exact(void **state)
{
    (void)state;
    static const char *const growth[] = {
        "\"model\":\"compound\",\"base\":75000,\"growth\":\"17%\",\"volatility\":\"4%\"",
        "\"model\":\"compound\",\"base\":75000,\"growth\":{\"normal\":[\"17%\",\"4%\"]},"
        "\"draw\":\"year\"",
    };
    double median[2];
    for (size_t i = 0; i < 2; i++) {
        Simulated made = exact_of("2030", growth[i], "\"year\":2025,\"at_least\":165000");
        const Fan *fan = &made.forecast->fan[0];
        assert_chance(&made.forecast->target[0].chance, 0.469890810057266, 1e-9, growth[i]);
        assert_chance(&made.forecast->joint->chance, 0.469890810057266, 1e-9, "joint");
        for (int t = 0; t <= 10; t++) {
            double mean = 75000 * pow(1.17, t), square = 1.17 * 1.17 + 0.04 * 0.04;
            double sd = 75000 * sqrt(pow(square, t) - pow(1.17, 2 * t));
            assert_close(fan->mean[t], mean, 1e-12 * mean, "mean");
            assert_close(fan->sd[t], sd, 1e-11 * sd, "sd");
        }
        for (size_t q = 0; q < QUANTILES; q++)
            assert_close(fan->quantile[q][1],
                         75000 * (1.17 + 0.04 * normal_quantile(quantile_levels[q])), 1e-5,
                         "quantile of the first year");
        median[i] = made.forecast->target[0].median;
        simulated_free(&made);
    }
    assert_close(median[0], median[1], 1e-5, "medians");
}

/* The published values of test_simulate.c, and in a closed form where there is one draw. */
static void pert_table_is_reproduced(void **state)
{
    (void)state;
    static const double base[] = { 74500, 75000, 75258.3, 75500, 76000 };
    static const double year[] = { 0.002, 0.173, 0.499, 0.809, 0.997 };
    static const double period[] = { 0.117, 0.352, 0.500, 0.639, 0.873 };
    for (size_t d = 0; d < 2; d++)
        for (size_t b = 0; b < 5; b++) {
            char *text = text_format("\"model\":\"compound\",\"base\":%g,\"draw\":\"%s\","
                                     "\"growth\":{\"pert\":[\"16.5%%\",\"17%%\",\"17.5%%\"]}",
                                     base[b], d ? "period" : "year");
            Simulated made = exact_of("2025", text, "\"year\":2025,\"at_least\":165000");
            const Chance *chance = &made.forecast->target[0].chance;
            double share = (pow(165000 / base[b], 0.2) - 1.165) / 0.01;
            assert_close(chance->probability, d ? period[b] : year[b], 0.00051, text);
            if (d)
                assert_chance(chance, gsl_cdf_beta_Q(share, 3, 3), 1e-9, "pert, one draw");
            else
                assert_true(chance->standard_error < 1e-9);
            free(text);
            simulated_free(&made);
        }
}

static void a_period_draw_is_one_draw(void **state)
{
    (void)state;
    double required = pow(165000.0 / 75000, 0.2) - 1;
    static const char *const target[] = { "\"year\":2025,\"at_least\":165000",
                                          "\"growth\":[2021,2025],\"at_least\":0.17082344505" };
    for (size_t i = 0; i < 2; i++) {
        Simulated made = exact_of("2025",
                                  "\"model\":\"compound\",\"base\":75000,"
                                  "\"growth\":{\"uniform\":[\"16%\",\"18%\"]}",
                                  target[i]);
        double bound = i ? 0.17082344505 : required;
        assert_chance(&made.forecast->target[0].chance, (0.18 - bound) / 0.02, 1e-9, target[i]);
        assert_close(made.forecast->fan[0].quantile[QUANTILE_05][5], 75000 * pow(1.161, 5), 1e-6,
                     "quantile");
        simulated_free(&made);
    }
}

/* Two uniform growths: P(f1 f2 >= y) by the integral of the hyperbola; three and more, whose laws
 * bend less and less, against Simpson's rule over the law of two. */
static double two_uniform_above(double y)
{
    const double a = 1.1, b = 1.2; /* P(f1 f2 <= y), f uniform on a .. b */
    double from = fmin(fmax(y / b, a), b), until = fmin(fmax(y / a, a), b);
    double area = (from - a) * (b - a) + y * log(until / from) - a * (until - from);
    return 1 - area / ((b - a) * (b - a));
}

static void yearly_uniform_growth_keeps_its_bends(void **state)
{
    (void)state;
    enum { PANELS = 200000 };
    static const double bound[] = { 126, 132, 140 };
    for (size_t i = 0; i < 3; i++) {
        char *two = text_format("\"year\":2022,\"at_least\":%g", bound[i]);
        char *three = text_format("\"year\":2023,\"at_least\":%g", bound[i] * 1.15);
        const char *text = "\"model\":\"compound\",\"base\":100,\"draw\":\"year\","
                           "\"growth\":{\"uniform\":[\"10%\",\"20%\"]}";
        Simulated made = exact_of("2023", text, two);
        assert_chance(&made.forecast->target[0].chance, two_uniform_above(bound[i] / 100), 1e-9,
                      two);
        simulated_free(&made);
        double sum = 0;
        for (int k = 0; k < PANELS; k++) /* midpoints: the integrand is continuous */
            sum += two_uniform_above(bound[i] * 1.15 / 100 / (1.1 + 0.1 * (k + 0.5) / PANELS));
        made = exact_of("2023", text, three);
        assert_chance(&made.forecast->target[0].chance, sum / PANELS, 1e-9, three);
        simulated_free(&made);
        free(two);
        free(three);
    }
}

/* log L[t] is normal; the variance of the sum of e[1..t] is the sum over i, j of r^|i - j|. */
static void geometric_growth_is_lognormal(void **state)
{
    (void)state;
    Simulated made = exact_of("2025",
                              "\"model\":\"geometric\",\"base\":75000,\"growth\":\"17%\","
                              "\"volatility\":\"5%\",\"persistence\":0.3",
                              "\"year\":2025,\"at_least\":165000");
    double variance = 0;
    for (int i = 0; i < 5; i++)
        for (int j = 0; j < 5; j++)
            variance += pow(0.3, abs(i - j));
    double sd = 0.05 * sqrt(variance), median = 75000 * pow(1.17, 5);
    const Fan *fan = &made.forecast->fan[0];
    assert_chance(&made.forecast->target[0].chance, normal_cdf(log(median / 165000) / sd), 1e-9,
                  "lognormal");
    for (size_t q = 0; q < QUANTILES; q++)
        assert_close(fan->quantile[q][5], median * exp(sd * normal_quantile(quantile_levels[q])),
                     1e-9 * median, "lognormal quantile");
    assert_close(fan->mean[5], median * exp(sd * sd / 2), 1e-12 * median, "lognormal mean");
    assert_close(fan->sd[5], median * exp(sd * sd / 2) * sqrt(expm1(sd * sd)), 1e-11 * median,
                 "lognormal sd");
    simulated_free(&made);
}

/* E max(0, 1.1 + e / 20)^power, e Student's t(5) of unit variance, by Simpson's rule in asinh e. */
static double student_moment(int power)
{
    enum { STEPS = 40000 };
    double from = asinh(-22), until = 25, sum = 0, scale = sqrt(3.0 / 5);
    for (int i = 0; i <= STEPS; i++) {
        double w = from + (until - from) * i / STEPS, e = sinh(w);
        sum += (i == 0 || i == STEPS ? 1
                : i % 2              ? 4
                                     : 2) *
               pow(1.1 + e / 20, power) * gsl_ran_tdist_pdf(e / scale, 5) / scale * cosh(w);
    }
    return sum * (until - from) / STEPS / 3;
}

static void student_shocks_are_exact(void **state)
{
    (void)state;
    static const char *const model[] = { "compound", "geometric" };
    for (size_t i = 0; i < 2; i++) {
        char *text = text_format("\"model\":\"%s\",\"base\":100,\"growth\":\"10%%\",\"volatility\":"
                                 "\"5%%\",\"shock\":{\"student_t\":5}",
                                 model[i]);
        Simulated made = exact_of("2021", text, "\"year\":2021,\"at_least\":118");
        double z = (i ? log(1.18 / 1.1) : 0.08) / 0.05 / sqrt(3.0 / 5);
        assert_chance(&made.forecast->target[0].chance, gsl_cdf_tdist_Q(z, 5), 1e-9, text);
        double mean = student_moment(1);
        if (i) {
            assert_true(isnan(made.forecast->fan[0].mean[1])); /* exp of t has no mean */
        } else {
            assert_close(made.forecast->fan[0].mean[1], 100 * mean, 1e-9, "t mean");
            assert_close(made.forecast->fan[0].sd[1], 100 * sqrt(student_moment(2) - mean * mean),
                         1e-8, "t sd");
        }
        free(text);
        simulated_free(&made);
    }
}

/* Growth below -100 % leaves nothing: an atom at 0. */
static void a_total_loss_has_its_chance(void **state)
{
    (void)state;
    Simulated made = exact_of("2022",
                              "\"model\":\"compound\",\"base\":100,\"growth\":\"0%\","
                              "\"volatility\":\"50%\"",
                              "\"year\":2022,\"at_most\":0.000001");
    double alive = normal_cdf(2);
    assert_close(made.forecast->target[0].chance.probability, 1 - alive * alive, 1e-6, "ruin");
    double first = alive + 0.5 * exp(-2.0) / sqrt(2 * M_PI); /* E max(0, 1 + e / 2) */
    assert_close(made.forecast->fan[0].mean[2], 100 * first * first, 1e-10, "mean");
    simulated_free(&made);
}

/* P(L2 >= y) with v uniform on 2 .. 6 %: Simpson's rule over v and the first year's shock. */
static double two_year_chance(double y)
{
    enum { V = 400, E = 2000 };
    double total = 0;
    for (int i = 0; i <= V; i++) {
        double v = 0.02 + 0.04 * i / V, sum = 0;
        for (int j = 0; j <= E; j++) {
            double e = -9 + 18.0 * j / E;
            double density = exp(-e * e / 2) / sqrt(2 * M_PI);
            sum += (j == 0 || j == E ? 1
                    : j % 2          ? 4
                                     : 2) *
                   density * normal_cdf((1.1 - y / (1.1 + v * e)) / v);
        }
        total += (i == 0 || i == V ? 1 : i % 2 ? 4 : 2) * sum * 18.0 / E / 3;
    }
    return total / V / 3;
}

static void an_uncertain_volatility_is_averaged(void **state)
{
    (void)state;
    static const double bound[] = { 112, 121, 126 };
    for (size_t i = 0; i < 3; i++) {
        char *target = text_format("\"year\":2022,\"at_least\":%g", bound[i]);
        Simulated made = exact_of("2022",
                                  "\"model\":\"compound\",\"base\":100,\"growth\":\"10%\","
                                  "\"volatility\":{\"uniform\":[\"2%\",\"6%\"]}",
                                  target);
        assert_chance(&made.forecast->target[0].chance, two_year_chance(bound[i] / 100), 1e-9,
                      target);
        simulated_free(&made);
        free(target);
    }
}

/* Five years of three values each: all 243 ways. */
static void discrete_growth_is_enumerated(void **state)
{
    (void)state;
    static const double value[] = { -0.1, 0.05, 0.2 }, weight[] = { 0.2, 0.5, 0.3 };
    double above = 0, bound = 100 * pow(1.05, 5); /* hit exactly by some ways: they count */
    for (int way = 0; way < 243; way++) {
        double level = 100, chance = 1;
        for (int t = 0, code = way; t < 5; t++, code /= 3) {
            level *= 1 + value[code % 3];
            chance *= weight[code % 3];
        }
        above += level >= bound * (1 - 1e-12) ? chance : 0;
    }
    char *target = text_format("\"year\":2025,\"at_least\":%.17g", bound);
    Simulated made = exact_of("2025",
                              "\"model\":\"compound\",\"base\":100,\"draw\":\"year\",\"growth\":{"
                              "\"discrete\":[[\"-10%\",2],[\"5%\",5],[\"20%\",3]]}",
                              target);
    assert_chance(&made.forecast->target[0].chance, above, 1e-9, "enumeration");
    assert_close(made.forecast->fan[0].quantile[QUANTILE_05][1], 90, 1e-9, "quantile of an atom");
    assert_close(made.forecast->fan[0].quantile[QUANTILE_50][1], 105, 1e-9, "quantile of an atom");
    simulated_free(&made);
    free(target);
}

/* Linked periods: one quantile behind both growths, so L2 = Q1(u) Q2(u). */
static void linked_periods_share_their_quantile(void **state)
{
    (void)state;
    Simulated made = simulate_from(
        "{\"dubao\":1,\"id\":\"t\",\"years\":{\"base\":2020,\"end\":2022},\"periods\":{\"x\":[2021,"
        "2021],\"y\":[2022,2022]},\"indicators\":{\"a\":{\"model\":\"compound\",\"base\":100,"
        "\"linked\":true,\"growth\":{\"x\":{\"uniform\":[0,\"10%\"]},\"y\":{\"uniform\":[0,\"20%\"]"
        "}}}},\"targets\":{\"t\":{\"indicator\":\"a\",\"year\":2022,\"at_least\":115.5}},"
        "\"simulation\":{\"paths\":1000,\"seed\":5,\"sampling\":\"exact\"}}",
        1);
    assert_chance(&made.forecast->target[0].chance, 0.5, 1e-9, "linked"); /* 1.05 x 1.1 = 1.155 */
    simulated_free(&made);
}

/* Uncorrelated indicators, and nested intervals of one level. */
static void joint_chances_where_they_are_known(void **state)
{
    (void)state;
    Simulated made = simulate_from(
        "{\"dubao\":1,\"id\":\"t\",\"years\":{\"base\":2020,\"end\":2021},\"periods\":{\"x\":[2021,"
        "2021]},\"indicators\":{\"a\":{\"model\":\"geometric\",\"base\":100,\"growth\":0,"
        "\"volatility\":\"5%\"},\"b\":{\"model\":\"geometric\",\"base\":100,\"growth\":0,"
        "\"volatility\":\"5%\"}},\"targets\":{\"t\":{\"indicator\":\"a\",\"year\":2021,"
        "\"at_least\":100},\"u\":{\"indicator\":\"b\",\"year\":2021,\"at_least\":100},"
        "\"w\":{\"indicator\":\"b\",\"year\":2021,\"at_least\":90}},"
        "\"simulation\":{\"paths\":1000,\"seed\":5,\"sampling\":\"exact\"}}",
        1);
    assert_close(made.forecast->joint->chance.probability, 0.25, 1e-9, "joint");
    simulated_free(&made);
}

static void refused(const char *indicator, const char *target, const char *place)
{
    char *json = scenario_text("2025", indicator, target);
    Simulated made = { .scenario = scenario_from(json) };
    SimulateOptions options = { 0 };
    Error err = { 0 };
    assert_int_equal(project(made.scenario, &made.projection, &err), STATUS_GOOD);
    assert_int_equal(simulate(made.projection, &options, &made.forecast, &err), STATUS_INVALID);
    assert_null(made.forecast);
    assert_ptr_equal(strstr(err.text, place), err.text);
    assert_non_null(strstr(err.text, "; use --sampling random"));
    simulated_free(&made);
    free(json);
}

static void other_laws_are_refused(void **state)
{
    (void)state;
#define YEAR_TARGET "\"year\":2025,\"at_least\":165000"
#define START       "\"base\":75000,\"growth\":\"17%\","
    refused("\"model\":\"compound\"," START "\"volatility\":\"4%\",\"persistence\":0.3",
            YEAR_TARGET, "/indicators/a/persistence: exact");
    refused("\"model\":\"geometric\"," START
            "\"volatility\":\"4%\",\"persistence\":{\"uniform\":[0,0.5]}",
            YEAR_TARGET, "/indicators/a/persistence: exact");
    refused("\"model\":\"geometric\"," START
            "\"volatility\":\"4%\",\"persistence\":0.2,\"shock\":{\"student_t\":5}",
            YEAR_TARGET, "/indicators/a/persistence: exact");
    refused("\"model\":\"compound\"," START "\"volatility\":{\"discrete\":[[0,1],[\"4%\",1]]}",
            YEAR_TARGET, "/indicators/a/volatility: exact");
    refused("\"model\":\"compound\"," START "\"volatility\":{\"uniform\":[0,\"6%\"]}", YEAR_TARGET,
            "/indicators/a: exact gets no nearer");
    refused("\"model\":\"compound\",\"base\":75000,\"growth\":{\"uniform\":[0,\"50%\"]},"
            "\"volatility\":{\"uniform\":[\"0.001%\",\"6%\"]}",
            YEAR_TARGET, "/indicators/a: exact would have to average");
    refused("\"model\":\"geometric\"," START "\"volatility\":\"4%\",\"persistence\":0.3",
            "\"each_year\":[2023,2025],\"at_least\":1000", "/indicators/a/persistence: exact");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(normal_growth_is_exact),
        cmocka_unit_test(pert_table_is_reproduced),
        cmocka_unit_test(a_period_draw_is_one_draw),
        cmocka_unit_test(yearly_uniform_growth_keeps_its_bends),
        cmocka_unit_test(geometric_growth_is_lognormal),
        cmocka_unit_test(student_shocks_are_exact),
        cmocka_unit_test(a_total_loss_has_its_chance),
        cmocka_unit_test(an_uncertain_volatility_is_averaged),
        cmocka_unit_test(discrete_growth_is_enumerated),
        cmocka_unit_test(linked_periods_share_their_quantile),
        cmocka_unit_test(joint_chances_where_they_are_known),
        cmocka_unit_test(other_laws_are_refused),
    };
    start_math();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
