/* Which laws the exact method takes, and products without noise, or with too narrow a noise for its
 * grid, against midpoint and Simpson rules of this file. */
#include "tests/support.h"

#include "math/normal.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_randist.h>

#define HEAD "{\"dubao\":1,\"id\":\"t\",\"years\":{\"base\":2020,\"end\":%d},"
#define TAIL "\"simulation\":{\"paths\":131072,\"seed\":5,\"sampling\":\"%s\"}}"

/* A scenario of one indicator without targets. */
static Simulated made_of(int end, const char *indicator, const char *sampling)
{
    char *json = text_format(HEAD "\"periods\":{\"all\":[2021,%d]},"
                                  "\"indicators\":{\"a\":{%s}}," TAIL,
                             end, end, indicator, sampling);
    Simulated made = simulate_from(json, 1);
    assert_string_equal(made.forecast->method, sampling);
    free(json);
    return made;
}

/* ---- a model that does not say its law ---- */

/* Compound growth, but for a factor that never passes 1.65. */
static void simulate_capped(const ModelInput *in, double *restrict level)
{
    size_t n = in->paths;
    memcpy(level, in->row[0][0], n * sizeof *level);
    for (size_t t = 1; t < in->years; t++)
        for (size_t p = 0; p < n; p++)
            level[t * n + p] = level[(t - 1) * n + p] *
                               fmin(1.65, fmax(0, 1 + in->row[1][t][p] + in->noise[t][p]));
}

static Status forecast_capped(Model *model, Simulated *made, const char *sampling, Error *err)
{
    char *json = text_format(HEAD "\"periods\":{\"all\":[2021,2025]},\"indicators\":{\"a\":{"
                                  "\"model\":\"compound\",\"base\":100,\"growth\":\"50%%\","
                                  "\"volatility\":\"30%%\"}},\"targets\":{\"t\":{\"indicator\":"
                                  "\"a\",\"year\":2025,\"at_least\":800}}," TAIL,
                             2025, sampling);
    *made = (Simulated){ .scenario = scenario_from(json) };
    free(json);
    *model = *model_find("compound");
    model->name = "capped";
    model->law = MODEL_LAW_UNSAID;
    model->simulate = simulate_capped;
    made->scenario->indicator[0].model = model;
    SimulateOptions options = { .threads = 1 };
    TRY(project(made->scenario, &made->projection, err));
    return simulate(made->projection, &options, &made->forecast, err);
}

/* The chance by convolution of five factors on a grid of logs, with the atom at log 1.65. */
static void a_law_that_is_not_said_is_simulated(void **state)
{
    (void)state;
    static const char *const refusing[] = { "exact", "preintegration" };
    Simulated made;
    Model model;
    for (size_t i = 0; i < 2; i++) {
        Error err = { 0 };
        assert_int_equal(forecast_capped(&model, &made, refusing[i], &err), STATUS_INVALID);
        assert_non_null(strstr(err.text, "/indicators/a/model: "));
        assert_non_null(strstr(err.text, "capped"));
        simulated_free(&made);
    }
    static const char *const by_paths[] = { "auto", "sobol", "random" };
    for (size_t i = 0; i < 3; i++) {
        Error err = { 0 };
        assert_int_equal(forecast_capped(&model, &made, by_paths[i], &err), STATUS_GOOD);
        const Chance *chance = &made.forecast->target[0].chance;
        assert_string_equal(made.forecast->method, i == 2 ? "random" : "sobol");
        assert_near(chance->probability, 0.213913, chance->standard_error, by_paths[i]);
        simulated_free(&made);
    }
}

/* Rows that its law does not speak of, or no row where it needs one, say nothing. */
static void a_law_speaks_of_all_rows(void **state)
{
    (void)state;
    Model model = *model_find("geometric");
    assert_true(model_says_law(&model));
    model.claims.base = NULL;
    assert_false(model_says_law(&model));
    model = *model_find("elastic");
    model.law = MODEL_LAW_ADDITIVE;
    assert_false(model_says_law(&model));
    model = *model_find("logistic");
    model.law = MODEL_LAW_ADDITIVE;
    assert_false(model_says_law(&model));
}

/* ---- products of two draws ---- */

/* P(base (1 + growth) <= y) = E F_base(y / (1 + growth)), by the midpoint rule over the quantiles
 * of growth. */
typedef struct Product {
    const char *base, *growth;
    double (*base_below)(double x);
    double (*growth_at)(double u);
    int years; /* of one draw of growth */
} Product;

