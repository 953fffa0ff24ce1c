/* Every instruction set that this machine has gives the bits of the plain loops, and these agree
 * with Random123, the C library, the laws of the tables and sums in long double. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "math/student.h"
#include "math/sobol.h"
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
    plain()->uniforms(&(VectorAddress){ { key[0], key[1] }, 3, 2030, first, 0 }, u, MOST);
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
    double pairs[MOST + 2];
    plain()->uniforms(&(VectorAddress){ { 1, 2 }, 1, 1, 0, 0 }, pairs, MOST / 2);
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

static void sums_of_exponentials(void **state)
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

static void uniforms_agree(const VectorLoops *loops, size_t n)
{
    const VectorAddress at = { { 7, 8 }, 2, 5, 123, 0 };
    double a[2 * MOST], b[2 * MOST];
    loops->uniforms(&at, a, n);
    plain()->uniforms(&at, b, n);
    assert_memory_equal(a, b, 2 * n * sizeof *a);
}

static void persist_agrees(const VectorLoops *loops, const double *x, const double *e, size_t n)
{
    double a[MOST], z[MOST];
    memcpy(a, e, n * sizeof *a);
    memcpy(z, x, n * sizeof *z);
    loops->persist(x, e, x, a, z, n);
    for (size_t i = 0; i < n; i++) {
        double expected = x[i] * e[i] + e[i] * x[i];
        assert_true((a[i] == expected) & (z[i] == x[i] * expected));
    }
}

/* Digits from the scramble of one number. */
static void scrambles_agree(const VectorLoops *loops, size_t n)
{
    const uint32_t seed[2] = { 0x12345678, 0x9ABCDEF0 };
    uint32_t x[MOST];
    double u[2][MOST];
    for (size_t i = 0; i < n; i++)
        x[i] = (uint32_t)i * 0x9E3779B9;
    loops->scramble(x, seed, u[0], n);
    plain()->scramble(x, seed, u[1], n);
    assert_memory_equal(u[0], u[1], n * sizeof *u[0]);
    for (size_t i = 0; i < n; i++) {
        uint32_t point = 0;
        for (int k = 0; k < 32; k++)
            point |= (x[i] >> k & 1) << (31 - k);
        assert_true((uint32_t)floor(u[0][i] * 0x1p32) == sobol_scramble(point, seed[0]));
    }
}

static void elements_agree(const VectorLoops *loops, const double *x, size_t n)
{
    double a[MOST], b[MOST], other[MOST], another[MOST];
    unsigned char flag[2][MOST];
    loops->normals(x, a, n);
    plain()->normals(x, b, n);
    assert_memory_equal(a, b, n * sizeof *a);
    memcpy(a, x, n * sizeof *a);
    loops->normals(a, a, n);
    assert_memory_equal(a, b, n * sizeof *a);
    loops->grow_log(x, x, x, a, n);
    plain()->grow_log(x, x, x, b, n);
    assert_memory_equal(a, b, n * sizeof *a);
    for (size_t i = 0; i < n; i++)
        a[i] = b[i] = other[i] = another[i] = 0;
    loops->exponentials(x, x, 3.5, -2, a, other, n);
    plain()->exponentials(x, x, 3.5, -2, b, another, n);
    assert_memory_equal(a, b, n * sizeof *a);
    assert_memory_equal(other, another, n * sizeof *a);
    loops->within(x, 0.3, 0.6, flag[0], n);
    plain()->within(x, 0.3, 0.6, flag[1], n);
    assert_memory_equal(flag[0], flag[1], n);
    for (size_t i = 0; i < n; i++)
        b[i] = 10 * (x[i] - 0.7);
    loops->grow(x, b, x, a, n);
    for (size_t i = 0; i < n; i++)
        assert_true(a[i] == x[i] * fmax(0, 1 + b[i] + x[i]));
    memcpy(a, x, n * sizeof *a);
    loops->multiply(0.9, -2, x, a, n);
    for (size_t i = 0; i < n; i++)
        assert_true(a[i] == x[i] * fmax(0, fma(-2, x[i], 0.9)));
    persist_agrees(loops, x, b, n);
}

static void sums_agree(const VectorLoops *loops, const double *x, size_t n)
{
    const VectorBins bins = { 0.4, { 60, 300 }, 20 };
    uint32_t count[2][42] = { { 0 } };
    double sum[2], squares[2];
    VectorTally tally[2];
    for (size_t half = 0; half < 2; half++) {
        const VectorLoops *of = half ? loops : plain();
        tally[half] = of->tally(&bins, x, n, count[half]);
        of->sums(x, n, 0.5, &sum[half], &squares[half]);
    }
    assert_memory_equal(&tally[0], &tally[1], sizeof *tally);
    assert_memory_equal(count[0], count[1], sizeof *count);
    assert_true((sum[0] == sum[1]) & (squares[0] == squares[1]));
}

