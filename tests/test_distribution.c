/* Distributions beyond the battery of all_distributions: known values from a file, what is refused
 * and in which words, and the edges of the parameters. */
#include "math/distribution.h"
#include "math/start.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

enum { MOST = 18 };

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

/* Shapes of a rare event: 2 in 200, 5 in 1000. Every share must come out, or levels become NaN. */
static void beta_works_for_small_and_large_shapes(void **state)
{
    (void)state;
    static const double shapes[] = { 0.1, 0.5, 1, 2, 5, 20, 200, 1000, 10000 };
    enum { SHAPES = sizeof shapes / sizeof *shapes };
    for (size_t i = 0; i < SHAPES * SHAPES; i++) {
        const double pair[] = { shapes[i / SHAPES], shapes[i % SHAPES] };
        Quantity q = quantity_of("beta", pair, 2);
        double before = 0;
        for (int k = 1; k < 1000; k++) {
            double u = k / 1000.0, x = q.law->quantile(&q, u), hair = 4e-16 * x;
            double moved = q.law->cdf(&q, x + hair) - q.law->cdf(&q, x - hair);
            if (!(x >= before && x <= 1 && fabs(q.law->cdf(&q, x) - u) <= moved + 1e-9))
                fail_msg("beta [%g, %g] at %g: %.17g", pair[0], pair[1], u, x);
            before = x;
        }
        quantity_free(&q);
    }
}

static void moments_that_do_not_exist_are_said(void **state)
{
    (void)state;
    static const double cauchy[] = { 1, 0, 1 }, heavy[] = { 2, 0, 1 };
    Quantity one = quantity_of("student_t", cauchy, 3), two = quantity_of("student_t", heavy, 3);
    assert_true(isnan(one.law->mean(&one)) && isinf(one.law->variance(&one)));
    assert_true(two.law->mean(&two) == 0 && isinf(two.law->variance(&two)));
    quantity_free(&one);
    quantity_free(&two);
}

static void the_given_values_are_kept(void **state)
{
    (void)state;
    static const double pairs[] = { 5, 0.5, 1, 0.2, 2, 0.3 }, points[] = { 0.9, 4, 0.1, -4 };
    Quantity discrete = quantity_of("discrete", pairs, 6);
    Quantity metalog = quantity_of("metalog", points, 4);
    assert_int_equal(discrete.given_count, 6);
    assert_memory_equal(discrete.given, pairs, sizeof pairs);
    assert_int_equal(metalog.given_count, 4);
    assert_memory_equal(metalog.given, points, sizeof points);
    quantity_free(&discrete);
    quantity_free(&metalog);
    quantity_free(&metalog); /* an empty one is accepted */
    Quantity plain = quantity_constant(-2.5);
    assert_string_equal(plain.law->name, "constant");
    assert_true(quantity_is_constant(&plain) && quantity_side(&plain, 1) == -2.5);
    quantity_free(&plain);
}

/* ---- refusals ---- */

typedef struct Refusal {
    const char *law;
    const char *sentence; /* part of it; NULL: accepted */
    size_t count;
    double value[2 * MOST];
} Refusal;

static const Refusal refusals[] = {
    { "uniform", "allowed is [low, high]", 2, { 2, 1 } },
    { "triangular", "allowed is [low, mode, high]", 3, { 1, 0, 2 } },
    { "triangular", "allowed is [low, mode, high]", 3, { 0, 3, 2 } },
    { "pert", "allowed is [low, mode, high]", 3, { 1, 0, 2 } },
    { "pert", "allowed is [low, mode, high]", 3, { 0, 3, 2 } },
    { "discrete", "one is above 0", 4, { 1, 0, 2, 0 } },
    { "discrete", "one is above 0", 4, { 1, 1e300, 2, INFINITY } },
    { "empirical", "allowed is one or more", 0, { 0 } },
    { "metalog", "allowed are 2 to 9", 2, { 0.5, 1 } },
    { "metalog", "allowed are 2 to 9", 20, { 0.05, 1, 0.1, 2, 0.2, 3, 0.3, 4, 0.4, 5,
                                             0.5,  6, 0.6, 7, 0.7, 8, 0.8, 9, 0.9, 10 } },
    { "metalog", "do not rise", 6, { 0.1, 1, 0.5, 3, 0.9, 2 } },
    { "metalog", "do not rise", 6, { 0.1, 1, 0.5, 2, 0.9, 2 } },
    { "metalog", "do not rise", 6, { 0.1, 1, 0.1, 2, 0.9, 3 } },
    { "metalog", "too uneven", 6, { 0.1, 0, 0.5, 1, 0.9, 100 } },
    /* feasible up to |a3| / a2 = 1.667113, the reciprocal of the maximum 0.599839320 of
     * (y - 1/2) + y (1 - y) log(y / (1 - y)): a median at 0.166577 or 0.833423 of the way */
    { "metalog", NULL, 6, { 0.1, 0, 0.5, 0.1667, 0.9, 1 } },
    { "metalog", "too uneven", 6, { 0.1, 0, 0.5, 0.1664, 0.9, 1 } },
    { "metalog", NULL, 6, { 0.1, 0, 0.5, 0.8333, 0.9, 1 } },
    { "metalog", "too uneven", 6, { 0.1, 0, 0.5, 0.8336, 0.9, 1 } },
};

