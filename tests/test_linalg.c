/* Correlation matrices: factors, singular ones, refusals, the nearest valid matrix. */
#include "math/linalg.h"

#include "math/normal.h"
#include "math/start.h"
#include "math/stream.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <cblas.h>

enum { MOST = 24 };

static void scores(double *z, size_t n, uint32_t step)
{
    stream_uniforms(stream_of(5, "linalg"), PURPOSE_SHOCK, step, 0, z, n);
    normal_quantiles(z, z, n);
}

/* The correlations of n rows of `rank` random numbers: singular when rank < n. */
static void random_correlation(double *matrix, size_t n, size_t rank)
{
    double z[MOST * MOST];
    scores(z, n * rank, (uint32_t)(100 * n + rank));
    for (size_t i = 0; i < n; i++) {
        double square = 0;
        for (size_t k = 0; k < rank; k++)
            square += z[i * rank + k] * z[i * rank + k];
        for (size_t k = 0; k < rank; k++)
            z[i * rank + k] /= sqrt(square);
    }
    for (size_t i = 0; i < n * n; i++) {
        matrix[i] = 0;
        for (size_t k = 0; k < rank; k++)
            matrix[i] += z[i / n * rank + k] * z[i % n * rank + k];
        matrix[i] = i / n == i % n ? 1 : matrix[i];
    }
}

/* Lower-triangular with a diagonal that is not negative, and its product with its transpose. */
static void check_factor(const double *matrix, size_t n, double tolerance)
{
    double factor[MOST * MOST];
    Error err = { 0 };
    memset(factor, 0xff, sizeof factor);
    assert_int_equal(linalg_factor(matrix, n, factor, &err), STATUS_GOOD);
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < n; j++) {
            double sum = 0;
            for (size_t k = 0; k < n; k++)
                sum += factor[i * n + k] * factor[j * n + k];
            assert_true(fabs(sum - matrix[i * n + j]) < tolerance);
            assert_true(j <= i || factor[i * n + j] == 0);
            assert_true(i != j || factor[i * n + j] >= 0);
        }
}

static void a_factor_times_its_transpose_is_the_matrix(void **state)
{
    (void)state;
    static const size_t sizes[] = { 1, 2, 3, 5, 12, MOST };
    double matrix[MOST * MOST];
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        random_correlation(matrix, sizes[i], MOST);
        check_factor(matrix, sizes[i], 1e-14);
    }
}

static void singular_matrices_work(void **state)
{
    (void)state;
    static const double same[] = { 1, 1, 1, 1 }, opposite[] = { 1, -1, -1, 1 };
    static const double pair[] = { 1, 1, 0.3, 1, 1, 0.3, 0.3, 0.3, 1 };
    static const double mixed[] = { 1, -1, 1, -1, 1, -1, 1, -1, 1 };
    double matrix[MOST * MOST];
    check_factor(same, 2, 1e-14);
    check_factor(opposite, 2, 1e-14);
    check_factor(pair, 3, 1e-14);
    check_factor(mixed, 3, 1e-14);
    for (size_t rank = 1; rank < 12; rank++) {
        random_correlation(matrix, 12, rank);
        check_factor(matrix, 12, 1e-13);
    }
    for (size_t i = 0; i < MOST * MOST; i++)
        matrix[i] = 1;
    check_factor(matrix, MOST, 1e-13);
}

/* Correlation 1 must give the very same scores, or a sum of two halves differs from the whole. */
static void correlation_one_gives_the_same_scores(void **state)
{
    (void)state;
    enum { WIDTH = 512 };
    static const double same[] = { 1, 1, 1, 1 };
    double factor[4], z[2 * WIDTH];
    Error err = { 0 };
    assert_int_equal(linalg_factor(same, 2, factor, &err), STATUS_GOOD);
    scores(z, 2 * WIDTH, 1);
    linalg_correlate(factor, 2, z, WIDTH);
    for (size_t i = 0; i < WIDTH; i++)
        assert_true(fabs(z[i] - z[WIDTH + i]) < 1e-14);
}

