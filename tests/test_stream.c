/* Random numbers by address: the published vectors of Philox4x32-10, the form of the uniforms, and
 * that nothing but the address decides a draw. */
#include "math/stream.h"

#include <Random123/philox.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

typedef struct Vector {
    philox4x32_ctr_t counter;
    philox4x32_key_t key;
    philox4x32_ctr_t output;
} Vector;

/* Random123, tests/kat_vectors: philox4x32 10 */
static const Vector vectors[] = {
    { { { 0, 0, 0, 0 } }, { { 0, 0 } }, { { 0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8 } } },
    { { { 0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff } },
      { { 0xffffffff, 0xffffffff } },
      { { 0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd } } },
    { { { 0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344 } },
      { { 0xa4093822, 0x299f31d0 } },
      { { 0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1 } } },
};

static void philox_gives_the_published_vectors(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof vectors / sizeof *vectors; i++) {
        philox4x32_ctr_t output = philox4x32(vectors[i].counter, vectors[i].key);
        assert_memory_equal(output.v, vectors[i].output.v, sizeof output.v);
    }
}

/* A run can be repeated by a later version only if the address of a draw stays what it is. */
static void the_address_is_path_step_purpose(void **state)
{
    (void)state;
    static const uint64_t paths[] = { 0, 1, 2, 99, 0xfffffffe, 0x1ffffffffu, 0x123456789abcdeu };
    Stream stream = stream_of(20250101, "output");
    philox4x32_key_t key = { { stream.key[0], stream.key[1] } };
    for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) {
        uint64_t pair = paths[i] / 2, high, low;
        philox4x32_ctr_t counter = { { (uint32_t)pair, (uint32_t)(pair >> 32), 7, 3 } };
        philox4x32_ctr_t block = philox4x32(counter, key);
        low = block.v[2 * (paths[i] % 2)];
        high = block.v[2 * (paths[i] % 2) + 1];
        double bits = (double)((high << 32 | low) >> 12), u;
        stream_uniforms(stream, PURPOSE_PARAMETER, 7, paths[i], &u, 1);
        assert_true(u == (bits + 0.5) / 4503599627370496.0);
    }
}

static void uniforms_are_inside_and_of_the_stated_form(void **state)
{
    (void)state;
    enum { N = 1000000 };
    double *u = malloc(N * sizeof *u), whole;
    assert_non_null(u);
    stream_uniforms(stream_of(1, "output"), PURPOSE_SHOCK, 1, 0, u, N);
    for (size_t i = 0; i < N; i++) {
        assert_true(u[i] > 0 && u[i] < 1 && 1 - u[i] > 0);
        assert_true(modf(u[i] * 0x1p52, &whole) == 0.5);
    }
    free(u);
}

enum { PATHS = 3000 };

static void any_chunks_give_the_same_numbers(void **state)
{
    (void)state;
    static const uint64_t starts[] = { 0, 1, 17, 4294967296u - 100, 8589934592u - 101 };
    static const size_t chunks[] = { 1, 2, 3, 5, 64, 511, 512, PATHS };
    Stream stream = stream_of(42, "exports");
    double whole[PATHS], part[PATHS];
    for (size_t s = 0; s < sizeof starts / sizeof *starts; s++) {
        for (size_t i = 0; i < PATHS; i++)
            stream_uniforms(stream, PURPOSE_GROWTH, 2, starts[s] + i, &whole[i], 1);
        for (size_t c = 0; c < sizeof chunks / sizeof *chunks; c++) {
            for (size_t from = 0; from < PATHS; from += chunks[c]) {
                size_t n = PATHS - from < chunks[c] ? PATHS - from : chunks[c];
                stream_uniforms(stream, PURPOSE_GROWTH, 2, starts[s] + from, part + from, n);
            }
            assert_memory_equal(part, whole, sizeof whole);
        }
    }
}

static void nothing_is_written_beyond_the_end(void **state)
{
    (void)state;
    for (uint64_t first = 0; first < 2; first++)
        for (size_t n = 0; n < 6; n++) {
            double u[7] = { -1, -1, -1, -1, -1, -1, -1 };
            stream_uniforms(stream_of(1, "a"), PURPOSE_SHOCK, 1, first, u, n);
            for (size_t i = 0; i < 7; i++)
                assert_true(i < n ? u[i] > 0 : u[i] == -1);
        }
}

typedef struct Address {
    uint64_t seed;
    const char *id;
    Purpose purpose;
    uint32_t step;
    uint64_t first;
} Address;

