/* The ends of laws without sampling: tails, losses of all, and what is certain. */
#include "tests/support.h"

#include <gsl/gsl_cdf.h>

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

/* One year of small noise: a loss of all is far out of reach, or just within it. */
static void light_tails_are_told_from_a_loss_of_all(void **state)
{
    (void)state;
    static const double freedom[] = { 5, 8, 12, 20, 30, 60 }, v[] = { 0.011, 0.05, 0.12 };
    for (size_t i = 0; i < sizeof freedom / sizeof *freedom; i++)
        for (size_t k = 0; k < sizeof v / sizeof *v; k++)
            for (int side = -1; side <= 1; side++) {
                double n = freedom[i], scale = sqrt((n - 2) / n), factor = 1.1 + 1.3 * side * v[k];
                char *text = text_format("\"model\":\"compound\",\"base\":100,\"growth\":0.1,"
                                         "\"volatility\":%g,\"shock\":{\"student_t\":%g}",
                                         v[k], n);
                char *target = text_format("\"year\":2021,\"at_least\":%.17g", 100 * factor);
                Simulated made = exact_of("2021", text, target);
                double bound = factor - 1.1;
                const Chance *chance = &made.forecast->target[0].chance;
                assert_close(chance->probability, gsl_cdf_tdist_Q(bound / v[k] / scale, n),
                             chance->standard_error + 1e-15, text);
                assert_true(chance->standard_error < 1e-10);
                simulated_free(&made);
                free(text);
                free(target);
            }
}

/* Years of given growth have no spread at all. */
static void what_is_certain_has_no_sd(void **state)
{
    (void)state;
    Simulated made =
        exact_of("2060", "\"model\":\"compound\",\"base\":69304.7,\"growth\":\"16.7%\"",
                 "\"year\":2060,\"at_least\":1");
    for (int t = 0; t <= 40; t++)
        assert_true(made.forecast->fan[0].sd[t] == 0);
    simulated_free(&made);
}

/* Both ends of heavy tails are left out, which the error must say. */
static void heavy_tails_state_what_they_leave_out(void **state)
{
    (void)state;
    for (int z = -4; z <= 4; z++) {
        char *target = text_format("\"year\":2021,\"at_least\":%.17g", 110 * exp(0.05 * z));
        Simulated made = exact_of("2021",
                                  "\"model\":\"geometric\",\"base\":100,\"growth\":0.1,"
                                  "\"volatility\":\"5%\",\"shock\":{\"student_t\":4.5}",
                                  target);
        const Chance *chance = &made.forecast->target[0].chance;
        assert_close(chance->probability, gsl_cdf_tdist_Q(z / sqrt(2.5 / 4.5), 4.5),
                     chance->standard_error, target);
        assert_true(chance->standard_error < 1e-10);
        simulated_free(&made);
        free(target);
    }
}

/* The chance that a base with normal logs, times one year of narrow noise with heavy tails, reaches
 * a bound: by Simpson's rule over the base. The body of the law is a small part of its range. */
static void a_narrow_year_on_a_wide_base(void **state)
{
    (void)state;
    enum { STEPS = 20000 };
    static const double bound[] = { 118, 122, 127 };
    for (size_t i = 0; i < 3; i++) {
        double truth = 0;
        for (int k = 0; k <= STEPS; k++) {
            double z = -9 + 18.0 * k / STEPS, share = k == 0 || k == STEPS ? 1 : k % 2 ? 4 : 2;
            double e = (log(bound[i] / 122) - 0.05 * z) / 0.01;
            truth += share * exp(-z * z / 2) / sqrt(2 * M_PI) * gsl_cdf_tdist_Q(e / sqrt(0.5), 4);
        }
        truth *= 18.0 / STEPS / 3;
        char *target = text_format("\"year\":2021,\"at_least\":%g", bound[i]);
        Simulated made = exact_of("2022",
                                  "\"model\":\"geometric\",\"base\":{\"lognormal\":[100,0.05]},"
                                  "\"growth\":0.22,\"volatility\":\"1%\","
                                  "\"shock\":{\"student_t\":4}",
                                  target);
        const Chance *chance = &made.forecast->target[0].chance;
        assert_close(chance->probability, truth, chance->standard_error + 1e-10, target);
        assert_true(chance->standard_error < 1e-7);
        simulated_free(&made);
        free(target);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(light_tails_are_told_from_a_loss_of_all),
        cmocka_unit_test(what_is_certain_has_no_sd),
        cmocka_unit_test(heavy_tails_state_what_they_leave_out),
        cmocka_unit_test(a_narrow_year_on_a_wide_base),
    };
    start_math();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
