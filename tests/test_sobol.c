/* Sobol' points, their scrambles and Latin hypercubes: published values and what makes them even.
 */
#include "math/latin.h"
#include "math/sobol.h"
#include "math/stream.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

/* The first ten points of Joe and Kuo's page, in three dimensions; theirs are in Gray code order.
 */
static void published_points_are_reproduced(void **state)
{
    (void)state;
    static const double known[10][3] = {
        { 0, 0, 0 },
        { 0.5, 0.5, 0.5 },
        { 0.75, 0.25, 0.25 },
        { 0.25, 0.75, 0.75 },
        { 0.375, 0.375, 0.625 },
        { 0.875, 0.875, 0.125 },
        { 0.625, 0.125, 0.875 },
        { 0.125, 0.625, 0.375 },
        { 0.1875, 0.3125, 0.9375 },
        { 0.6875, 0.8125, 0.4375 },
    };
    for (size_t d = 0; d < 3; d++)
        for (uint64_t i = 0; i < 10; i++) {
            uint32_t x;
            sobol_points(d, i ^ i >> 1, &x, 1);
            assert_true(x * 0x1p-32 == known[i][d]);
        }
}

/* x generates all 2^s - 1 non-zero remainders of a primitive polynomial of degree s. */
static size_t order_of_x(const SobolRow *row)
{
    uint32_t polynomial = 1U << row->degree | (uint32_t)row->inner << 1 | 1, power = 1;
    size_t order = 0;
    do {
        power <<= 1;
        if (power >> row->degree & 1)
            power ^= polynomial;
        order++;
    } while (power != 1 && order < 1U << SOBOL_DEGREE);
    return order;
}

static void polynomials_are_primitive(void **state)
{
    (void)state;
    for (size_t d = 1; d < SOBOL_DIMENSIONS; d++) {
        const SobolRow *row = &sobol_table[d], *before = &sobol_table[d - 1];
        assert_int_equal(order_of_x(row), (1U << row->degree) - 1);
        assert_true(row->degree > before->degree || row->inner > before->inner);
        for (unsigned k = 0; k < row->degree; k++)
            assert_true(row->first[k] & 1 && row->first[k] < 2U << k);
    }
}

/* The first binary digit of direction number k of a dimension, which follows the recurrence too. */
static void first_digits(const SobolRow *row, bool *digit, size_t n)
{
    size_t s = row->degree;
    for (size_t k = 0; k < n; k++) {
        digit[k] = s ? k < s && k < SOBOL_DEGREE && row->first[k] >> k & 1 : k == 0;
        if (!s || k < s)
            continue;
        digit[k] = digit[k - s];
        for (size_t j = 1; j < s; j++)
            digit[k] ^= (row->inner >> (s - 1 - j) & 1) && digit[k - j];
    }
}

/* Property A (Sobol' 1976), which this table has up to dimension 1111: the first 2^d points lie one
 * in each of the 2^d cubes of half the side. It holds when no row depends on those before it in as
 * many columns, so that the elimination of the matrix needs no exchange. */
static void property_a_holds(void **state)
{
    (void)state;
    enum { D = SOBOL_DIMENSIONS };
    static bool row[D][D];
    for (size_t d = 0; d < D; d++) {
        first_digits(&sobol_table[d], row[d], D);
        for (size_t k = 0; k < d; k++)
            for (size_t j = D; row[d][k] && j-- > k;)
                row[d][j] ^= row[k][j];
        assert_true(row[d][d]);
    }
}

/* In 2^bits points each of the 2^bits equal intervals has one. */
static void assert_one_each(const uint32_t *x, unsigned bits)
{
    size_t n = (size_t)1 << bits;
    unsigned char *seen = calloc(n, 1);
    for (size_t i = 0; i < n; i++)
        seen[x[i] >> (32 - bits)]++;
    for (size_t i = 0; i < n; i++)
        assert_int_equal(seen[i], 1);
    free(seen);
}

static void each_dimension_fills_every_interval(void **state)
{
    (void)state;
    enum { BITS = 12, N = 1 << BITS };
    static uint32_t x[N];
    for (size_t d = 0; d < SOBOL_DIMENSIONS; d++)
        for (unsigned bits = 1; bits <= BITS; bits++) {
            sobol_points(d, 3 << bits, x, (size_t)1 << bits);
            assert_one_each(x, bits);
            for (size_t i = 0; i < (size_t)1 << bits; i++)
                x[i] = sobol_scramble(x[i], (uint32_t)(0x9E3779B9 * (d + 1)));
            assert_one_each(x, bits);
        }
}

/* Two dimensions, scrambled apart: each of the 2^10 rectangles of any shape has one point. */
static void scrambles_keep_the_net(void **state)
{
    (void)state;
    enum { BITS = 10, N = 1 << BITS };
    uint32_t x[N], y[N];
    sobol_points(0, 0, x, N);
    sobol_points(1, 0, y, N);
    for (unsigned wide = 1; wide < BITS; wide++) {
        uint32_t cell[N];
        for (size_t i = 0; i < N; i++) {
            uint32_t a = sobol_scramble(x[i], 174), b = sobol_scramble(y[i], 2030);
            cell[i] = (a >> (32 - wide)) << (32 - wide) | b >> wide;
        }
        assert_one_each(cell, BITS);
    }
}