static double product_below(const Product *it, double y)
{
    enum { NODES = 400000 };
    double sum = 0;
    for (int i = 0; i < NODES; i++) {
        double factor = 1 + it->growth_at((i + 0.5) / NODES);
        sum += factor > 0 ? it->base_below(y / pow(factor, it->years)) : 1;
    }
    return sum / NODES;
}

static double rising_triangle(double x) /* triangular [61.03, 181.8, 181.8] */
{
    double share = fmin(fmax((x - 61.03) / (181.8 - 61.03), 0), 1);
    return share * share;
}

static double narrow_triangle(double x) /* triangular [119, 119, 121] */
{
    double share = fmin(fmax((121 - x) / 2, 0), 1);
    return 1 - share * share;
}

static double beta_1_20(double x)
{
    return x >= 1 ? 1 : -expm1(20 * log1p(-x));
}

static double root_beta(double x) /* beta(0.5, 0.5), the arcsine law */
{
    return x >= 1 ? 1 : 2 / M_PI * asin(sqrt(x));
}

static double metalog_growth(double u) /* through 0.04375, 0.075, 0.111018 at 5, 50, 95 % */
{
    double l = log(u / (1 - u)), end = log(19.0);
    double a2 = (0.111018 - 0.04375) / 2 / end, a3 = (0.111018 + 0.04375 - 0.15) / 0.9 / end;
    return 0.075 + a2 * l + a3 * (u - 0.5) * l;
}

static double normal_growth(double u)
{
    return 0.15 + 0.05 * normal_quantile(u);
}

static double narrow_uniform(double u)
{
    return 0.07 + 0.0001 * u;
}

static double cauchy_growth(double u)
{
    return 0.07 - 0.02 / tan(M_PI * u);
}

static const Product products[] = {
    { "{\"triangular\":[61.03,181.8,181.8]}",
      "{\"metalog\":{\"0.05\":0.04375,\"0.5\":0.075,\"0.95\":0.111018}}", rising_triangle,
      metalog_growth, 1 },
    { "{\"beta\":[1,20]}", "{\"normal\":[0.15,0.05]}", beta_1_20, normal_growth, 1 },
    { "{\"beta\":[0.5,0.5]}", "{\"uniform\":[0.07,0.0701]}", root_beta, narrow_uniform, 3 },
    { "{\"triangular\":[119,119,121]}", "{\"normal\":[0.15,0.05]}", narrow_triangle, normal_growth,
      2 },
    { "{\"triangular\":[119,119,121]}", "{\"student_t\":[1,0.07,0.02]}", narrow_triangle,
      cauchy_growth, 1 },
};

static void products_of_two_draws_keep_their_steps(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof products / sizeof *products; i++) {
        const Product *it = &products[i];
        char *indicator =
            text_format("\"model\":\"compound\",\"base\":%s,\"growth\":%s", it->base, it->growth);
        Simulated made = made_of(2020 + it->years, indicator, "exact");
        const Fan *fan = &made.forecast->fan[0];
        size_t t = (size_t)it->years;
        for (size_t q = 0; q < QUANTILES; q++) {
            double below = product_below(it, fan->quantile[q][t]);
            if (!(fabs(below - quantile_levels[q]) < 2e-6))
                fail_msg("%s, quantile %g: %.10g", indicator, quantile_levels[q], below);
            assert_true(fan->quantile_error[q][t] < 1e-7 * fan->quantile[q][t]);
        }
        simulated_free(&made);
        free(indicator);
    }
}

/* The values that stand in the table of cases: its own quadrature. */
static void a_narrow_growth_on_a_wide_base(void **state)
{
    (void)state;
    Simulated made = made_of(2021,
                             "\"model\":\"compound\",\"base\":{\"triangular\":[61.03,181.8,181.8]},"
                             "\"growth\":{\"metalog\":{\"0.05\":0.04375,\"0.5\":0.075,"
                             "\"0.95\":0.111018}}",
                             "exact");
    assert_true(fabs(made.forecast->fan[0].quantile[QUANTILE_50][1] - 157.4328) < 1e-4);
    assert_true(fabs(1 - product_below(&products[0], 106) - 0.9032) < 5e-5);
    simulated_free(&made);
}

/* ---- several yearly draws ---- */

enum { POINTS = 4000, NODES = 4000 };
static const double step = 2.5e-4, start = -0.3; /* of logs */

/* P(the product of years factors 1 + t_5 <= exp(x)) at the points of the table, by the midpoint
 * rule over the quantiles of the last factor and lines between the points of those before. */
