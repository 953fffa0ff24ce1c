/* Wilson's interval: a published case, the ends, and its coverage by exact binomial sums. */
#include "math/interval.h"

#include <math.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void a_known_interval(void **state)
{
    (void)state;
    double interval[2];
    interval_wilson(512 / 1000.0, 1000, INTERVAL_Z95, interval);
    assert_true(fabs(interval[0] - 0.481033) < 5e-7 && fabs(interval[1] - 0.542876) < 5e-7);
    /* both ends solve (p - x)^2 = z^2 x (1 - x) / n, the definition (Wilson 1927) */
    for (int i = 0; i < 2; i++) {
        double x = interval[i], z = INTERVAL_Z95;
        assert_true(fabs((0.512 - x) * (0.512 - x) - z * z * x * (1 - x) / 1000) < 1e-15);
    }
}

static void certain_events_have_an_interval_too(void **state)
{
    (void)state;
    static const double trials[] = { 1, 10, 1000, 1e9 };
    for (size_t i = 0; i < sizeof trials / sizeof *trials; i++) {
        double none[2], all[2], z = INTERVAL_Z95, width = z * z / (trials[i] + z * z);
        interval_wilson(0, trials[i], z, none);
        interval_wilson(1, trials[i], z, all);
        assert_true(none[0] == 0 && all[1] == 1);
        assert_true(fabs(none[1] / width - 1) < 1e-12);
        assert_true(fabs(1 - all[0] - width) < 1e-15);
    }
}

static void the_interval_is_symmetric_and_holds_the_share(void **state)
{
    (void)state;
    for (int hits = 0; hits <= 40; hits++) {
        double a[2], b[2];
        interval_wilson(hits / 40.0, 40, INTERVAL_Z95, a);
        interval_wilson((40 - hits) / 40.0, 40, INTERVAL_Z95, b);
        assert_true(fabs(a[0] + b[1] - 1) < 1e-15 && fabs(a[1] + b[0] - 1) < 1e-15);
        assert_true(a[0] >= 0 && a[0] <= hits / 40.0 && a[1] >= hits / 40.0 && a[1] <= 1);
    }
}

static double binomial(int hits, int n, double p)
{
    return exp(lgamma(n + 1) - lgamma(hits + 1) - lgamma(n - hits + 1) + hits * log(p) +
               (n - hits) * log1p(-p));
}

/* The chance that the interval of 50 trials holds p; nominally 0.95. */
static void coverage_is_near_what_is_said(void **state)
{
    (void)state;
    enum { TRIALS = 50 };
    static const double shares[] = { 0.02, 0.05, 0.1, 0.2, 0.3, 0.5, 0.65, 0.8, 0.9, 0.97 };
    double mean = 0;
    for (size_t i = 0; i < sizeof shares / sizeof *shares; i++) {
        double covered = 0, interval[2];
        for (int hits = 0; hits <= TRIALS; hits++) {
            interval_wilson(hits / (double)TRIALS, TRIALS, INTERVAL_Z95, interval);
            if (interval[0] <= shares[i] && shares[i] <= interval[1])
                covered += binomial(hits, TRIALS, shares[i]);
        }
        assert_true(covered >= 0.9);
        mean += covered * sizeof *shares / sizeof shares;
    }
    assert_true(mean > 0.94 && mean < 0.97);
}

/* Against sums of the binomial law. */
static void tails_are_binomial(void **state)
{
    (void)state;
    const double n = 40, p = 0.07;
    double below = 0, term = pow(1 - p, n);
    for (double k = 0; k <= n; k++) {
        assert_true(fabs(interval_at_least(k, n, p) - (1 - below)) < 1e-13);
        below += term;
        assert_true(fabs(interval_at_most(k, n, p) - below) < 1e-13);
        term *= (n - k) / (k + 1) * p / (1 - p);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_known_interval),
        cmocka_unit_test(certain_events_have_an_interval_too),
        cmocka_unit_test(the_interval_is_symmetric_and_holds_the_share),
        cmocka_unit_test(coverage_is_near_what_is_said),
        cmocka_unit_test(tails_are_binomial),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
