/* Sobol' indices against those of Ishigami and Homma's function, sin x1 + 7 sin^2 x2 + 0.1 x3^4
 * sin x1 on -pi..pi (Saltelli et al. 2010). */
#include "tests/support.h"

#include "math/sobol_index.h"

enum { N = 16384, INPUTS = 4 }; /* the last one is dead */

static double ishigami(const double *u)
{
    const double pi = 3.14159265358979323846;
    double x[3];
    for (size_t k = 0; k < 3; k++)
        x[k] = pi * (2 * u[k] - 1);
    return sin(x[0]) + 7 * sin(x[1]) * sin(x[1]) + 0.1 * pow(x[2], 4) * sin(x[0]);
}

/* One uniform number of set A or B. */
static double uniform(uint64_t seed, size_t input, size_t point, bool from_b)
{
    double u;
    stream_uniforms(stream_of(seed, from_b ? "b" : "a"), PURPOSE_PARAMETER, (uint32_t)input, point,
                    &u, 1);
    return u;
}

/* Outputs with input k (INPUTS: none) taken from the other set. */
static void evaluate(uint64_t seed, size_t n, bool from_b, size_t other, double shift, double *y)
{
    for (size_t i = 0; i < n; i++) {
        double u[INPUTS];
        for (size_t k = 0; k < INPUTS; k++)
            u[k] = uniform(seed, k, i, k == other ? !from_b : from_b);
        y[i] = ishigami(u) + shift;
    }
}

static void indices(uint64_t seed, size_t n, size_t input, double shift, Estimate *index)
{
    double *y = malloc(4 * n * sizeof *y);
    assert_non_null(y);
    evaluate(seed, n, false, INPUTS, shift, y);
    evaluate(seed, n, true, INPUTS, shift, y + n);
    evaluate(seed, n, false, input, shift, y + 2 * n);
    evaluate(seed, n, true, input, shift, y + 3 * n);
    SobolOutputs outputs = { y, y + n, y + 2 * n, y + 3 * n, n };
    Error err = { 0 };
    assert_int_equal(sobol_index(&outputs, stream_of(seed, "r"), index, &err), STATUS_GOOD);
    free(y);
}

static const double truth[SOBOL_INDICES][INPUTS] = { { 0.313905, 0.442411, 0, 0 },
                                                     { 0.557589, 0.442411, 0.243684, 0 } };

static void test_ishigami(void **state)
{
    (void)state;
    for (size_t k = 0; k < INPUTS - 1; k++) {
        Estimate index[SOBOL_INDICES];
        indices(1, N, k, 0, index);
        for (size_t i = 0; i < SOBOL_INDICES; i++) {
            double width = index[i].interval[1] - index[i].interval[0];
            assert_true(width > 0.002 && width < 0.06);
            assert_near(index[i].value, truth[i][k], width / 4, "index");
        }
    }
}

static void test_dead_input_has_exactly_nothing(void **state)
{
    (void)state;
    Estimate index[SOBOL_INDICES];
    indices(1, 1000, INPUTS - 1, 0, index);
    for (size_t i = 0; i < SOBOL_INDICES; i++) {
        assert_true(index[i].value == 0);
        assert_true(index[i].interval[0] == 0 && index[i].interval[1] == 0);
    }
}

static void test_outputs_are_centred(void **state)
{
    (void)state;
    Estimate plain[SOBOL_INDICES], shifted[SOBOL_INDICES];
    indices(1, 4000, 0, 0, plain);
    indices(1, 4000, 0, 1e7, shifted);
    for (size_t i = 0; i < SOBOL_INDICES; i++)
        assert_true(fabs(plain[i].value - shifted[i].value) < 1e-6);
}

/* 95 % intervals hold the truth in about 95 % of samples. */
static void test_intervals_cover(void **state)
{
    (void)state;
    enum { SAMPLES = 100 };
    size_t covered[SOBOL_INDICES] = { 0 };
    for (uint64_t seed = 0; seed < SAMPLES; seed++) {
        Estimate index[SOBOL_INDICES];
        indices(seed, 1024, 0, 0, index);
        for (size_t i = 0; i < SOBOL_INDICES; i++)
            covered[i] +=
                index[i].interval[0] <= truth[i][0] && truth[i][0] <= index[i].interval[1];
    }
    for (size_t i = 0; i < SOBOL_INDICES; i++)
        assert_true(covered[i] >= 86); /* 4 standard errors */
}

static void test_constant_output_has_no_indices(void **state)
{
    (void)state;
    double y[10] = { 0 };
    SobolOutputs outputs = { y, y, y, y, 10 };
    Estimate index[SOBOL_INDICES];
    Error err = { 0 };
    assert_int_equal(sobol_index(&outputs, stream_of(1, "r"), index, &err), STATUS_GOOD);
    assert_true(isnan(index[SOBOL_FIRST].value) && isnan(index[SOBOL_TOTAL].interval[0]));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_ishigami),
        cmocka_unit_test(test_dead_input_has_exactly_nothing),
        cmocka_unit_test(test_outputs_are_centred),
        cmocka_unit_test(test_intervals_cover),
        cmocka_unit_test(test_constant_output_has_no_indices),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