/* FORMULAS 4.5: the two matrices, their smallest eigenvalues 1 - sqrt(1.45) and 1 - sqrt(2). */
static const double chain[] = { 1, 0.9, 0, 0.9, 1, 0.8, 0, 0.8, 1 };
static const double ones[] = { 1, 1, 0, 1, 1, 1, 0, 1, 1 };

static void impossible_matrices_are_refused(void **state)
{
    (void)state;
    static const double excess[] = { 1, 1.01, 1.01, 1 };
    const double *const matrices[] = { chain, ones, excess };
    double factor[9];
    for (size_t i = 0; i < 3; i++) {
        Error err = { 0 };
        assert_int_equal(linalg_factor(matrices[i], i < 2 ? 3 : 2, factor, &err), STATUS_NUMERIC);
        assert_non_null(strstr(err.text, "not positive semi-definite"));
    }
}

/* Of 1 - 1e-8 times the limit an eigenvalue still counts as zero, of 10 times it does not. */
static void a_hair_below_zero_counts_as_zero(void **state)
{
    (void)state;
    double factor[4];
    for (int i = 0; i < 2; i++) {
        double excess = (i ? 10 : 0.99) * 2 * EIGENVALUE_TOLERANCE;
        const double matrix[] = { 1, 1 + excess, 1 + excess, 1 };
        Error err = { 0 };
        assert_int_equal(linalg_factor(matrix, 2, factor, &err), i ? STATUS_NUMERIC : STATUS_GOOD);
    }
}

static void smallest_eigenvalues_are_known(void **state)
{
    (void)state;
    static const double half[] = { 1, 0.5, 0.5, 1 };
    double smallest, matrix[MOST * MOST];
    Error err = { 0 };
    assert_int_equal(linalg_smallest_eigenvalue(chain, 3, &smallest, &err), STATUS_GOOD);
    assert_true(fabs(smallest - (1 - sqrt(1.45))) < 1e-14);
    assert_int_equal(linalg_smallest_eigenvalue(ones, 3, &smallest, &err), STATUS_GOOD);
    assert_true(fabs(smallest - (1 - sqrt(2))) < 1e-14);
    assert_int_equal(linalg_smallest_eigenvalue(half, 2, &smallest, &err), STATUS_GOOD);
    assert_true(fabs(smallest - 0.5) < 1e-14);
    for (size_t i = 0; i < MOST * MOST; i++)
        matrix[i] = i / MOST == i % MOST ? 1 : 0.25;
    assert_int_equal(linalg_smallest_eigenvalue(matrix, MOST, &smallest, &err), STATUS_GOOD);
    assert_true(fabs(smallest - 0.75) < 1e-14);
}

typedef struct Nearest {
    const double *matrix;
    double least;                /* eigenvalue */
    double first, second, third; /* entries 1-2, 1-3, 2-3 */
    double tolerance;
} Nearest;

/* The first row is published (8 digits) for a program that keeps eigenvalues above 1.67e-6, as the
 * smallest of its result shows; the second is the nearest of all, by Dykstra's projections with 30
 * digits. Then the example of Higham (2002): the digits several programs print, and more. */
static const Nearest nearest_known[] = {
    { chain, 1.671526852e-6, 0.77523696, 0.07905637, 0.69097837, 5e-9 },
    { chain, 0, 0.775238002863461, 0.0790557458499571, 0.690979266061572, 1e-10 },
    { ones, 0, 0.76068985, 0.15729811, 0.76068985, 5e-9 },
    { ones, 0, 0.760689853402284, 0.157298106138376, 0.760689853402284, 1e-10 },
};

static void nearest_matrices_are_the_published_ones(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof nearest_known / sizeof *nearest_known; i++) {
        const Nearest *known = &nearest_known[i];
        double near[9], smallest;
        Error err = { 0 };
        assert_int_equal(linalg_nearest(known->matrix, 3, known->least, near, &err), STATUS_GOOD);
        assert_true(fabs(near[1] - known->first) < known->tolerance);
        assert_true(fabs(near[2] - known->second) < known->tolerance);
        assert_true(fabs(near[5] - known->third) < known->tolerance);
        assert_true(near[0] == 1 && near[4] == 1 && near[8] == 1);
        for (size_t k = 0; k < 9; k++)
            assert_true(fabs(near[k] - near[k % 3 * 3 + k / 3]) < 1e-14);
        assert_int_equal(linalg_smallest_eigenvalue(near, 3, &smallest, &err), STATUS_GOOD);
        assert_true(smallest > known->least - 1e-10);
        check_factor(near, 3, 1e-9);
    }
}

