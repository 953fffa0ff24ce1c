/* The normal distribution: published quantiles, round trips, and the batch against the scalar. */
#include "math/normal.h"

#include <math.h>
#include <string.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

typedef struct Known {
    double u, z;
} Known;

/* Wichura (1988) prints 0.25, 0.001 and 1e-20; the others solve erfc(-z / sqrt 2) / 2 = u with 50
 * digits, for u as the double nearest to what is written. */
static const Known known[] = {
    { 0.25, -0.6744897501960817432 },   { 0.001, -3.0902323061678135354 },
    { 1e-20, -9.2623400897984075796 },  { 0.5, 0 },
    { 1e-300, -37.047096299361199237 }, { 1e-100, -21.273453560965324294 },
    { 1e-10, -6.3613409024040561991 },  { 1.388794386496402e-11, -6.6579046435011036008 },
    { 1e-6, -4.7534243088228989573 },   { 0.025, -1.9599639845400542118 },
    { 0.05, -1.644853626951472688 },    { 0.0749999, -1.4395321773759005864 },
    { 0.075, -1.4395314709384559349 },  { 0.1, -1.2815515655446004353 },
    { 0.4, -0.25334710313579974132 },   { 0.49999999, -2.5066282733116223143e-8 },
    { 0.6, 0.25334710313579974132 },    { 0.8413447460685429, 0.99999999999999990574 },
    { 0.9, 1.2815515655446005935 },     { 0.925, 1.4395314709384562291 },
    { 0.95, 1.6448536269514722843 },    { 0.975, 1.9599639845400538556 },
    { 0.99, 2.3263478740408407676 },    { 0.999, 3.0902323061678132778 },
};

static void quantiles_are_the_published_ones(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        assert_true(fabs(normal_quantile(known[i].u) - known[i].z) <= 1e-15 * fabs(known[i].z));
}

/* The condition of the round trip in the tail: an error of z moves Phi by z^2 of it. */
static void the_cdf_undoes_the_quantile(void **state)
{
    (void)state;
    for (double logit = -690; logit <= 690; logit += 0.37) {
        double end = 1 / (1 + exp(fabs(logit))); /* distance from the nearer end */
        double u = logit < 0 ? end : 1 - end;
        double z = normal_quantile(u);
        if (!(u < 1))
            continue;
        double tail = logit < 0 ? u : 1 - u;
        assert_true(fabs(normal_cdf(-fabs(z)) - tail) <= 1e-15 * (2 + z * z) * tail);
        assert_true(logit < 0 ? z < 0 : z > 0);
    }
    assert_true(normal_cdf(0) == 0.5);
    assert_true(normal_cdf(-40) == 0 && normal_cdf(40) == 1);
    assert_true(fabs(normal_cdf(1.959963984540054) - 0.975) < 1e-15);
    assert_true(fabs(normal_cdf(-6.361340902404056) - 1e-10) < 1e-24);
}

/* Of a multiple of 2^-53 the other end is exact, so both ends must give the same digits. */
static void quantiles_are_symmetric(void **state)
{
    (void)state;
    for (double u = 0x1p-53; u < 0.5; u = floor(u * 1.07 * 0x1p53 + 1) * 0x1p-53)
        assert_true(normal_quantile(1 - u) == -normal_quantile(u));
}

/* The three pieces of the approximation must meet: at 0.075 and at exp(-25). */
static void quantiles_rise_across_the_seams(void **state)
{
    (void)state;
    static const double seams[] = { 0.075, 0.925, 1.388794386496402e-11, 0.5 };
    for (size_t i = 0; i < sizeof seams / sizeof *seams; i++) {
        double step = 1e-13 * fmin(seams[i], 1 - seams[i]), before = -INFINITY;
        step = fmax(step, 0x1p-53 * seams[i] * 4);
        for (int k = -1000; k <= 1000; k++) {
            double z = normal_quantile(seams[i] + k * step);
            assert_true(z >= before - 1e-15 * fabs(z));
            before = z;
        }
    }
}

enum { MOST = 2000 };

static double grid(size_t i)
{
    return ((double)(i * 7919 % MOST) + 0.5) / MOST * (i % 5 ? 1 : 1e-9);
}

static void a_batch_gives_the_bits_of_the_scalar(void **state)
{
    (void)state;
    static const size_t sizes[] = { 0, 1, 2, 255, 256, 257, 512, 1000, MOST };
    double u[MOST], z[MOST + 1], alone[MOST];
    for (size_t i = 0; i < MOST; i++) {
        u[i] = grid(i);
        alone[i] = normal_quantile(u[i]);
    }
    for (size_t s = 0; s < sizeof sizes / sizeof *sizes; s++) {
        size_t n = sizes[s];
        for (size_t i = 0; i <= MOST; i++)
            z[i] = -99;
        normal_quantiles(u, z, n);
        if (n)
            assert_memory_equal(z, alone, n * sizeof *z);
        assert_true(z[n] == -99);
        memcpy(z, u, sizeof u);
        normal_quantiles(z, z, n);
        if (n)
            assert_memory_equal(z, alone, n * sizeof *z);
        assert_true(n == MOST || z[n] == u[n]);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(quantiles_are_the_published_ones),
        cmocka_unit_test(the_cdf_undoes_the_quantile),
        cmocka_unit_test(quantiles_are_symmetric),
        cmocka_unit_test(quantiles_rise_across_the_seams),
        cmocka_unit_test(a_batch_gives_the_bits_of_the_scalar),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
