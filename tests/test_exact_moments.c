/* Without sampling: the means and deviations that exist, quantiles where the cdf is flat, and
 * errors that cover the truth, against closed forms and other quadratures. */
#include "tests/support.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_integration.h>
#include <gsl/gsl_randist.h>

#define COMPOUND  "'model':'compound','base':100,"
#define GEOMETRIC "'model':'geometric','base':100,"

/* Single quotes stand for double ones; two periods, from the base year 2020 to 2025. */
static Simulated exact_of(const char *indicator, const char *target)
{
    char *json = text_format("{'dubao':1,'id':'t','years':{'base':2020,'end':2025},'periods':{"
                             "'p':[2021,2024],'q':[2025,2025]},'indicators':{'a':{%s}},"
                             "'targets':{'t':{'indicator':'a',%s}},"
                             "'simulation':{'paths':1000,'seed':5,'sampling':'exact'}}",
                             indicator, target);
    for (char *at = json; *at; at++)
        *at = *at == '\'' ? '"' : *at;
    Simulated made = simulate_from(json, 1);
    assert_string_equal(made.forecast->method, "exact");
    free(json);
    return made;
}

static void assert_close(double value, double truth, double limit, const char *what)
{
    if (!(fabs(value - truth) <= limit))
        fail_msg("%s: %.17g is %.2g from %.17g", what, value, value - truth, truth);
}

static void assert_moments(const Simulated *made, size_t t, const double raw[2], const char *what)
{
    const Fan *fan = &made->forecast->fan[0];
    double mean = 100 * raw[0], sd = 100 * sqrt(raw[1] - raw[0] * raw[0]);
    assert_close(fan->mean[t], mean, 1e-11 * mean, what);
    if (isfinite(fan->mean_error[t])) /* not where the deviation does not exist */
        assert_close(fan->mean[t], mean, fan->mean_error[t] + 1e-13 * mean, what);
    assert_close(fan->sd[t], sd, 1e-9 * sd, what);
}

/* ---- moments ---- */

/* E v^2 = (a^2 + b^2 + c^2 + ab + ac + bc) / 6 of a triangular v, which leaves the mean alone. */
static void a_triangular_volatility(void **state)
{
    (void)state;
    const double a = 0.0336, c = 0.04, b = 0.0496;
    Simulated made =
        exact_of(COMPOUND "'growth':0.06,'volatility':{'triangular':[0.0336,0.04,0.0496]}",
                 "'year':2021,'at_least':105");
    double square = (a * a + b * b + c * c + a * b + a * c + b * c) / 6;
    const double raw[] = { 1.06, 1.06 * 1.06 + square }, base[] = { 1, 1 };
    assert_moments(&made, 0, base, "base year");
    assert_moments(&made, 1, raw, "first year");
    simulated_free(&made);
}

typedef struct Law {
    double (*density)(double x);
    double (*factor)(double x, int power); /* the raw moment of a path's level / 100 at a draw x */
    int power;
} Law;

static double weighted(double x, void *context)
{
    const Law *law = context;
    return law->density(x) * law->factor(x, law->power);
}

static void integrate(const Law *law, double from, double until, double raw[2])
{
    gsl_integration_workspace *work = gsl_integration_workspace_alloc(1000);
    for (int power = 1; power <= 2; power++) {
        Law it = *law;
        double error;
        it.power = power;
        gsl_function f = { weighted, &it };
        if (isfinite(until))
            gsl_integration_qag(&f, from, until, 0, 1e-12, 1000, GSL_INTEG_GAUSS61, work,
                                &raw[power - 1], &error);
        else
            gsl_integration_qagiu(&f, from, 0, 1e-12, 1000, work, &raw[power - 1], &error);
    }
    gsl_integration_workspace_free(work);
}

static double uniform(double v)
{
    (void)v;
    return 1 / 0.6;
}

/* With a = 1.06 and noise v e cut at 0: E max(0, a + v e)^k, to the power of two years. */
static double cut_years(double v, int power)
{
    double a = 1.06, above = gsl_cdf_ugaussian_P(a / v), density = gsl_ran_ugaussian_pdf(a / v);
    double once = power == 1 ? a * above + v * density : (a * a + v * v) * above + a * v * density;
    return once * once;
}

static double exponential_years(double v, int power)
{
    return pow(1.06, 3 * power) * exp(3 * power * power * v * v / 2);
}