static void same_bits(const VectorLoops *loops, size_t n)
{
    double x[MOST];
    fill(x, n);
    uniforms_agree(loops, n);
    elements_agree(loops, x, n);
    sums_agree(loops, x, n);
    scrambles_agree(loops, n);
}

static void instruction_sets_agree(void **state)
{
    (void)state;
    for (size_t i = 0; vector_loops_table[i]; i++)
        for (size_t k = 0; k < LENGTHS && vector_loops_table[i]->supported(); k++)
            same_bits(vector_loops_table[i], lengths[k]);
    assert_true(plain()->supported());
}

/* Which word of which counter a score comes from, by Random123. */
static uint32_t word_of(const VectorAddress *at, size_t i)
{
    uint64_t counter = at->first + i / 32 * 8 + i % 16 / 2;
    philox4x32_ctr_t c = { { (uint32_t)counter, (uint32_t)(counter >> 32), at->step,
                             at->purpose } };
    philox4x32_key_t k = { { at->key[0], at->key[1] } };
    return philox4x32(c, k).v[i % 32 / 16 * 2 + i % 2];
}

enum { SCORES = 1 << 20 };

/* Every score is the quantile of its word to the table's error; the deep ones lie in the cell of
 * their word; all sets give the same bits, at any start. */
static void scores_are_quantiles(const OctaveTable *table, const VectorAddress *at)
{
    double *z = malloc(SCORES * sizeof *z), *other = malloc(SCORES * sizeof *z);
    size_t deep = 0;
    assert_true(z && other);
    plain()->scores(at, table, z, SCORES);
    for (size_t i = 0; i < SCORES; i++) {
        uint32_t word = word_of(at, i), x = word & 0x7FFFFFFF;
        double exact = octave_exact(table, word), below = -INFINITY, above = INFINITY;
        if (x < OCTAVE_DEEP) {
            uint32_t down = (x | 1) - 2, up = (x | 1) + 2, side = word & 0x80000000;
            below = down > 0x7FFFFFFF ? -INFINITY : octave_exact(table, down | side);
            above = octave_exact(table, up | side);
            assert_true(fabs(z[i]) < fabs(below) && fabs(z[i]) > fabs(above));
            deep++;
        } else if (!(fabs(z[i] - exact) <= (1.01 * table->error + 3e-7) * fmax(1, fabs(exact)))) {
            fail_msg("word %08x: %.9g for %.9g", word, z[i], exact);
        }
    }
    assert_in_range(deep, 10, 70); /* 32 expected */
    for (size_t i = 0; vector_loops_table[i]; i++) {
        if (!vector_loops_table[i]->supported())
            continue;
        vector_loops_table[i]->scores(at, table, other, SCORES);
        assert_memory_equal(z, other, SCORES * sizeof *z);
        vector_loops_table[i]->scores(at, table, other, 96);
        assert_memory_equal(z, other, 96 * sizeof *z);
        VectorAddress later = *at; /* the draws do not depend on where a call begins */
        later.first += 8;
        vector_loops_table[i]->scores(&later, table, other, 64);
        assert_memory_equal(z + 32, other, 64 * sizeof *z);
    }
    free(z);
    free(other);
}

/* A skewed law without atoms: Gumbel's. */
static double gumbel(const void *law, double d, unsigned side)
{
    (void)law;
    return -log(side ? -log1p(-d) : -log(d));
}

/* The mirror of the quantile at u is the quantile at 1 - u: the word's other side, and what deepens
 * it is the same. */
static void mirrored_scores(void **state)
{
    (void)state;
    const VectorAddress at = { { 5, 6 }, 1, 3, 96, 0 }, mirror = { { 5, 6 }, 1, 3, 96, 1u << 31 };
    OctaveTable table;
    Error err = { 0 };
    double *z = malloc(SCORES * sizeof *z), *mirrored = malloc(SCORES * sizeof *z);
    assert_true(z && mirrored);
    assert_int_equal(octave_fit(&table, gumbel, NULL, &err), STATUS_GOOD);
    for (size_t i = 0; vector_loops_table[i]; i++) {
        if (!vector_loops_table[i]->supported())
            continue;
        vector_loops_table[i]->scores(&at, &table, z, SCORES);
        vector_loops_table[i]->scores(&mirror, &table, mirrored, SCORES);
        for (size_t p = 0; p < SCORES; p++) {
            double below = exp(-exp(-z[p])), above = -expm1(-exp(-z[p])); /* u and 1 - u */
            double other = gumbel(NULL, fmin(below, above), below < above);
            assert_true(fabs(mirrored[p] - other) < 1e-4 * fmax(1, fabs(other)));
        }
    }
    free(z);
    free(mirrored);
}