static void the_nearest_has_the_least_eigenvalue_asked_for(void **state)
{
    (void)state;
    static const double least[] = { 1e-8, 1e-3, 0.1 };
    double matrix[MOST * MOST], near[MOST * MOST], smallest;
    scores(matrix, MOST * MOST, 9);
    for (size_t i = 0; i < MOST; i++) /* any symmetric numbers in -1..1 */
        for (size_t j = 0; j <= i; j++)
            matrix[i * MOST + j] = matrix[j * MOST + i] = i == j ? 1 : sin(matrix[i * MOST + j]);
    for (size_t i = 0; i < sizeof least / sizeof *least; i++) {
        Error err = { 0 };
        assert_int_equal(linalg_nearest(matrix, MOST, least[i], near, &err), STATUS_GOOD);
        assert_int_equal(linalg_smallest_eigenvalue(near, MOST, &smallest, &err), STATUS_GOOD);
        assert_true(smallest > least[i] - 1e-9);
        for (size_t k = 0; k < MOST * MOST; k++)
            assert_true(k % (MOST + 1) ? fabs(near[k]) <= 1 : near[k] == 1);
    }
}

static void a_valid_matrix_is_its_own_nearest(void **state)
{
    (void)state;
    double matrix[144], near[144];
    Error err = { 0 };
    random_correlation(matrix, 12, MOST);
    assert_int_equal(linalg_nearest(matrix, 12, 1e-8, near, &err), STATUS_GOOD);
    for (size_t i = 0; i < 144; i++)
        assert_true(fabs(near[i] - matrix[i]) < 1e-13);
}

static void correlating_is_the_product(void **state)
{
    (void)state;
    static const size_t widths[] = { 1, 3, 64, 512 };
    static double z[12 * 512], mixed[12 * 512];
    double matrix[144], factor[144];
    Error err = { 0 };
    for (size_t n = 1; n <= 12; n += 1 + n / 4)
        for (size_t w = 0; w < 4; w++) {
            size_t width = widths[w];
            random_correlation(matrix, n, MOST);
            assert_int_equal(linalg_factor(matrix, n, factor, &err), STATUS_GOOD);
            scores(z, n * width, 3);
            memcpy(mixed, z, n * width * sizeof *z);
            linalg_correlate(factor, n, mixed, width);
            for (size_t i = 0; i < n; i++)
                for (size_t p = 0; p < width; p++) {
                    double sum = 0;
                    for (size_t k = 0; k <= i; k++)
                        sum += factor[i * n + k] * z[k * width + p];
                    assert_true(fabs(mixed[i * width + p] - sum) < 1e-13);
                }
        }
}

/* Blocks are correlated by several threads at once; the serial build of OpenBLAS, which keeps its
 * work space unlocked, would give other numbers now and then. */
static void openblas_may_be_called_from_threads(void **state)
{
    (void)state;
    assert_int_not_equal(openblas_get_parallel(), OPENBLAS_SEQUENTIAL);
}

int main(void)
{
    start_math();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_factor_times_its_transpose_is_the_matrix),
        cmocka_unit_test(singular_matrices_work),
        cmocka_unit_test(correlation_one_gives_the_same_scores),
        cmocka_unit_test(impossible_matrices_are_refused),
        cmocka_unit_test(a_hair_below_zero_counts_as_zero),
        cmocka_unit_test(smallest_eigenvalues_are_known),
        cmocka_unit_test(nearest_matrices_are_the_published_ones),
        cmocka_unit_test(the_nearest_has_the_least_eigenvalue_asked_for),
        cmocka_unit_test(a_valid_matrix_is_its_own_nearest),
        cmocka_unit_test(correlating_is_the_product),
        cmocka_unit_test(openblas_may_be_called_from_threads),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
