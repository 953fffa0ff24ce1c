/* Linear programmes whose answers are known: a textbook's, one without a point, one without an end,
 * and one in units far apart. */
#include "math/linear_programme.h"

#include "tests/support.h"

/* Most of 3 x + 5 y with x <= 4, 2 y <= 12, 3 x + 2 y <= 18 is 36 at (2, 6): Hillier and Lieberman,
 * Introduction to Operations Research, the Wyndor Glass Company. In units of `unit`. */
static void check_wyndor(double unit)
{
    LinearProgramme *it = NULL;
    LinearAnswer answer;
    Error err = { 0 };
    const size_t both[] = { 0, 1 };
    assert_int_equal(linear_programme_new(&it, 2, &err), STATUS_GOOD);
    linear_programme_column(it, 0, 0, INFINITY, unit);
    linear_programme_column(it, 1, 0, INFINITY, 1);
    linear_programme_aim(it, 0, 3 / unit);
    linear_programme_aim(it, 1, 5);
    const double first[] = { 1, 0 }, second[] = { 0, 2 }, third[] = { 3 / unit, 2 };
    linear_programme_row(it, -INFINITY, 4 * unit, both, first, 1, &err);
    linear_programme_row(it, -INFINITY, 12, both + 1, second + 1, 1, &err);
    linear_programme_row(it, -INFINITY, 18, both, third, 2, &err);
    assert_int_equal(linear_programme_solve(it, true, &answer, &err), STATUS_GOOD);
    assert_int_equal(answer, LINEAR_FOUND);
    assert_true(fabs(linear_programme_objective(it) - 36) < 1e-9);
    assert_true(fabs(linear_programme_value(it, 0) / unit - 2) < 1e-9);
    assert_true(fabs(linear_programme_value(it, 1) - 6) < 1e-9);
    assert_false(linear_programme_rests_on(it, 0));
    assert_true(linear_programme_rests_on(it, 1) && linear_programme_rests_on(it, 2));
    linear_programme_row(it, 20, INFINITY, both, third, 2, &err);
    assert_int_equal(linear_programme_solve(it, true, &answer, &err), STATUS_GOOD);
    assert_int_equal(answer, LINEAR_INFEASIBLE);
    linear_programme_free(it);
}

static void answers_are_known(void **state)
{
    (void)state;
    check_wyndor(1);
    check_wyndor(1e9);
    check_wyndor(1e-6);
}

static void without_an_end(void **state)
{
    (void)state;
    LinearProgramme *it = NULL;
    LinearAnswer answer;
    Error err = { 0 };
    assert_int_equal(linear_programme_new(&it, 1, &err), STATUS_GOOD);
    linear_programme_column(it, 0, 3, INFINITY, 1);
    linear_programme_aim(it, 0, 1);
    assert_int_equal(linear_programme_solve(it, true, &answer, &err), STATUS_GOOD);
    assert_int_equal(answer, LINEAR_UNBOUNDED);
    assert_int_equal(linear_programme_solve(it, false, &answer, &err), STATUS_GOOD);
    assert_int_equal(answer, LINEAR_FOUND);
    assert_true(linear_programme_value(it, 0) == 3);
    linear_programme_free(it);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(answers_are_known),
        cmocka_unit_test(without_an_end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