/* The volatility is one draw for all years. */
static void a_uniform_volatility(void **state)
{
    (void)state;
    double raw[2];
    Simulated made = exact_of(COMPOUND "'growth':0.06,'volatility':{'uniform':[0.3,0.9]}",
                              "'year':2021,'at_least':105");
    integrate(&(Law){ uniform, cut_years, 0 }, 0.3, 0.9, raw);
    assert_moments(&made, 2, raw, "cut at 0");
    simulated_free(&made);
    made = exact_of(GEOMETRIC "'growth':0.06,'volatility':{'uniform':[0.3,0.9]}",
                    "'year':2021,'at_least':105");
    integrate(&(Law){ uniform, exponential_years, 0 }, 0.3, 0.9, raw);
    assert_moments(&made, 3, raw, "exponential");
    simulated_free(&made);
}

static double student(double t)
{
    return gsl_ran_tdist_pdf(t, 3.5);
}

static double heavy_year(double t, int power)
{
    return pow(1.05 + 0.02 * t, power);
}

static double heavy_years(double t, int power)
{
    return pow(1.05 + 0.02 * t, 2 * power);
}

/* Far draws matter: E (1 + m)^k, m of Student's t cut at -1, exists for k < 3.5. */
static void heavy_growth(void **state)
{
    (void)state;
    double raw[2], twice[2];
    Simulated made =
        exact_of(COMPOUND "'growth':{'student_t':[3.5,0.05,0.02]}", "'year':2021,'at_least':105");
    const Fan *fan = &made.forecast->fan[0];
    integrate(&(Law){ student, heavy_year, 0 }, -52.5, INFINITY, raw);
    assert_moments(&made, 1, raw, "one year");
    integrate(&(Law){ student, heavy_years, 0 }, -52.5, INFINITY, twice);
    assert_close(fan->mean[2], 100 * twice[0], 1e-9, "two years");
    assert_true(isnan(fan->sd[2]) && isfinite(fan->mean[3]) && isnan(fan->mean[4]));
    simulated_free(&made);
    made = exact_of(COMPOUND "'growth':{'student_t':[3.5,0.05,0.02]},'draw':'year'",
                    "'year':2021,'at_least':105");
    for (size_t t = 1; t <= 5; t++)
        assert_moments(&made, t, (double[]){ pow(raw[0], (double)t), pow(raw[1], (double)t) },
                       "fresh draws");
    simulated_free(&made);
}

/* E of (1 + a + u d)^4 (1 + a' + u d') over u, by Gauss's rule, exact for polynomials. */
static void linked_growth(void **state)
{
    (void)state;
    double raw[2] = { 0 };
    gsl_integration_glfixed_table *rule = gsl_integration_glfixed_table_alloc(12);
    Simulated made = exact_of(COMPOUND "'growth':{'p':{'uniform':['2%','6%']},"
                                       "'q':{'uniform':['-5%','15%']}},'linked':true",
                              "'year':2021,'at_least':105");
    for (size_t i = 0; i < 12; i++) {
        double u, weight;
        gsl_integration_glfixed_point(0, 1, i, &u, &weight, rule);
        double product = pow(1.02 + 0.04 * u, 4) * (0.95 + 0.2 * u);
        raw[0] += weight * product;
        raw[1] += weight * product * product;
    }
    gsl_integration_glfixed_table_free(rule);
    assert_moments(&made, 5, raw, "linked");
    simulated_free(&made);
}

/* ---- quantiles ---- */

/* Levels 5, 10, 25, 50, 75, 90, 95 %: the least value with at least such a chance below it. */
static void flat_stretches_have_their_lower_end(void **state)
{
    (void)state;
    static const struct {
        const char *growth;
        double least, median;
    } law[] = { { "'growth':'10%'", 110, 220 },
                { "'growth':{'uniform':[0,'10%']}", 110, 220 },
                { "'growth':{'discrete':[[0,1],[0.1,3]]}", 110, 220 } };
    for (size_t i = 0; i < sizeof law / sizeof *law; i++) {
        char *text = text_format("'model':'compound',%s,'base':{'discrete':[[100,1],[200,1],"
                                 "[300,2]]}",
                                 law[i].growth);
        Simulated made = exact_of(text, "'year':2021,'at_least':105");
        const Fan *fan = &made.forecast->fan[0];
        assert_close(fan->quantile[QUANTILE_25][0], 100, 1e-9, text);
        assert_close(fan->quantile[QUANTILE_50][0], 200, 1e-9, text);
        assert_close(fan->quantile[QUANTILE_25][1], law[i].least, 1e-9, text);
        assert_close(fan->quantile[QUANTILE_50][1], law[i].median, 1e-9, text);
        assert_true(fan->quantile_error[QUANTILE_50][1] < 1e-9);
        assert_close(made.forecast->target[0].median, law[i].median, 1e-9, text);
        simulated_free(&made);
        free(text);
    }
}

