/* The yearly shares of a rise, against closed forms and the mean of many points. */
#include "tests/support.h"

#include "math/ramp.h"

/* What rises from the point in time `start` on, as year after year sees it. */
static void known_shares(void **state)
{
    (void)state;
    static const struct {
        double start, ramp;
        int year;
        double share;
    } known[] = {
        { 2022.75, 2, 2021, 0 },       { 2022.75, 2, 2022, 1.0 / 64 },
        { 2022.75, 2, 2023, 3.0 / 8 }, { 2022.75, 2, 2024, 55.0 / 64 },
        { 2022.75, 2, 2025, 1 },       { 2022, 1, 2021, 0 },
        { 2022, 1, 2022, 0.5 },        { 2022, 1, 2023, 1 },
        { 2022.5, 0, 2021, 0 },        { 2022.5, 0, 2022, 0.5 },
        { 2022.5, 0, 2023, 1 },        { 2022, 0, 2021, 0 },
        { 2022, 0, 2022, 1 },          { 2022.25, 0.5, 2022, 0.5 },
        { 2022, 0.5, 2022, 0.75 },     { 2020, 10, 2024, 0.45 },
        { 2023, 4, 2023, 1.0 / 8 },    { 2023, 4, 2026, 7.0 / 8 },
        { 1000.3, 0.7, 2026, 1 },      { 2022.999, 200, 2022, 2.5e-9 },
    };
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        double share = ramp_share(known[i].year - known[i].start, known[i].ramp);
        double limit = known[i].share == 0 || known[i].share == 1 ? 0 : 1e-12;
        if (!(fabs(share - known[i].share) <= limit))
            fail_msg("from %g within %g, %d: %.17g", known[i].start, known[i].ramp, known[i].year,
                     share);
    }
}

static void shares_are_means_of_the_year(void **state)
{
    (void)state;
    enum { POINTS = 20000 };
    for (double since = -3; since < 6; since += 0.37)
        for (double ramp = 0; ramp < 5; ramp += 0.61) {
            double sum = 0;
            for (int i = 0; i < POINTS; i++) {
                double x = since + (i + 0.5) / POINTS;
                sum += ramp > 0 ? fmin(fmax(x / ramp, 0), 1) : x >= 0;
            }
            double share = ramp_share(since, ramp);
            assert_true(fabs(share - sum / POINTS) < (ramp > 0 ? 1e-8 : 1e-4));
            assert_true(share >= 0 && share <= 1);
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(known_shares),
        cmocka_unit_test(shares_are_means_of_the_year),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
