/* Boxes planted in a sample are found; what is told of them are counts. */
#include "tests/support.h"

#include "math/prim.h"
#include "math/stream.h"

enum { PATHS = 20000, VARIABLES = 5 };

static double x[VARIABLES][PATHS];
static const double *rows[VARIABLES];
static unsigned char y[PATHS];

/* y = 1 where x0 < 0.3 and x2 > 0.6, but for one path in ten; x3 is a whole number, x4 constant. */
static PrimSample planted(double noise)
{
    double wrong[PATHS];
    for (size_t v = 0; v < VARIABLES; v++) {
        char id[2] = { (char)('a' + v), 0 };
        stream_uniforms(stream_of(5, id), PURPOSE_PARAMETER, 0, 0, x[v], PATHS);
        rows[v] = x[v];
    }
    stream_uniforms(stream_of(5, "noise"), PURPOSE_PARAMETER, 0, 0, wrong, PATHS);
    for (size_t p = 0; p < PATHS; p++) {
        x[3][p] = floor(4 * x[3][p]);
        x[4][p] = 1;
        y[p] = (x[0][p] < 0.3 && x[2][p] > 0.6) != (wrong[p] < noise);
    }
    return (PrimSample){ VARIABLES, PATHS, rows, y };
}

static void check_counts(const PrimSample *sample, const PrimTrajectory *found)
{
    for (size_t k = 0; k < found->boxes; k++) {
        size_t inside, interest;
        prim_count(sample, &found->box[k], VARIABLES, &inside, &interest);
        assert_int_equal(inside, found->box[k].inside);
        assert_int_equal(interest, found->box[k].interest);
        assert_near(prim_density(found, k), (double)interest / (double)inside, 1e-15, "density");
        assert_near(prim_coverage(found, k), (double)interest / (double)found->interest, 1e-15,
                    "coverage");
    }
}

static void test_planted(void **state)
{
    (void)state;
    PrimSample sample = planted(0.1);
    PrimTrajectory found;
    Error err = { 0 };
    assert_int_equal(prim_run(&sample, 0.05, 0.02, &found, &err), STATUS_GOOD);
    size_t best = prim_best(&found);
    const PrimBox *box = &found.box[best];
    /* a face is known to about one peel: 5 % of what is inside */
    assert_near(box->high[0], 0.3, 0.02 / 4, "x0 from above");
    assert_near(box->low[2], 0.6, 0.02 / 4, "x2 from below");
    assert_true(isinf(box->low[0]) && isinf(box->high[2]));
    assert_int_equal(prim_restrictions(&found, best), 2);
    assert_near(prim_density(&found, best), 0.9, 0.02, "density");
    assert_true(prim_quasi_p(&sample, box, 0) < 1e-10 && prim_quasi_p(&sample, box, 2) < 1e-10);
    assert_true(prim_quasi_p(&sample, box, 1) > 0.3); /* restricts nothing */
    check_counts(&sample, &found);
    prim_free(&found);
}

/* Without noise the box is the truth: all of the interest, and no others. */
static void test_exact(void **state)
{
    (void)state;
    PrimSample sample = planted(0);
    PrimTrajectory found;
    Error err = { 0 };
    assert_int_equal(prim_run(&sample, 0.01, 0.02, &found, &err), STATUS_GOOD);
    size_t best = prim_best(&found);
    assert_true(prim_contrast(&found, best) > 0.97);
    assert_true(prim_contrast(&found, 0) == 0);
    check_counts(&sample, &found);
    prim_free(&found);
}

/* Whole numbers are peeled by values: y is where x3 is 2 or more. */
static void test_ties(void **state)
{
    (void)state;
    PrimSample sample = planted(0);
    PrimTrajectory found;
    Error err = { 0 };
    for (size_t p = 0; p < PATHS; p++)
        y[p] = x[3][p] >= 2;
    assert_int_equal(prim_run(&sample, 0.05, 0.02, &found, &err), STATUS_GOOD);
    size_t best = prim_best(&found);
    assert_true(found.box[best].low[3] == 2);
    assert_true(prim_coverage(&found, best) == 1 && prim_density(&found, best) == 1);
    assert_int_equal(prim_restrictions(&found, best), 1);
    prim_free(&found);
}

/* All of interest, or none: the whole space is the only box. */
static void test_degenerate(void **state)
{
    (void)state;
    PrimSample sample = planted(0);
    Error err = { 0 };
    for (unsigned char all = 0; all < 2; all++) {
        PrimTrajectory found;
        memset(y, all, sizeof y);
        assert_int_equal(prim_run(&sample, 0.05, 0.02, &found, &err), STATUS_GOOD);
        assert_int_equal(found.boxes, 1);
        assert_int_equal(prim_best(&found), 0);
        prim_free(&found);
    }
}

int main(void)
{
    start_math();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_planted),
        cmocka_unit_test(test_exact),
        cmocka_unit_test(test_ties),
        cmocka_unit_test(test_degenerate),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
