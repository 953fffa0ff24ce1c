/* Mixtures of moved laws: whatever they are, weighed points have the law of chance. */
#include "math/mixture.h"
#include "math/normal.h"
#include "math/start.h"
#include "math/stream.h"

#include <math.h>
#include <stdlib.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

enum { DIMENSIONS = 3, POINTS = 4096, DRAWN = 1 << 16, ROW = 64 };

/* The last number starts something with a chance of 0.01. */
static const double chance[DIMENSIONS] = { 0, 0, 0.01 };

static void draw(uint32_t step, double *x, size_t n)
{
    stream_uniforms(stream_of(7, "tilt"), PURPOSE_RARE, step, 0, x, n);
    normal_quantiles(x, x, n);
}

/* Half of the points far out in the first number, half in the second; all start something, and that
 * something is great. */
static void make_points(double *x, double *weight)
{
    double column[POINTS];
    for (uint32_t j = 0; j < DIMENSIONS; j++) {
        draw(j, column, POINTS);
        for (size_t i = 0; i < POINTS; i++)
            x[i * DIMENSIONS + j] = column[i];
    }
    for (size_t i = 0; i < POINTS; i++) {
        x[i * DIMENSIONS + i % 2] += 5;
        x[i * DIMENSIONS + 2] = normal_quantile(0.009 + 0.001 * (double)i / POINTS);
        weight[i] = 1;
    }
}

typedef Status Fit(Tilt *tilt, const TiltPoints *points, Error *err);

static Status fit_mixture(Tilt *tilt, const TiltPoints *points, Error *err)
{
    return mixture_fit(tilt, points, 0, err);
}

static Status fit_one(Tilt *tilt, const TiltPoints *points, Error *err)
{
    return tilt_add(tilt, points, 0.9, err);
}

static void fit_by(Fit *fit, Tilt *tilt)
{
    Error err = { 0 };
    double *x = malloc(POINTS * DIMENSIONS * sizeof *x), *weight = malloc(POINTS * sizeof *weight);
    TiltPoints points = { x, weight, POINTS, POINTS };
    make_points(x, weight);
    assert_int_equal(tilt_new(tilt, DIMENSIONS, chance, &err), STATUS_GOOD);
    assert_int_equal(fit(tilt, &points, &err), STATUS_GOOD);
    free(x);
    free(weight);
}

static void fit(Tilt *tilt)
{
    fit_by(fit_mixture, tilt);
}

static void both_ways_become_parts(void **state)
{
    (void)state;
    Tilt tilt;
    fit(&tilt);
    double sum = 0, far[2] = { 0 };
    for (size_t k = 0; k < tilt.parts; k++) {
        const double *m = tilt.shift + k * DIMENSIONS;
        sum += tilt.share[k];
        far[0] += m[0] > 4 && fabs(m[1]) < 0.5 ? tilt.share[k] : 0;
        far[1] += m[1] > 4 && fabs(m[0]) < 0.5 ? tilt.share[k] : 0;
    }
    assert_true(fabs(sum - 1) < 1e-12 && tilt.share[0] == MIXTURE_PLAIN);
    assert_true(far[0] > 0.35 && far[1] > 0.35);
    tilt_free(&tilt);
}

/* The mean of the weights is 1, and weighed means are those of chance, within 4 standard errors. */
static void weights_bring_back_chance(void **state)
{
    (void)state;
    enum { WHAT = 5 };
    Tilt tilt;
    double *x = malloc(DIMENSIONS * DRAWN * sizeof *x), *u = malloc(DRAWN * sizeof *u);
    double scratch[TILT_PARTS * ROW], weight[ROW], sum[WHAT] = { 0 }, squares[WHAT] = { 0 };
    double truth[WHAT] = { 1, 0.01, 0.001, normal_cdf(-5), 0.001 * normal_cdf(-5) };
    fit(&tilt);
    for (uint32_t j = 0; j < DIMENSIONS; j++)
        draw(10 + j, x + j * DRAWN, DRAWN);
    stream_uniforms(stream_of(7, "tilt"), PURPOSE_RARE, 20, 0, u, DRAWN);
    tilt_move(&tilt, u, x, DRAWN, DRAWN);
    for (size_t i = 0; i < DRAWN; i++) {
        if (i % ROW == 0)
            tilt_weigh(&tilt, x + i, DRAWN, ROW, scratch, weight);
        double w = exp(weight[i % ROW]), start = normal_cdf(x[2 * DRAWN + i]);
        bool far = x[i] > 5, great = start > 0.009 && start < 0.01;
        double value[WHAT] = { w, w * (start < 0.01), w * great, w * far, w * (far && great) };
        assert_true(w <= 1 / MIXTURE_PLAIN + 1e-9);
        for (size_t k = 0; k < WHAT; k++) {
            sum[k] += value[k] / DRAWN;
            squares[k] += value[k] * value[k] / DRAWN;
        }
    }
    for (size_t k = 0; k < WHAT; k++) {
        double error = sqrt((squares[k] - sum[k] * sum[k]) / DRAWN);
        if (!(fabs(sum[k] - truth[k]) <= 4 * error && (k < 4 || error < 0.05 * truth[k])))
            fail_msg("%zu: %g +- %g, not %g", k, sum[k], error, truth[k]);
    }
    tilt_free(&tilt);
    free(x);
    free(u);
}

/* In a longer list, and beside itself, the mixture has the same density. */
static void placed_and_joined_the_density_is_the_same(void **state)
{
    (void)state;
    enum { LONGER = 5 };
    static const double chances[LONGER] = { 0.2, 0, 0.01, 0, 0 };
    static const size_t place[DIMENSIONS] = { 1, 4, 2 };
    Tilt tilt, placed, joined;
    Error err = { 0 };
    double x[DIMENSIONS] = { 4, 1, -2.4 }, longer[LONGER] = { -3, 4, -2.4, 5, 1 };
    double scratch[TILT_PARTS], weight, other;
    fit_by(fit_one, &tilt);
    assert_int_equal(tilt_place(&placed, &tilt, place, LONGER, chances, &err), STATUS_GOOD);
    assert_int_equal(tilt_copy(&joined, &tilt, &err), STATUS_GOOD);
    tilt_join(&joined, &tilt, 0.3);
    tilt_weigh(&tilt, x, 1, 1, scratch, &weight);
    tilt_weigh(&placed, longer, 1, 1, scratch, &other);
    assert_true(fabs(weight - other) < 1e-12 && weight < -3);
    tilt_weigh(&joined, x, 1, 1, scratch, &other);
    assert_true(fabs(weight - other) < 1e-12);
    assert_true(joined.parts == 3);
    tilt_free(&tilt);
    tilt_free(&placed);
    tilt_free(&joined);
}

static void points_without_weight_change_nothing(void **state)
{
    (void)state;
    Tilt tilt;
    Error err = { 0 };
    double x[2 * DIMENSIONS] = { 1, 2, 3 }, weight[2] = { 0 };
    TiltPoints points = { x, weight, 2, 0 };
    assert_int_equal(tilt_new(&tilt, DIMENSIONS, chance, &err), STATUS_GOOD);
    assert_int_equal(mixture_fit(&tilt, &points, 0, &err), STATUS_GOOD);
    assert_true(tilt.parts == 1 && tilt.share[0] == 1);
    tilt_free(&tilt);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(both_ways_become_parts),
        cmocka_unit_test(weights_bring_back_chance),
        cmocka_unit_test(placed_and_joined_the_density_is_the_same),
        cmocka_unit_test(points_without_weight_change_nothing),
    };
    start_math();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