/* Each differs from the first, and from every other, in one part or two. */
static const Address addresses[] = {
    { 1, "output", PURPOSE_SHOCK, 1, 0 },
    { 2, "output", PURPOSE_SHOCK, 1, 0 },
    { 1 + (UINT64_C(1) << 32), "output", PURPOSE_SHOCK, 1, 0 },
    { 1 + (UINT64_C(1) << 53), "output", PURPOSE_SHOCK, 1, 0 },
    { (UINT64_C(1) << 53) + 2, "output", PURPOSE_SHOCK, 1, 0 },
    { (UINT64_C(1) << 53), "output", PURPOSE_SHOCK, 1, 0 },
    { UINT64_MAX, "output", PURPOSE_SHOCK, 1, 0 },
    { UINT64_MAX - 1, "output", PURPOSE_SHOCK, 1, 0 },
    { 1, "outpus", PURPOSE_SHOCK, 1, 0 },
    { 1, "Output", PURPOSE_SHOCK, 1, 0 },
    { 1, "outputs", PURPOSE_SHOCK, 1, 0 },
    { 1, "tuptuo", PURPOSE_SHOCK, 1, 0 },
    { 1, "", PURPOSE_SHOCK, 1, 0 },
    { 1, "output", PURPOSE_GROWTH, 1, 0 },
    { 1, "output", PURPOSE_PARAMETER, 1, 0 },
    { 1, "output", PURPOSE_SHOCK, 2, 0 },
    { 1, "output", PURPOSE_SHOCK, 1u << 16, 0 },
    { 1, "output", PURPOSE_SHOCK, 2, 5000 },
    { 1, "output", PURPOSE_SHOCK, 1, 1000 },
    { 1, "output", PURPOSE_SHOCK, 1, UINT64_C(1) << 32 },
    { 1, "output", PURPOSE_SHOCK, 1, UINT64_C(1) << 33 },
    { 1, "output", PURPOSE_SHOCK, 1, UINT64_C(1) << 60 },
};

static int compare(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* No number may come twice: 22 000 draws of 2^52 meet by chance once in 20 million times. */
static void every_part_of_the_address_counts(void **state)
{
    (void)state;
    enum { EACH = 1000, ALL = EACH * sizeof addresses / sizeof *addresses };
    double *u = malloc(ALL * sizeof *u);
    assert_non_null(u);
    for (size_t i = 0; i < ALL / EACH; i++) {
        const Address *at = &addresses[i];
        stream_uniforms(stream_of(at->seed, at->id), at->purpose, at->step, at->first, u + i * EACH,
                        EACH);
    }
    qsort(u, ALL, sizeof *u, compare);
    for (size_t i = 1; i < ALL; i++)
        assert_true(u[i] > u[i - 1]);
    free(u);
}

enum { MANY = 1000000 };

static double *draws(const char *id, Purpose purpose, uint32_t step)
{
    double *u = malloc((MANY + 1) * sizeof *u);
    assert_non_null(u);
    stream_uniforms(stream_of(174, id), purpose, step, 0, u, MANY + 1);
    return u;
}

/* Limits of five standard errors: a false alarm in 1.7 million, were the seed not fixed. */
static void check_correlation(const double *a, const double *b, size_t n, size_t stride)
{
    double sum = 0;
    for (size_t i = 0; i < n; i++)
        sum += (a[i * stride] - 0.5) * (b[i * stride] - 0.5);
    assert_true(fabs(sum / (double)n * 12) < 5 / sqrt((double)n));
}

static void mean_and_variance_are_those_of_uniforms(void **state)
{
    (void)state;
    double *u = draws("output", PURPOSE_SHOCK, 1), mean = 0, square = 0;
    for (size_t i = 0; i < MANY; i++) {
        mean += u[i] / MANY;
        square += (u[i] - 0.5) * (u[i] - 0.5) / MANY;
    }
    assert_true(fabs(mean - 0.5) < 5 * sqrt(1.0 / 12 / MANY));
    assert_true(fabs(square - 1.0 / 12) < 5 * sqrt(1.0 / 180 / MANY));
    free(u);
}

/* Chi-square with 1023 degrees of freedom: mean 1023, variance 2046. */
static void all_parts_of_the_interval_are_hit_alike(void **state)
{
    (void)state;
    enum { CELLS = 1024 };
    double *u = draws("output", PURPOSE_SHOCK, 1), count[CELLS] = { 0 }, chi_square = 0;
    for (size_t i = 0; i < MANY; i++)
        count[(size_t)(u[i] * CELLS)]++;
    for (size_t i = 0; i < CELLS; i++)
        chi_square += (count[i] - MANY / 1024.0) * (count[i] - MANY / 1024.0) / (MANY / 1024.0);
    assert_true(fabs(chi_square - (CELLS - 1)) < 5 * sqrt(2.0 * (CELLS - 1)));
    free(u);
}

static void neighbours_are_uncorrelated(void **state)
{
    (void)state;
    double *u = draws("output", PURPOSE_SHOCK, 1);
    double *next_year = draws("output", PURPOSE_SHOCK, 2);
    double *growth = draws("output", PURPOSE_GROWTH, 1);
    double *other = draws("outpus", PURPOSE_SHOCK, 1);
    check_correlation(u, u + 1, MANY, 1);     /* lag one */
    check_correlation(u, u + 1, MANY / 2, 2); /* the two paths of one Philox block */
    check_correlation(u + 1, u + 2, MANY / 2 - 1, 2);
    check_correlation(u, next_year, MANY, 1);
    check_correlation(u, growth, MANY, 1);
    check_correlation(u, other, MANY, 1);
    free(u);
    free(next_year);
    free(growth);
    free(other);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(philox_gives_the_published_vectors),
        cmocka_unit_test(the_address_is_path_step_purpose),
        cmocka_unit_test(uniforms_are_inside_and_of_the_stated_form),
        cmocka_unit_test(any_chunks_give_the_same_numbers),
        cmocka_unit_test(nothing_is_written_beyond_the_end),
        cmocka_unit_test(every_part_of_the_address_counts),
        cmocka_unit_test(mean_and_variance_are_those_of_uniforms),
        cmocka_unit_test(all_parts_of_the_interval_are_hit_alike),
        cmocka_unit_test(neighbours_are_uncorrelated),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