/* ---- errors ---- */

typedef struct Chanced {
    const char *indicator, *target;
    double truth;
} Chanced;

static void assert_chanced(const Chanced *it)
{
    Simulated made = exact_of(it->indicator, it->target);
    const Chance *chance = &made.forecast->target[0].chance;
    char *what = text_format("%s, %s", it->indicator, it->target);
    assert_close(chance->probability, it->truth, chance->standard_error + 4e-16, what);
    assert_true(chance->standard_error >= 1e-12 && chance->standard_error < 1e-9);
    simulated_free(&made);
    free(what);
}

static void errors_cover_the_truth(void **state)
{
    (void)state;
    const double five = pow(1.5, 0.2) - 1, q = 1.2, z = log(1.25) / 0.1;
    const Chanced law[] = {
        { "'model':'compound','base':{'uniform':[90,110]},'growth':0", "'year':2021,'at_least':95",
          0.75 },
        { "'model':'compound','base':{'uniform':[99.9,100.1]},'growth':0",
          "'year':2025,'at_most':100.05", 0.75 },
        { COMPOUND "'growth':{'uniform':[0,0.1]}", "'year':2021,'at_least':102.5", 0.75 },
        { COMPOUND "'growth':{'uniform':[0,0.1]}", "'year':2022,'at_least':110.25", 0.5 },
        { COMPOUND "'growth':{'p':{'uniform':[0,0.1]},'q':0.2}", "'year':2025,'between':[120,145]",
          (pow(145 / 120.0, 0.25) - 1) / 0.1 },
        { COMPOUND "'growth':{'triangular':[0,0.04,0.1]}", "'year':2021,'at_least':102",
          1 - 0.02 * 0.02 / (0.1 * 0.04) },
        { COMPOUND "'growth':{'triangular':[0,0.04,0.1]}", "'growth':[2021,2022],'at_most':'7%'",
          1 - 0.03 * 0.03 / (0.1 * 0.06) },
        { "'model':'compound','base':{'lognormal':[100,0.1]},'growth':0",
          "'year':2021,'at_least':125", gsl_cdf_ugaussian_Q(z) },
        { COMPOUND "'growth':{'lognormal':[0.06,0.5]}", "'year':2021,'at_least':108",
          gsl_cdf_ugaussian_Q(log(0.08 / 0.06) / 0.5) },
        { COMPOUND "'growth':{'normal':['8%','3%']}", "'year':2024,'at_most':150",
          gsl_cdf_ugaussian_P((pow(1.5, 0.25) - 1.08) / 0.03) },
        { COMPOUND "'growth':0.1,'volatility':0.001", "'year':2021,'at_least':110.1",
          gsl_cdf_ugaussian_Q(1) },
        { GEOMETRIC "'growth':0.08,'volatility':0.04", "'year':2025,'at_least':150",
          gsl_cdf_ugaussian_Q(5 * log((1 + five) / 1.08) / (0.04 * sqrt(5))) },
        /* X Y <= q of two uniform factors on [1, 1.2]: the area below a hyperbola */
        { COMPOUND "'growth':{'uniform':[0,0.2]},'draw':'year'", "'year':2022,'at_most':120",
          (q * log(q) - (q - 1)) / 0.04 },
        /* an atom that lies on the bound is within, also where rounding moves it */
        { COMPOUND "'growth':{'discrete':[[0,1],[0.1,2],[0.2,1]]}", "'year':2021,'at_least':110",
          0.75 },
        { COMPOUND "'growth':{'discrete':[[0,1],[0.1,2],[0.2,1]]}", "'year':2024,'at_most':146.41",
          0.75 },
        { COMPOUND "'growth':-0.1,'volatility':0.6", "'year':2021,'at_least':0", 1 },
    };
    for (size_t i = 0; i < sizeof law / sizeof *law; i++)
        assert_chanced(&law[i]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_triangular_volatility),
        cmocka_unit_test(a_uniform_volatility),
        cmocka_unit_test(heavy_growth),
        cmocka_unit_test(linked_growth),
        cmocka_unit_test(flat_stretches_have_their_lower_end),
        cmocka_unit_test(errors_cover_the_truth),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