static void convolve(size_t years, double *below)
{
    static double factor[NODES], before[POINTS];
    for (size_t i = 0; i < NODES; i++)
        factor[i] =
            log(fmax(1.07 + 0.012 * gsl_cdf_tdist_Pinv(((double)i + 0.5) / NODES, 5), 1e-9));
    for (size_t k = 0; k < POINTS; k++)
        below[k] = gsl_cdf_tdist_P(expm1(start + step * (double)k) / 0.012 - 0.07 / 0.012, 5);
    for (size_t year = 2; year <= years; year++) {
        memcpy(before, below, sizeof before);
        for (size_t k = 0; k < POINTS; k++) {
            double sum = 0;
            for (size_t i = 0; i < NODES; i++) {
                double at = (double)k - factor[i] / step,
                       low = fmin(fmax(floor(at), 0), POINTS - 2);
                double share = fmin(fmax(at - low, 0), 1);
                sum += (1 - share) * before[(size_t)low] + share * before[(size_t)low + 1];
            }
            below[k] = sum / NODES;
        }
    }
}

/* Growth without noise drawn each year with heavy tails: all may be lost, and the tails are long.
 */
static void heavy_tailed_growth_drawn_each_year(void **state)
{
    (void)state;
    static double below[POINTS];
    convolve(4, below);
    Simulated made = made_of(2030,
                             "\"model\":\"compound\",\"base\":100,\"draw\":\"year\","
                             "\"growth\":{\"student_t\":[5,0.07,0.012]}",
                             "exact");
    const Fan *fan = &made.forecast->fan[0];
    for (size_t q = 0; q < QUANTILES; q++) {
        double at = (log(fan->quantile[q][4] / 100) - start) / step;
        size_t k = (size_t)at;
        double truth = below[k] + (at - (double)k) * (below[k + 1] - below[k]);
        assert_true(fabs(truth - quantile_levels[q]) < 2e-5);
    }
    for (int t = 1; t <= 10; t++) { /* independent years: moments are products */
        double mean = 100 * pow(1.07, t), square = 1.07 * 1.07 + 0.012 * 0.012 * 5 / 3;
        assert_true(isnan(fan->mean[t]) || fabs(fan->mean[t] - mean) < 1e-6 * mean);
        assert_true(isnan(fan->sd[t]) ||
                    fabs(fan->sd[t] - 100 * sqrt(pow(square, t) - pow(1.07, 2 * t))) < 1e-3);
    }
    simulated_free(&made);
}

/* ---- noise that is narrow beside the range of the law ---- */

static double symmetric_triangle(double x) /* triangular [90, 120, 150] */
{
    double left = fmin(fmax((x - 90) / 30, 0), 1), right = fmin(fmax((150 - x) / 30, 0), 1);
    return x < 120 ? left * left / 2 : 1 - right * right / 2;
}

/* P(B exp(v e) <= y) = E F_B(y exp(-v e)) for e of Student's t with three degrees of freedom and
 * variance 1, whose tails make the range of logs so wide that samples of its body lie far apart. */
static void a_heavy_noise_that_is_narrow_beside_its_range(void **state)
{
    (void)state;
    enum { STEPS = 40000, SIZES = 200 };
    static double e[STEPS];
    Simulated made = made_of(2021,
                             "\"model\":\"geometric\",\"base\":{\"triangular\":[90,120,150]},"
                             "\"growth\":0.1,\"volatility\":{\"lognormal\":[0.05,0.2]},"
                             "\"shock\":{\"student_t\":3}",
                             "exact");
    const Fan *fan = &made.forecast->fan[0];
    for (int i = 0; i < STEPS; i++)
        e[i] = gsl_cdf_tdist_Pinv((i + 0.5) / STEPS, 3) / sqrt(3);
    for (size_t q = 0; q < QUANTILES; q += 3) {
        double sum = 0, y = fan->quantile[q][1] / 1.1;
        for (int k = 0; k < SIZES; k++) {
            double v = 0.05 * exp(0.2 * normal_quantile((k + 0.5) / SIZES));
            for (int i = 0; i < STEPS; i++)
                sum += symmetric_triangle(y * exp(-v * e[i])) / STEPS / SIZES;
        }
        assert_true(fabs(sum - quantile_levels[q]) < 2e-5);
    }
    simulated_free(&made);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_law_that_is_not_said_is_simulated),
        cmocka_unit_test(a_law_speaks_of_all_rows),
        cmocka_unit_test(products_of_two_draws_keep_their_steps),
        cmocka_unit_test(a_narrow_growth_on_a_wide_base),
        cmocka_unit_test(heavy_tailed_growth_drawn_each_year),
        cmocka_unit_test(a_heavy_noise_that_is_narrow_beside_its_range),
    };
    start_math();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
