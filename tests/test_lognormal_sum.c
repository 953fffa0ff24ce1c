/* The law of sums of lognormals against closed forms and quadratures of GSL. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "math/lognormal_sum.h"
#include "math/normal.h"
#include "math/start.h"

#include <gsl/gsl_integration.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

static NormalPoints points_of(size_t dimensions, size_t length, uint64_t seed)
{
    NormalPoints points = { .dimensions = dimensions, .replicates = 16, .length = length };
    Error err = { 0 };
    assert_int_equal(normal_points_make(&points, stream_of(seed, "test"), &err), STATUS_GOOD);
    return points;
}

static LognormalSum *sum_of(const LognormalLaw *law, double about, const NormalPoints *points)
{
    LognormalSum *sum = NULL;
    Error err = { 0 };
    if (lognormal_sum_new(&sum, law, about, points, &err) != STATUS_GOOD)
        fail_msg("%s", err.text);
    return sum;
}

static void assert_close(double value, double truth, double limit, const char *what)
{
    if (!(fabs(value - truth) <= limit))
        fail_msg("%s: %.15g is %.2g from %.15g", what, value, value - truth, truth);
}

static void one_term_is_lognormal(void **state)
{
    (void)state;
    static const double mean[] = { 4.5 }, variance[] = { 0.09 };
    const LognormalLaw law = { 1, mean, variance };
    NormalPoints points = points_of(0, 4, 1);
    LognormalSum *sum = sum_of(&law, NAN, &points);
    assert_close(lognormal_sum_mean(&law), exp(4.545), 1e-12, "mean");
    assert_close(lognormal_sum_sd(&law), exp(4.545) * sqrt(expm1(0.09)), 1e-12, "sd");
    for (double x = 20; x < 400; x *= 1.3) {
        NormalEstimate below = lognormal_sum_within(sum, -INFINITY, x);
        NormalEstimate above = lognormal_sum_within(sum, x, INFINITY);
        double score = (log(x) - 4.5) / 0.3;
        assert_close(below.value, normal_cdf(score), 1e-14, "below");
        assert_close(above.value / normal_cdf(-score), 1, 1e-12, "above, to the end of the tail");
        assert_true(below.error == 0 && above.error == 0);
    }
    for (double p = 1e-6; p < 1; p += 0.0999) {
        NormalEstimate x = lognormal_sum_quantile(sum, p);
        double exact = exp(4.5 + 0.3 * normal_quantile(p));
        assert_close(x.value / exact, 1, 1e-12, "quantile");
        assert_true(x.error == 0);
    }
    assert_true(lognormal_sum_within(sum, -INFINITY, 0).value == 0);
    assert_true(lognormal_sum_within(sum, 0, INFINITY).value == 1);
    assert_true(lognormal_sum_within(sum, 60, 50).value == 0);
    lognormal_sum_free(sum);
    normal_points_free(&points);
}

/* All logs move with one score s: T(s) is known, so P(T <= T(s)) is the normal cdf of s. */
static void perfectly_correlated_terms_are_one_score(void **state)
{
    (void)state;
    static const double mean[] = { 4, 3, 5, 1 }, sd[] = { 0.1, 0.5, 0, 1.5 };
    double covariance[16];
    for (size_t i = 0; i < 16; i++)
        covariance[i] = sd[i / 4] * sd[i % 4];
    const LognormalLaw law = { 4, mean, covariance };
    NormalPoints points = points_of(3, 64, 1);
    LognormalSum *sum = sum_of(&law, NAN, &points);
    for (double s = -5; s <= 5; s += 0.5) {
        double x = 0;
        for (size_t i = 0; i < 4; i++)
            x += exp(mean[i] + sd[i] * s);
        assert_close(lognormal_sum_within(sum, 0, x).value, normal_cdf(s), 1e-11, "below");
        assert_close(lognormal_sum_quantile(sum, normal_cdf(s)).value / x, 1, 1e-9, "quantile");
    }
    assert_true(lognormal_sum_within(sum, 0, exp(5)).value < 1e-300); /* the part that is fixed */
    lognormal_sum_free(sum);
    normal_points_free(&points);
}

/* ---- two terms by quadrature ---- */

typedef struct Pair {
    double mean[2], sd[2], correlation, x;
    int power; /* of T, for moments; 0: the cdf at x */
} Pair;

