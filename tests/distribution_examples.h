/* One example or more of every distribution: a new one brings its own, and is tested by it. */
#ifndef TESTS_DISTRIBUTION_EXAMPLES_H
#define TESTS_DISTRIBUTION_EXAMPLES_H

#include "math/distribution.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

enum { MOST = 18 };

typedef enum Shape {
    SMOOTH, /* the cdf is continuous */
    STEPS,  /* atoms, each of a probability that is a multiple of 1/1000 */
    POINT   /* all at one value */
} Shape;

typedef struct Example {
    const char *law;
    Shape shape;
    double low, high; /* ends of the support */
    size_t count;
    double value[MOST];
} Example;

#define INF INFINITY

static const Example examples[] = {
    { "constant", POINT, 17, 17, 1, { 17 } },
    { "uniform", SMOOTH, 16.5, 18, 2, { 16.5, 18 } },
    { "uniform", SMOOTH, -2, 3, 2, { -2, 3 } },
    { "uniform", POINT, 3, 3, 2, { 3, 3 } },
    { "normal", SMOOTH, -INF, INF, 2, { 17, 0.25 } },
    { "normal", SMOOTH, -INF, INF, 2, { 0, 1 } },
    { "normal", POINT, 5, 5, 2, { 5, 0 } },
    { "lognormal", SMOOTH, 0, INF, 2, { 165000, 0.05 } },
    { "lognormal", SMOOTH, 0, INF, 2, { 1, 0.8 } },
    { "lognormal", POINT, 5, 5, 2, { 5, 0 } },
    { "triangular", SMOOTH, 16.5, 18, 3, { 16.5, 17, 18 } },
    { "triangular", SMOOTH, 0, 1, 3, { 0, 0, 1 } },
    { "triangular", SMOOTH, -1, 1, 3, { -1, 1, 1 } },
    { "triangular", POINT, 2, 2, 3, { 2, 2, 2 } },
    { "pert", SMOOTH, 16.5, 18, 3, { 16.5, 17, 18 } },
    { "pert", SMOOTH, 0, 1, 3, { 0, 0, 1 } },
    { "pert", SMOOTH, -3, 2, 3, { -3, 2, 2 } },
    { "pert", POINT, 2, 2, 3, { 2, 2, 2 } },
    { "beta", SMOOTH, 0, 1, 2, { 2.5, 4 } },
    { "beta", SMOOTH, 0, 1, 2, { 0.5, 0.5 } },
    { "student_t", SMOOTH, -INF, INF, 3, { 5, 17, 0.5 } },
    { "student_t", SMOOTH, -INF, INF, 3, { 30, 0, 1 } },
    { "student_t", POINT, 1, 1, 3, { 5, 1, 0 } },
    { "two_piece_normal", SMOOTH, -INF, INF, 3, { 9.53, 1.336831459724416, 2.590145597039915 } },
    { "two_piece_normal", SMOOTH, -INF, INF, 3, { 0, 3, 0.5 } },
    { "two_piece_normal", SMOOTH, 10, INF, 3, { 10, 0, 2 } },
    { "two_piece_normal", SMOOTH, -INF, 10, 3, { 10, 2, 0 } },
    { "two_piece_normal", POINT, 4, 4, 3, { 4, 0, 0 } },
    { "discrete", STEPS, 1, 5, 6, { 5, 0.5, 1, 0.2, 2, 0.3 } },
    { "discrete", STEPS, -1, 7, 8, { 7, 1, -1, 1, -9, 0, 0, 2 } },
    { "discrete", POINT, 7, 7, 6, { 1, 0, 7, 3, 9, 0 } },
    { "empirical", STEPS, 1, 4, 5, { 4, 1, 3, 2, 2 } },
    { "empirical", POINT, 6, 6, 3, { 6, 6, 6 } },
    { "metalog", SMOOTH, -INF, INF, 4, { 0.9, 4, 0.1, -4 } },
    { "metalog", SMOOTH, -INF, INF, 6, { 0.5, 17, 0.1, 16.5, 0.9, 18 } },
    { "metalog", SMOOTH, -INF, INF, 10, { 0.05, 12, 0.25, 15, 0.5, 16.5, 0.75, 18.5, 0.95, 24 } },
    { "metalog",
      SMOOTH,
      -INF,
      INF,
      18,
      { 0.01, -2.326348, 0.05, -1.644854, 0.1, -1.281552, 0.25, -0.67449, 0.5, 0, 0.75, 0.67449,
        0.9, 1.281552, 0.95, 1.644854, 0.99, 2.326348 } },
};

static Quantity quantity_of(const char *name, const double *values, size_t count)
{
    Quantity q = { 0 };
    Error err = { 0 };
    const Distribution *law = distribution_find(name);
    if (!law)
        fail_msg("an example of %s, which is in no table", name);
    double *value = malloc((count ? count : 1) * sizeof *value);
    assert_non_null(value);
    memcpy(value, values, count * sizeof *value);
    if (quantity_make(&q, law, value, count, &err) != STATUS_GOOD)
        fail_msg("%s: %s", name, err.text);
    return q;
}

enum { EXAMPLES = sizeof examples / sizeof *examples };

#define REQUIRE(condition)                                                                         \
    do {                                                                                           \
        if (!(condition))                                                                          \
            fail_msg("%s [%g, %g, ...]: %s", example->law, example->value[0], example->value[1],   \
                     #condition);                                                                  \
    } while (0)

#endif
