/* Every instruction set that this machine has gives the bits of the plain loops, and these agree
 * with Random123, the C library and sums in long double. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "math/vector_loops.h"

#include <Random123/philox.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST = 1000 };

static const size_t lengths[] = { 0, 1, 7, 8, 9, 63, 64, 65, 255, 256, 257, 1000 };
enum { LENGTHS = sizeof lengths / sizeof *lengths };

static const VectorLoops *plain(void)
{
    size_t last = 0;
    while (vector_loops_table[last + 1])
        last++;
    return vector_loops_table[last];
}

static void uniforms_are_philox(void **state)
{
    (void)state;
    const uint32_t key[2] = { 0xa4093822, 0x299f31d0 };
    double u[2 * MOST];
    const uint64_t first = 0xFFFFFFFFu - 300; /* the carry into the second word is passed */
    plain()->uniforms(key, 3, 2030, first, u, MOST);
    for (size_t i = 0; i < MOST; i++) {
        uint64_t counter = first + i;
        philox4x32_ctr_t c = { { (uint32_t)counter, (uint32_t)(counter >> 32), 2030, 3 } };
        philox4x32_key_t k = { { key[0], key[1] } };
        philox4x32_ctr_t out = philox4x32(c, k);
        for (size_t half = 0; half < 2; half++) {
            uint64_t bits = ((uint64_t)out.v[2 * half + 1] << 32 | out.v[2 * half]) >> 12;
            assert_true(u[2 * i + half] == ((double)bits + 0.5) * 0x1p-52);
        }
    }
}

/* Uniform numbers with both far ends among them. */
static void fill(double *u, size_t n)
{
    const uint32_t key[2] = { 1, 2 };
    double pairs[MOST + 2];
    plain()->uniforms(key, 1, 1, 0, pairs, MOST / 2);
    memcpy(u, pairs, n * sizeof *u);
    static const double ends[] = {
        0x1p-53, 1e-12, 1.38e-11, 1.39e-11, 0.075, 0.0749999, 0.5, 0.925
    };
    for (size_t i = 0; i < sizeof ends / sizeof *ends && 2 * i + 1 < n; i++) {
        u[2 * i] = ends[i];
        u[2 * i + 1] = 1 - ends[i];
    }
}

static void normals_are_quantiles(void **state)
{
    (void)state;
    double u[MOST], z[MOST];
    fill(u, MOST);
    plain()->normals(u, z, MOST);
    for (size_t i = 0; i < MOST; i++) {
        /* one step of Newton's method from z changes next to nothing */
        double tail = u[i] < 0.5 ? u[i] : 1 - u[i];
        double x = u[i] < 0.5 ? z[i] : -z[i];
        double step = (0.5 * erfc(-x * M_SQRT1_2) - tail) / (exp(-x * x / 2) / sqrt(2 * M_PI));
        assert_true(fabs(step) < 4e-15 * fmax(1, fabs(x)));
    }
}

static void sums_are_sums(void **state)
{
    (void)state;
    double x[MOST], sum, squares;
    fill(x, MOST);
    for (size_t k = 0; k < LENGTHS; k++) {
        long double exact = 0, exact_squares = 0;
        for (size_t i = 0; i < lengths[k]; i++) {
            exact += (long double)x[i] - 0.3L;
            exact_squares += ((long double)x[i] - 0.3L) * ((long double)x[i] - 0.3L);
        }
        plain()->sums(x, lengths[k], 0.3, &sum, &squares);
        assert_true(fabs(sum - (double)exact) < 1e-12);
        assert_true(fabs(squares - (double)exact_squares) < 1e-12);
    }
}

static void exponentials_are_exponentials(void **state)
{
    (void)state;
    double y[MOST], s[MOST], sum[MOST] = { 0 }, slope[MOST] = { 0 };
    for (size_t i = 0; i < MOST; i++) {
        y[i] = -700 + 1400 * (double)i / (MOST - 1);
        s[i] = sin((double)i);
    }
    for (int shift = 0; shift < 2; shift++)
        plain()->exponentials(y, s, 0.25, shift, sum, slope, MOST);
    for (size_t i = 0; i < MOST; i++) {
        long double exact = 0;
        for (int shift = 0; shift < 2; shift++) {
            double x = y[i] + 0.25 * s[i] + shift;
            exact += expl((long double)fmin(fmax(x, -700), 700));
        }
        assert_true(fabsl(sum[i] / exact - 1) < 6e-16);
        assert_true(slope[i] == 0.25 * sum[i]);
    }
}

static void same_bits(const VectorLoops *loops, size_t n)
{
    const VectorBins bins = { 0.1, 0.4, { 100, 300 }, 20, 40, 41 };
    const uint32_t key[2] = { 7, 8 };
    double x[MOST], a[2 * MOST], b[2 * MOST], result[8];
    int32_t cell[2][MOST];
    fill(x, n);
    loops->uniforms(key, 2, 5, 123, a, n);
    plain()->uniforms(key, 2, 5, 123, b, n);
    assert_memory_equal(a, b, 2 * n * sizeof *a);
    loops->normals(x, a, n);
    plain()->normals(x, b, n);
    assert_memory_equal(a, b, n * sizeof *a);
    memcpy(a, x, n * sizeof *a);
    loops->normals(a, a, n);
    assert_memory_equal(a, b, n * sizeof *a);
    loops->cells(&bins, x, cell[0], n);
    plain()->cells(&bins, x, cell[1], n);
    assert_memory_equal(cell[0], cell[1], n * sizeof **cell);
    for (size_t i = 0; i < n; i++)
        a[i] = a[n + i] = b[i] = b[n + i] = 0;
    loops->exponentials(x, x, 3.5, -2, a, a + n, n);
    plain()->exponentials(x, x, 3.5, -2, b, b + n, n);
    assert_memory_equal(a, b, 2 * n * sizeof *a);
    for (size_t half = 0; half < 2; half++) {
        const VectorLoops *of = half ? loops : plain();
        result[half] = INFINITY;
        result[2 + half] = -INFINITY;
        of->range(x, n, &result[half], &result[2 + half]);
        of->sums(x, n, 0.5, &result[4 + half], &result[6 + half]);
    }
    for (size_t i = 0; i < 8; i += 2)
        assert_memory_equal(&result[i], &result[i + 1], sizeof *result);
}

static void instruction_sets_agree(void **state)
{
    (void)state;
    for (size_t i = 0; vector_loops_table[i]; i++)
        for (size_t k = 0; k < LENGTHS && vector_loops_table[i]->supported(); k++)
            same_bits(vector_loops_table[i], lengths[k]);
    assert_true(plain()->supported());
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(uniforms_are_philox),    cmocka_unit_test(normals_are_quantiles),
        cmocka_unit_test(sums_are_sums),          cmocka_unit_test(exponentials_are_exponentials),
        cmocka_unit_test(instruction_sets_agree),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