/* Given the first score, P(exp(y2) <= x - exp(y1)), times the density of the score. */
static double given_first(double z, void *context)
{
    const Pair *pair = context;
    double density = exp(-z * z / 2) / sqrt(2 * M_PI);
    double first = exp(pair->mean[0] + pair->sd[0] * z), left = pair->x - first;
    double mean = pair->mean[1] + pair->sd[1] * pair->correlation * z;
    double sd = pair->sd[1] * sqrt(1 - pair->correlation * pair->correlation);
    if (pair->power == 1)
        return density * (first + exp(mean + sd * sd / 2));
    if (pair->power == 2)
        return density *
               (first * first + 2 * first * exp(mean + sd * sd / 2) + exp(2 * mean + 2 * sd * sd));
    return left > 0 ? density * normal_cdf((log(left) - mean) / sd) : 0;
}

/* To where the first term alone is too much, if that is a cdf. */
static double integral(Pair *pair)
{
    gsl_integration_workspace *work = gsl_integration_workspace_alloc(2000);
    gsl_function f = { given_first, pair };
    double end = pair->power ? 12 : fmin((log(pair->x) - pair->mean[0]) / pair->sd[0], 12);
    double value = 0, error;
    if (end > -12)
        assert_int_equal(gsl_integration_qag(&f, -12, end, 1e-13, 1e-12, 2000, GSL_INTEG_GAUSS31,
                                             work, &value, &error),
                         0);
    gsl_integration_workspace_free(work);
    return value;
}

static const Pair pairs[] = {
    { { 4, 4 }, { 0.2, 0.2 }, 0, 0, 0 },      { { 4, 4 }, { 0.2, 0.2 }, 0.6, 0, 0 },
    { { 4, 3 }, { 0.05, 0.4 }, 0.3, 0, 0 },   { { 4, 5 }, { 0.3, 0.1 }, -0.3, 0, 0 },
    { { 4, 4.5 }, { 0.2, 0.3 }, -0.8, 0, 0 }, { { 4, 4 }, { 0.2, 0.2 }, -0.5, 0, 0 },
    { { 4, 1 }, { 0.3, 1.2 }, 0.5, 0, 0 },    { { 4, 4 }, { 0.8, 0.8 }, 0.1, 0, 0 },
};

static LognormalLaw law_of(const Pair *pair, double covariance[4])
{
    for (size_t i = 0; i < 4; i++)
        covariance[i] = pair->sd[i / 2] * pair->sd[i % 2] * (i % 3 ? pair->correlation : 1);
    return (LognormalLaw){ 2, pair->mean, covariance };
}

static void two_terms_agree_with_quadrature(void **state)
{
    (void)state;
    NormalPoints points = points_of(1, 1024, 1);
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        Pair pair = pairs[i];
        double covariance[4];
        const LognormalLaw law = law_of(&pair, covariance);
        pair.power = 1;
        double mean = integral(&pair);
        pair.power = 2;
        double sd = sqrt(integral(&pair) - mean * mean);
        assert_close(lognormal_sum_mean(&law) / mean, 1, 1e-10, "mean");
        assert_close(lognormal_sum_sd(&law) / sd, 1, 1e-9, "sd");
        pair.power = 0;
        LognormalSum *middle = sum_of(&law, NAN, &points);
        for (double k = -2; k <= 3; k += 0.5) {
            pair.x = fmax(mean + k * sd, 0.3 * mean);
            LognormalSum *near = sum_of(&law, pair.x, &points), *both[] = { middle, near };
            double truth = integral(&pair);
            for (size_t which = 0; which < 2; which++) {
                NormalEstimate below = lognormal_sum_within(both[which], 0, pair.x);
                NormalEstimate above = lognormal_sum_within(both[which], pair.x, INFINITY);
                assert_close(below.value, truth, 4.5 * below.error + 1e-11, "below");
                assert_close(above.value, 1 - truth, 4.5 * above.error + 1e-11, "above");
                assert_true(below.error < 1e-4);
            }
            NormalEstimate x = lognormal_sum_quantile(near, truth);
            assert_close(x.value, pair.x, 4.5 * x.error + 1e-9 * mean, "quantile");
            lognormal_sum_free(near);
        }
        lognormal_sum_free(middle);
    }
    normal_points_free(&points);
}

