/* Events without sampling: against closed forms, and a convolution made by another program. */
#include "tests/support.h"

#include "math/normal.h"

static char *scenario_text(const char *indicator, const char *events, const char *target)
{
    return text_format("{\"dubao\":1,\"id\":\"t\",\"years\":{\"base\":2020,\"end\":2025},"
                       "\"periods\":{\"all\":[2021,2025]},\"indicators\":{\"a\":{%s},"
                       "\"b\":{\"model\":\"compound\",\"base\":1,\"growth\":0,\"volatility\":0.01}}"
                       ",\"events\":{%s},"
                       "\"targets\":{\"t\":{\"indicator\":\"a\",%s}},"
                       "\"simulation\":{\"paths\":100000,\"seed\":5,\"sampling\":\"exact\"}}",
                       indicator, events, target);
}

static Simulated exact_of(const char *indicator, const char *events, const char *target)
{
    char *json = scenario_text(indicator, events, target);
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

static double binomial(int n, int k, double p)
{
    double weight = 1;
    for (int i = 0; i < k; i++)
        weight *= (double)(n - i) / (i + 1);
    return weight * pow(p, k) * pow(1 - p, n - k);
}

/* Geometric growth, losses that are numbers: a flood may come in the last three years, a crisis in
 * each of five; given how many came, log L is normal. */
static void constant_losses_are_binomial(void **state)
{
    (void)state;
    static const double bound[] = { 120000, 150000, 165000, 190000 };
    for (size_t i = 0; i < 4; i++) {
        double truth = 0, mean = 0;
        for (int early = 0; early <= 2; early++) /* crises in years 1 and 2 */
            for (int late = 0; late <= 3; late++)
                for (int flood = 0; flood <= 3; flood++)
                    for (int both = 0; both <= 3; both++) { /* years with flood and crisis */
                        if (both > flood || both > late || flood + late - both > 3)
                            continue;
                        /* ways to lay `late` crises and `flood` floods over three years with that
                         * many in common */
                        double ways[4] = { 1, 1, 2, 6 };
                        int none = 3 - flood - late + both;
                        double chance = binomial(2, early, 0.1) * ways[3] / ways[both] /
                                        ways[flood - both] / ways[late - both] / ways[none] *
                                        pow(0.1, late) * pow(0.9, 3 - late) * pow(0.25, flood) *
                                        pow(0.75, 3 - flood);
                        double median = 75000 * pow(1.18, 2 - early + none) *
                                        pow(1.06, early + late - both) * pow(1.13, flood - both) *
                                        pow(1.01, both);
                        truth += chance * normal_cdf(log(median / bound[i]) / (0.04 * sqrt(5)));
                        mean += chance * median * exp(0.0016 * 2.5);
                    }
        char *target = text_format("\"year\":2025,\"at_least\":%g", bound[i]);
        Simulated made = exact_of(
            "\"model\":\"geometric\",\"base\":75000,\"growth\":\"18%\",\"volatility\":\"4%\"",
            "\"crisis\":{\"probability\":\"10%\",\"loss\":\"12%\",\"indicators\":[\"a\"]},"
            "\"flood\":{\"probability\":0.25,\"loss\":\"5%\",\"indicators\":[\"a\",\"b\"],"
            "\"years\":[2023,2025],\"duration\":1}",
            target);
        assert_close(made.forecast->target[0].chance.probability, truth, 1e-9, target);
        assert_close(made.forecast->fan[0].mean[5], mean, 1e-11 * mean, "mean");
        simulated_free(&made);
        free(target);
    }
}

/* One year: e v - B U is a mixture; with Phi's integral G(z) = z Phi(z) + phi(z),
 *   P(1.1 - U + v e >= y) = v (G((1.1 - y - low) / v) - G((1.1 - y - high) / v)) / (high - low). */
static double integral(double z)
{
    return z * normal_cdf(z) + exp(-z * z / 2) / sqrt(2 * M_PI);
}

static void a_year_is_a_mixture(void **state)
{
    (void)state;
    static const double bound[] = { 95, 105, 112 };
    for (size_t i = 0; i < 3; i++) {
        double left = 1.1 - bound[i] / 100, v = 0.02;
        double hit = v * (integral((left - 0.05) / v) - integral((left - 0.15) / v)) / 0.1;
        double truth = 0.9 * normal_cdf(left / v) + 0.1 * hit;
        char *target = text_format("\"year\":2021,\"at_least\":%g", bound[i]);
        Simulated made =
            exact_of("\"model\":\"compound\",\"base\":100,\"growth\":\"10%\",\"volatility\":\"2%\"",
                     "\"crisis\":{\"probability\":\"10%\",\"loss\":{\"uniform\":[\"5%\",\"15%\"]},"
                     "\"indicators\":[\"a\"]}",
                     target);
        assert_close(made.forecast->target[0].chance.probability, truth, 1e-9, target);
        double mean = 1.1 - 0.1 * 0.1;
        double square = 1.1 * 1.1 - 2 * 1.1 * 0.01 + 0.1 * (0.01 + 0.01 / 12) + v * v;
        const Fan *fan = &made.forecast->fan[0];
        for (int t = 1; t <= 5; t++) {
            double sd = 100 * sqrt(pow(square, t) - pow(mean, 2 * t));
            assert_close(fan->mean[t], 100 * pow(mean, t), 1e-9, "mean");
            assert_close(fan->sd[t], sd, 1e-9 * sd, "sd");
        }
        simulated_free(&made);
        free(target);
    }
}

/* Heavy tails, uncertain growth and volatility: by convolution in real space with the closed
 * integral over the loss, 12 digits. */
static void a_crisis_on_top_of_heavy_tails(void **state)
{
    (void)state;
    static const double truth[] = { 0.103833854019, 0.084355858010 };
    for (size_t i = 0; i < 2; i++) {
        Simulated made = exact_of(
            "\"model\":\"compound\",\"base\":75000,\"growth\":{\"triangular\":[\"13.5%\","
            "\"14.5%\",\"16.5%\"]},\"volatility\":{\"uniform\":[\"2%\",\"6%\"]},\"shock\":{"
            "\"student_t\":5}",
            i ? "\"crisis\":{\"probability\":\"5%\",\"loss\":{\"uniform\":[\"5%\",\"15%\"]},"
                "\"indicators\":[\"a\"]}"
              : "",
            "\"year\":2025,\"at_least\":165000");
        const Chance *chance = &made.forecast->target[0].chance;
        assert_close(chance->probability, truth[i], 1e-10, "heavy tails");
        assert_true(chance->standard_error < 1e-9);
        simulated_free(&made);
    }
}

/* Each indicator has its law, the two together do not. */
static void a_common_event_links_indicators(void **state)
{
    (void)state;
    for (int common = 0; common < 2; common++) {
        char *json = text_format(
            "{\"dubao\":1,\"id\":\"t\",\"years\":{\"base\":2020,\"end\":2021},\"periods\":{\"x\":["
            "2021,2021]},\"indicators\":{\"a\":{\"model\":\"geometric\",\"base\":100,\"growth\":0,"
            "\"volatility\":\"5%%\"},\"b\":{\"model\":\"geometric\",\"base\":100,\"growth\":0,"
            "\"volatility\":\"5%%\"}},\"events\":{\"x\":{\"probability\":0.2,\"loss\":0.05,"
            "\"indicators\":[\"a\"%s]}},\"targets\":{\"t\":{\"indicator\":\"a\",\"year\":2021,"
            "\"at_least\":100},\"u\":{\"indicator\":\"b\",\"year\":2021,\"at_least\":100}},"
            "\"simulation\":{\"paths\":1000,\"seed\":5,\"sampling\":\"exact\"}}",
            common ? ",\"b\"" : "");
        Simulated made = simulate_from(json, 1);
        double hit = 0.8 * 0.5 + 0.2 * normal_cdf(log(0.95) / 0.05);
        assert_close(made.forecast->target[0].chance.probability, hit, 1e-9, "a");
        assert_close(made.forecast->target[1].chance.probability, common ? hit : 0.5, 1e-9, "b");
        double joint = made.forecast->joint->chance.probability;
        if (common)
            assert_true(isnan(joint));
        else
            assert_close(joint, 0.5 * hit, 1e-9, "joint");
        simulated_free(&made);
        free(json);
    }
}

static void refused(const char *indicator, const char *events, const char *place)
{
    char *json = scenario_text(indicator, events, "\"year\":2025,\"at_least\":100");
    Simulated made = { .scenario = scenario_from(json) };
    SimulateOptions options = { 0 };
    Error err = { 0 };
    assert_int_equal(project(made.scenario, &made.projection, &err), STATUS_GOOD);
    assert_int_equal(simulate(made.projection, &options, &made.forecast, &err), STATUS_INVALID);
    assert_null(made.forecast);
    if (strstr(err.text, place) != err.text || !strstr(err.text, "; use --sampling random"))
        fail_msg("%s", err.text);
    simulated_free(&made);
    free(json);
}

static void other_events_are_refused(void **state)
{
    (void)state;
#define COMPOUND  "\"model\":\"compound\",\"base\":100,\"growth\":\"5%\",\"volatility\":\"4%\""
#define GEOMETRIC "\"model\":\"geometric\",\"base\":100,\"growth\":\"5%\",\"volatility\":\"4%\""
#define LOSS(id)  "\"" id "\":{\"probability\":0.1,\"indicators\":[\"a\"],\"loss\":"
    refused(COMPOUND, LOSS("x") "0.1,\"duration\":2}", "/events/x/duration: exact needs");
    refused(COMPOUND, LOSS("x") "0.1}," LOSS("y") "0.1}," LOSS("z") "0.1}," LOSS("w") "0.1}",
            "/events: exact can join 3 events of a year, 4 may hit a in 2021");
    refused("\"model\":\"compound\",\"base\":100,\"growth\":\"5%\"", LOSS("x") "0.1}",
            "/events/x: exact needs noise");
    refused(GEOMETRIC, LOSS("x") "\"110%\"}", "/events/x/loss: exact needs losses");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(constant_losses_are_binomial),
        cmocka_unit_test(a_year_is_a_mixture),
        cmocka_unit_test(a_crisis_on_top_of_heavy_tails),
        cmocka_unit_test(a_common_event_links_indicators),
        cmocka_unit_test(other_events_are_refused),
    };
    start_math();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
