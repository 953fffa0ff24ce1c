/* Sorting by bits against the C library's qsort. */
#include "math/sort.h"

#include "math/stream.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

enum { MOST = 3000 };

static int compare(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static void sorts_as_qsort_does(void **state)
{
    (void)state;
    static const size_t lengths[] = { 0, 1, 2, 3, 100, 2047, MOST };
    static const double ends[] = { 0, INFINITY, -INFINITY, 1e-310, -1e-310, 1e308, -1e308, 7, 7 };
    double x[MOST], y[MOST], scratch[MOST];
    for (size_t k = 0; k < sizeof lengths / sizeof *lengths; k++) {
        size_t n = lengths[k];
        stream_uniforms(stream_of(3, "sort"), PURPOSE_SHOCK, (uint32_t)k, 0, x, n);
        for (size_t i = 0; i < n; i++) /* both signs, many orders of magnitude, ties */
            x[i] = i < 9 ? ends[i] : i % 7 ? (x[i] - 0.5) * pow(10, (double)(i % 40)) : 12;
        memcpy(y, x, n * sizeof *x);
        qsort(y, n, sizeof *y, compare);
        sort_doubles(x, scratch, n);
        assert_memory_equal(x, y, n * sizeof *x);
    }
}

/* What the highest digits do not tell apart: a far value beside many close ones, falling. */
static void sorts_what_lies_close(void **state)
{
    (void)state;
    double x[MOST], y[MOST], scratch[MOST];
    for (size_t i = 0; i < MOST; i++)
        x[i] = i ? 1 + 1e-15 * (double)(MOST - i) : -1e300;
    memcpy(y, x, sizeof x);
    qsort(y, MOST, sizeof *y, compare);
    sort_doubles(x, scratch, MOST);
    assert_memory_equal(x, y, sizeof x);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(sorts_as_qsort_does),
                                        cmocka_unit_test(sorts_what_lies_close) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