/* Over many scrambles the error that is shown is, in the mean square, the error that is made, and
 * there is no bias. */
static void errors_are_honest(void **state)
{
    (void)state;
    enum { SEEDS = 200 };
    Pair pair = pairs[7];
    double covariance[4], made = 0, shown = 0, bias = 0;
    const LognormalLaw law = law_of(&pair, covariance);
    size_t covered = 0;
    pair.x = 150;
    double truth = integral(&pair);
    for (uint64_t seed = 0; seed < SEEDS; seed++) {
        NormalPoints points = points_of(1, 256, seed);
        LognormalSum *sum = sum_of(&law, NAN, &points);
        NormalEstimate below = lognormal_sum_within(sum, 0, pair.x);
        double off = below.value - truth;
        made += off * off / SEEDS;
        bias += off / SEEDS;
        shown += below.error * below.error / SEEDS;
        covered += fabs(off) < 2.13 * below.error; /* 95 % of Student's t with 15 degrees */
        lognormal_sum_free(sum);
        normal_points_free(&points);
    }
    if (!(made < 1.5 * shown && shown < 1.5 * made && fabs(bias) < 4 * sqrt(made / SEEDS) &&
          covered >= SEEDS * 88 / 100))
        fail_msg("errors are %g and shown as %g, bias %g, %zu of %d intervals hold", sqrt(made),
                 sqrt(shown), bias, covered, SEEDS);
}

/* ---- many terms ---- */

/* Eight sectors of industry in their fifth year: shocks of persistence 0.3, correlation 0.6^|i-j|.
 * The truth has an error of 6e-7. */
static void eight_sectors_have_their_chance(void **state)
{
    (void)state;
    static const double base[] = { 20000, 15000, 12000, 9000, 7000, 5000, 4000, 3000 };
    static const double mu[] = { 0.15, 0.17, 0.13, 0.16, 0.14, 0.18, 0.12, 0.2 };
    static const double sigma[] = { 0.04, 0.05, 0.03, 0.06, 0.04, 0.07, 0.03, 0.08 };
    double mean[8], covariance[64], noise = 0;
    for (int from = 1; from <= 5; from++) {
        double load = 0;
        for (int t = from; t <= 5; t++)
            load += pow(0.3, t - from) * (from > 1 ? sqrt(0.91) : 1);
        noise += load * load;
    }
    for (int i = 0; i < 8; i++) {
        mean[i] = log(base[i]) + 5 * mu[i];
        for (int j = 0; j < 8; j++)
            covariance[i * 8 + j] = noise * sigma[i] * sigma[j] * pow(0.6, abs(i - j));
    }
    const LognormalLaw law = { 8, mean, covariance };
    NormalPoints points = points_of(7, 1024, 1);
    LognormalSum *sum = sum_of(&law, 165000, &points);
    NormalEstimate above = lognormal_sum_within(sum, 165000, INFINITY);
    assert_true(above.error < 4e-6);
    assert_close(above.value, 0.4499192, 4 * (above.error + 6e-7), "P(T5 >= 165000)");
    NormalEstimate between = lognormal_sum_within(sum, 150000, 165000);
    assert_close(between.value, 1 - above.value - lognormal_sum_within(sum, 0, 150000).value, 1e-12,
                 "between");
    lognormal_sum_free(sum);
    normal_points_free(&points);
}

static void no_common_direction_is_refused(void **state)
{
    (void)state;
    static const double mean[] = { 4, 4 }, covariance[] = { 0.04, -0.04, -0.04, 0.04 };
    NormalPoints points = points_of(1, 16, 1);
    LognormalSum *sum = NULL;
    Error err = { 0 };
    const LognormalLaw law = { 2, mean, covariance };
    assert_int_equal(lognormal_sum_new(&sum, &law, NAN, &points, &err), STATUS_INVALID);
    assert_null(sum);
    assert_non_null(strstr(err.text, "perfect negative correlations"));
    normal_points_free(&points);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_term_is_lognormal),
        cmocka_unit_test(perfectly_correlated_terms_are_one_score),
        cmocka_unit_test(two_terms_agree_with_quadrature),
        cmocka_unit_test(errors_are_honest),
        cmocka_unit_test(eight_sectors_have_their_chance),
        cmocka_unit_test(no_common_direction_is_refused),
    };
    start_math();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