static void normal_scores(void **state)
{
    (void)state;
    OctaveTable table;
    Error err = { 0 };
    assert_int_equal(octave_fit_symmetric(&table, octave_normal, NULL, &err), STATUS_GOOD);
    assert_true(table.error < 5e-6);
    const float *fitted = &table.term[0][0][0], *kept = &octave_normal_table.term[0][0][0];
    for (size_t i = 0; i < (size_t)OCTAVE_TERMS * OCTAVES; i++)
        assert_true(fabsf(fitted[i] - kept[i]) <= 1e-6F * fabsf(kept[i]));
    assert_true(octave_normal_table.symmetric && octave_normal_table.error < 5e-6);
    scores_are_quantiles(&octave_normal_table,
                         &(VectorAddress){ { 5, 6 }, 1, 3, 0xFFFFFFFFu - 7, 0 });
}

static void student_scores(void **state)
{
    (void)state;
    static const double freedom[] = { 2.5, 5, 30 };
    for (size_t i = 0; i < sizeof freedom / sizeof *freedom; i++) {
        OctaveTable table;
        Student *student;
        Error err = { 0 };
        assert_int_equal(student_new(&student, freedom[i], &err), STATUS_GOOD);
        assert_int_equal(octave_fit_symmetric(&table, student_octave, student, &err), STATUS_GOOD);
        assert_true(table.error < 2e-5);
        scores_are_quantiles(&table, &(VectorAddress){ { 5, 6 }, 1, 3, 96, 0 });
        student_free(student);
    }
}

/* A law with a step inside an octave has no such table. */
static double step(const void *law, double d, unsigned side)
{
    (void)law;
    return (side ? 1 : -1) * (d < 0.3 ? 1.0 : 0.0);
}

static void a_law_that_is_not_smooth_is_refused(void **state)
{
    (void)state;
    OctaveTable table;
    Error err = { 0 };
    assert_int_equal(octave_fit_symmetric(&table, step, NULL, &err), STATUS_NUMERIC);
    assert_non_null(strstr(err.text, "errs by"));
}

static void exponentials_are_exponentials(void **state)
{
    (void)state;
    double x[MOST], one[MOST], zero[MOST] = { 0 }, y[MOST];
    fill(x, MOST);
    for (size_t i = 0; i < MOST; i++) {
        x[i] = (x[i] - 0.5) * (i % 3 ? 2 : 1490);
        one[i] = 1;
    }
    x[0] = 0;
    plain()->grow_log(one, zero, x, y, MOST);
    for (size_t i = 0; i < MOST; i++) {
        double exact = exp(x[i]); /* beyond the range both are infinite, or nothing is left */
        assert_true(y[i] == exact || fabs(y[i] - exact) <= 4.5e-16 * exact + 5e-324);
    }
    assert_true(y[0] == 1);
}

static void tally_counts(void **state)
{
    (void)state;
    const VectorBins bins = { 10, { 2, 4 }, 8 }; /* 6..10..12 */
    const double x[] = {
        5.99, 6, 6.49, 6.5, 9.99, 10, 10.24, 10.25, 11.99, 12, INFINITY, -INFINITY
    };
    const uint32_t cells[] = { 0, 1, 1, 2, 8, 9, 9, 10, 16, 17, 17, 0 };
    enum { COUNT = sizeof x / sizeof *x };
    uint32_t count[18] = { 0 }, expected[18] = { 0 };
    VectorTally tally = plain()->tally(&bins, x, COUNT - 2, count);
    assert_true(tally.least == 5.99 && tally.most == 12);
    assert_true(fabs(tally.sum - (89.45 - 100)) < 1e-13);
    for (size_t i = 0; i < COUNT; i++) {
        assert_int_equal(vector_cell(&bins, x[i]), cells[i]);
        expected[cells[i]] += i < COUNT - 2;
    }
    assert_memory_equal(count, expected, sizeof expected);
    assert_int_equal(vector_cell(&bins, NAN), 17);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(uniforms_are_philox),
        cmocka_unit_test(normals_are_quantiles),
        cmocka_unit_test(normal_scores),
        cmocka_unit_test(student_scores),
        cmocka_unit_test(mirrored_scores),
        cmocka_unit_test(a_law_that_is_not_smooth_is_refused),
        cmocka_unit_test(exponentials_are_exponentials),
        cmocka_unit_test(sums_of_exponentials),
        cmocka_unit_test(tally_counts),
        cmocka_unit_test(sums_are_sums),
        cmocka_unit_test(instruction_sets_agree),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