static void the_hash_has_its_known_values(void **state)
{
    (void)state;
    static const uint32_t known[][2] = { { 0x00000000, 0xA792495E },
                                         { 0x80000000, 0x6607918A },
                                         { 0x40000000, 0xD2AFD17F },
                                         { 0xC0000000, 0x23FF6D4E },
                                         { 0x12345678, 0xB7E4949C } };
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        assert_int_equal(sobol_scramble(known[i][0], 0xDEADBEEF), known[i][1]);
}

static double chi_square(const size_t *count, size_t cells, double expected)
{
    double sum = 0;
    for (size_t i = 0; i < cells; i++)
        sum += ((double)count[i] - expected) * ((double)count[i] - expected) / expected;
    return sum;
}

/* Random numbers for seeds and keys. */
static uint64_t number(uint64_t i)
{
    double u;
    stream_uniforms(stream_of(7, "seeds"), PURPOSE_GROWTH, 1, i, &u, 1);
    return (uint64_t)(u * 0x1p52);
}

/* Over many seeds each point is uniform, and two points that share a prefix of the digits part at
 * random after it: 64 cells of two times three digits, a limit of five standard deviations. */
static void scrambles_are_uniform(void **state)
{
    (void)state;
    enum { SEEDS = 64000 };
    static const uint32_t pair[][2] = {
        { 0, 0x20000000 }, { 0x40000000, 0x60000000 }, { 0x12345678, 0x32345678 }, { 0, 0x80000000 }
    };
    for (size_t k = 0; k < sizeof pair / sizeof *pair; k++) {
        size_t single[64] = { 0 }, split[8] = { 0 };
        for (uint64_t i = 0; i < SEEDS; i++) {
            uint32_t seed = (uint32_t)number(i), a = sobol_scramble(pair[k][0], seed),
                     b = sobol_scramble(pair[k][1], seed);
            single[a >> 26]++;
            split[(a >> 28 & 1) << 2 | (b >> 28 & 1) << 1 | (a >> 27 & 1)]++;
        }
        assert_true(chi_square(single, 64, SEEDS / 64.0) < 63 + 5 * 11.3);
        assert_true(chi_square(split, 8, SEEDS / 8.0) < 7 + 5 * 3.8);
    }
}

static void uniforms_are_scrambled_points(void **state)
{
    (void)state;
    enum { N = 3000, FIRST = 1234 };
    static double u[N], one;
    static uint32_t x[N];
    const uint32_t seed[2] = { 20, 30 };
    size_t low[16] = { 0 };
    sobol_uniforms(200, seed, FIRST, u, N);
    sobol_points(200, FIRST, x, N);
    for (size_t i = 0; i < N; i++) {
        sobol_uniforms(200, seed, FIRST + i, &one, 1);
        double digits = u[i] * 0x1p32;
        assert_true(u[i] == one && u[i] > 0 && u[i] < 1);
        assert_true((uint32_t)digits == sobol_scramble(x[i], seed[0]));
        low[(size_t)((digits - (uint32_t)digits) * 16)]++;
    }
    assert_true(chi_square(low, 16, N / 16.0) < 15 + 5 * 5.5);
}

static void latin_places_are_permutations(void **state)
{
    (void)state;
    static const uint64_t sizes[] = { 1, 2, 3, 7, 10, 512, 4000, 6250 };
    for (size_t s = 0; s < sizeof sizes / sizeof *sizes; s++) {
        uint64_t n = sizes[s], key[LATIN_KEYS];
        unsigned char *seen = calloc(n, 1);
        double *u = malloc(n * sizeof *u);
        for (uint64_t k = 0; k < LATIN_KEYS; k++)
            key[k] = number(100 * n + k);
        for (uint64_t i = 0; i < n; i++)
            u[i] = i % 2 ? 1 - 0x1p-53 : 0x1p-53;
        latin_uniforms(key, n, 0, u, n);
        for (uint64_t i = 0; i < n; i++) {
            assert_true(u[i] > 0 && u[i] < 1);
            seen[latin_place(key, i, n)]++;
        }
        for (uint64_t i = 0; i < n; i++)
            assert_int_equal(seen[i], 1);
        free(seen);
        free(u);
    }
}

/* Any two points come to any two places alike: n (n - 1) cells. */
static void latin_places_are_random(void **state)
{
    (void)state;
    static const uint64_t sizes[] = { 5, 8, 11 };
    enum { KEYS = 40000 };
    for (size_t s = 0; s < 3; s++) {
        uint64_t n = sizes[s];
        size_t count[11 * 11] = { 0 };
        for (uint64_t i = 0; i < KEYS; i++) {
            uint64_t key[LATIN_KEYS];
            for (uint64_t k = 0; k < LATIN_KEYS; k++)
                key[k] = number(i * LATIN_KEYS + k);
            count[latin_place(key, 1, n) * n + latin_place(key, 2, n)]++;
        }
        double cells = (double)(n * (n - 1)), all = chi_square(count, n * n, KEYS / cells);
        all -= (double)n * KEYS / cells; /* the diagonal is empty */
        if (!(all < cells - 1 + 5 * sqrt(2 * cells)))
            fail_msg("chi-square %g of %g cells", all, cells);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(published_points_are_reproduced),
        cmocka_unit_test(polynomials_are_primitive),
        cmocka_unit_test(property_a_holds),
        cmocka_unit_test(each_dimension_fills_every_interval),
        cmocka_unit_test(scrambles_keep_the_net),
        cmocka_unit_test(the_hash_has_its_known_values),
        cmocka_unit_test(scrambles_are_uniform),
        cmocka_unit_test(uniforms_are_scrambled_points),
        cmocka_unit_test(latin_places_are_permutations),
        cmocka_unit_test(latin_places_are_random),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
