/* Shapley effects against closed forms: Ishigami and Homma's function, whose interaction of x1 and
 * x3 is shared equally, and linear functions of correlated normals (Owen and Prieur 2017). */
#include "tests/support.h"

#include "math/normal.h"
#include "math/shapley.h"

enum { N = 16384, CHUNK = 16, MOST = 3 };

/* Value of a point; x are the numbers of the inputs, uniform or normal. */
typedef double Function(const double *x);

static double ishigami(const double *z)
{
    const double pi = 3.14159265358979323846;
    double x[3];
    for (size_t k = 0; k < 3; k++)
        x[k] = pi * (2 * normal_cdf(z[k]) - 1);
    return sin(x[0]) + 7 * sin(x[1]) * sin(x[1]) + 0.1 * pow(x[2], 4) * sin(x[0]);
}

static double linear(const double *z)
{
    return 2 * z[0] + z[1] + 5;
}

static double uniform(const char *name, size_t input, size_t point)
{
    double u;
    stream_uniforms(stream_of(1, name), PURPOSE_PARAMETER, (uint32_t)input, point, &u, 1);
    return u;
}

/* The order in which a point renews its inputs. */
static void draw_order(size_t point, size_t inputs, unsigned *order)
{
    for (size_t j = 0; j < inputs; j++)
        order[j] = (unsigned)j;
    for (size_t j = inputs; j-- > 1;) {
        size_t k = (size_t)(uniform("order", j, point) * (double)(j + 1));
        unsigned other = order[k];
        order[k] = order[j];
        order[j] = other;
    }
}

/* Outputs of a point after each step: renewed inputs take their innovation from B. */
static void walk(Function *of, const double *correlation, size_t inputs, size_t point,
                 const unsigned *turn, double *output)
{
    size_t order[MOST]; /* kept inputs first */
    double factor[MOST * MOST];
    for (size_t j = 0; j < inputs; j++)
        order[j] = turn[inputs - 1 - j];
    shapley_factor(correlation, order, inputs, factor);
    for (size_t step = 0; step <= inputs; step++) {
        double e[MOST], z[MOST];
        for (size_t j = 0; j < inputs; j++) {
            bool renewed = j >= inputs - step;
            e[j] = normal_quantile(uniform(renewed ? "b" : "a", order[j], point));
        }
        for (size_t j = 0; j < inputs; j++) {
            z[order[j]] = 0;
            for (size_t k = 0; k <= j; k++)
                z[order[j]] += factor[j * inputs + k] * e[k];
        }
        output[step * CHUNK] = of(z);
    }
}

static void effects(Function *of, const double *correlation, size_t inputs, Estimate *effect)
{
    static double row[N / CHUNK * MOST];
    memset(row, 0, sizeof row);
    for (size_t chunk = 0; chunk < N / CHUNK; chunk++) {
        double output[(MOST + 1) * CHUNK];
        unsigned turn[MOST * CHUNK];
        for (size_t i = 0; i < CHUNK; i++) {
            unsigned own[MOST];
            draw_order(chunk * CHUNK + i, inputs, own);
            for (size_t j = 0; j < inputs; j++)
                turn[j * CHUNK + i] = own[j];
            walk(of, correlation, inputs, chunk * CHUNK + i, own, output + i);
        }
        shapley_add(output, turn, CHUNK, inputs, CHUNK, row + chunk * inputs);
    }
    Error err = { 0 };
    assert_int_equal(shapley_effects(row, N / CHUNK, inputs, stream_of(1, "r"), effect, &err),
                     STATUS_GOOD);
}

static void check(Function *of, const double *correlation, size_t inputs, const double *truth)
{
    Estimate effect[MOST];
    double sum = 0;
    effects(of, correlation, inputs, effect);
    for (size_t k = 0; k < inputs; k++) {
        double width = effect[k].interval[1] - effect[k].interval[0];
        assert_true(width > 0.005 && width < 0.06);
        assert_near(effect[k].value, truth[k], width / 4, "effect");
        sum += effect[k].value;
    }
    assert_true(fabs(sum - 1) < 1e-12);
}

static void test_ishigami(void **state)
{
    (void)state;
    check(ishigami, (const double[]){ 1, 0, 0, 0, 1, 0, 0, 0, 1 }, 3,
          (const double[]){ 0.435747, 0.442411, 0.121842 });
}

/* Of b1 x1 + b2 x2 with unit variances: b1^2 (1 - r^2 / 2) + r b1 b2 + b2^2 r^2 / 2. */
static void test_linear_correlated(void **state)
{
    (void)state;
    static const double correlations[] = { 0, 0.8, -0.6, 1 };
    for (size_t i = 0; i < sizeof correlations / sizeof *correlations; i++) {
        double r = correlations[i], variance = 5 + 4 * r;
        double first = (4 * (1 - r * r / 2) + 2 * r + r * r / 2) / variance;
        check(linear, (const double[]){ 1, r, r, 1 }, 2, (const double[]){ first, 1 - first });
    }
}

static void test_factor_is_of_the_order(void **state)
{
    (void)state;
    const double matrix[] = { 1, 0.5, 0.2, 0.5, 1, -0.3, 0.2, -0.3, 1 };
    const size_t order[] = { 2, 0, 1 };
    double factor[9];
    shapley_factor(matrix, order, 3, factor);
    for (size_t i = 0; i < 3; i++)
        for (size_t j = 0; j < 3; j++) {
            double sum = 0;
            for (size_t k = 0; k < 3; k++)
                sum += factor[i * 3 + k] * factor[j * 3 + k];
            assert_true(fabs(sum - matrix[order[i] * 3 + order[j]]) < 1e-14);
            assert_true(j <= i || factor[i * 3 + j] == 0);
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_ishigami),
        cmocka_unit_test(test_linear_correlated),
        cmocka_unit_test(test_factor_is_of_the_order),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
