/* Counts as quantiles of normal scores: against those of SciPy 1.10 (poisson.ppf, nbinom.ppf). */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "math/count.h"
#include "math/normal.h"
#include "math/start.h"

#include <gsl/gsl_cdf.h>

enum { SCORES = 7 };

static const double scores[SCORES] = { -6, -2, -0.5, 0.1, 1, 3, 6 };

static const struct {
    double mean, dispersion;
    double count[SCORES];
} known[] = {
    { 0.3, 0, { 0, 0, 0, 0, 1, 3, 8 } },
    { 2.2, 0, { 0, 0, 1, 2, 4, 8, 16 } },
    { 40, 0, { 9, 28, 37, 40, 46, 60, 83 } },
    { 75, 0, { 29, 58, 71, 76, 84, 102, 132 } },
    { 3600, 0, { 3246, 3481, 3570, 3606, 3660, 3781, 3966 } },
    { 2.2, 0.5, { 0, 0, 1, 2, 4, 13, 36 } },
    { 12, 0.1, { 0, 4, 9, 12, 17, 32, 64 } },
    { 400, 0.02, { 133, 289, 368, 403, 460, 603, 864 } },
};
enum { KNOWN = sizeof known / sizeof *known };

static void quantiles_are_those_published(void **state)
{
    (void)state;
    for (size_t i = 0; i < KNOWN; i++)
        for (size_t k = 0; k < SCORES; k++)
            assert_true(count_quantile(scores[k], known[i].mean, known[i].dispersion) ==
                        known[i].count[k]);
}

/* Runs of one law share a table: the numbers are the same. */
static void many_at_once_are_the_same(void **state)
{
    (void)state;
    enum { N = 3 * KNOWN * SCORES };
    double score[N], mean[N], dispersion[N], count[N];
    for (size_t i = 0; i < N; i++) {
        size_t law = i / SCORES % KNOWN;
        score[i] = scores[i % SCORES];
        mean[i] = known[law].mean;
        dispersion[i] = known[law].dispersion;
    }
    count_quantiles(score, mean, dispersion, count, N);
    for (size_t i = 0; i < N; i++)
        assert_true(count[i] == known[i / SCORES % KNOWN].count[i % SCORES]);
}

/* By definition: P(count <= k) reaches the probability of the score at k and not before. */
static void a_quantile_is_the_least_count_that_reaches_it(void **state)
{
    (void)state;
    for (double mean = 0.01; mean < 2000; mean *= 1.37)
        for (double score = -5; score <= 5; score += 0.37) {
            double k = count_quantile(score, mean, 0), u = normal_cdf(score);
            assert_true(gsl_cdf_poisson_P((unsigned)k, mean) >= u * (1 - 1e-12));
            if (k > 0)
                assert_true(gsl_cdf_poisson_P((unsigned)k - 1, mean) < u * (1 + 1e-12));
        }
}

static void the_ends_are_counts(void **state)
{
    (void)state;
    assert_true(count_quantile(3, 0, 0) == 0);
    assert_true(count_quantile(-40, 1e6, 0) >= 0);
    assert_true(count_quantile(40, 2, 0) < 100);
    assert_true(count_quantile(40, 1e6, 0.5) < 1e9);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(quantiles_are_those_published),
        cmocka_unit_test(many_at_once_are_the_same),
        cmocka_unit_test(a_quantile_is_the_least_count_that_reaches_it),
        cmocka_unit_test(the_ends_are_counts),
    };
    start_math();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