static void bad_values_are_refused_with_a_sentence(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof refusals / sizeof *refusals; i++) {
        const Refusal *refusal = &refusals[i];
        Quantity q = { 0 };
        Error err = { 0 };
        double *value = malloc(sizeof refusal->value);
        assert_non_null(value);
        memcpy(value, refusal->value, sizeof refusal->value);
        Status status =
            quantity_make(&q, distribution_find(refusal->law), value, refusal->count, &err);
        if (status != (refusal->sentence ? STATUS_INVALID : STATUS_GOOD))
            fail_msg("%s, refusal %zu: status %d %s", refusal->law, i, status, err.text);
        if (refusal->sentence && !strstr(err.text, refusal->sentence))
            fail_msg("%s: \"%s\" without \"%s\"", refusal->law, err.text, refusal->sentence);
        assert_true(!refusal->sentence || (!q.law && !q.value && !q.given));
        quantity_free(&q);
    }
}

/* ---- known values ---- */

static double ask(const Quantity *q, const char *what, double argument)
{
    if (!strcmp(what, "quantile"))
        return q->law->quantile(q, argument);
    if (!strcmp(what, "cdf"))
        return q->law->cdf(q, argument);
    if (!strcmp(what, "mean"))
        return q->law->mean(q);
    if (!strcmp(what, "variance"))
        return q->law->variance(q);
    fail_msg("%s is no question", what);
    return NAN;
}

static void check_known(char *line)
{
    enum { LAW, WHAT, ARGUMENT, EXPECTED, TOLERANCE, VALUES, WORDS = VALUES + MOST };
    char *word[WORDS] = { 0 }, *rest = NULL;
    size_t words = 0;
    for (char *at = strtok_r(line, " \n", &rest); at && words < WORDS; words++) {
        word[words] = at;
        at = strtok_r(NULL, " \n", &rest);
    }
    assert_true(words > VALUES);
    double value[MOST], argument = strtod(word[ARGUMENT], NULL);
    for (size_t i = VALUES; i < words; i++)
        value[i - VALUES] = strtod(word[i], NULL);
    Quantity q = quantity_of(word[LAW], value, words - VALUES);
    double expected = strtod(word[EXPECTED], NULL), got = ask(&q, word[WHAT], argument);
    if (!(got == expected || fabs(got - expected) <= strtod(word[TOLERANCE], NULL)))
        fail_msg("%s %s %s: %.17g for %s", word[LAW], word[WHAT], word[ARGUMENT], got,
                 word[EXPECTED]);
    quantity_free(&q);
}

static void known_values_come_out(void **state)
{
    (void)state;
    FILE *file = fopen(SOURCE_FOLDER "/tests/known/distributions.txt", "r");
    char line[500];
    size_t checked = 0;
    assert_non_null(file);
    while (fgets(line, sizeof line, file))
        if (line[0] != '#' && line[0] != '\n') {
            check_known(line);
            checked++;
        }
    fclose(file);
    assert_true(checked > 60); /* the file was not cut */
}

int main(void)
{
    start_math();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(beta_works_for_small_and_large_shapes),
        cmocka_unit_test(moments_that_do_not_exist_are_said),
        cmocka_unit_test(the_given_values_are_kept),
        cmocka_unit_test(bad_values_are_refused_with_a_sentence),
        cmocka_unit_test(known_values_come_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
