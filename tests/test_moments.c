/* Mean and standard deviation: the constructed sets of the NIST Statistical Reference Datasets,
 * univariate summary statistics, with their certified values; pieces and their merging. */
#include "math/moments.h"

#include <math.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

enum { MOST = 1001 };

/* A set is `centre`, then pairs `centre` - `step`, `centre` + `step`. */
typedef struct Certified {
    const char *name;
    double first, below, above;
    size_t count;
    double mean, sd;
    double mean_digits, sd_digits; /* that must be right */
} Certified;

static const Certified sets[] = {
    { "NumAcc1", 10000002, 10000001, 10000003, 3, 10000002, 1, 14, 12 },
    { "NumAcc2", 1.2, 1.1, 1.3, MOST, 1.2, 0.1, 14, 12 },
    { "NumAcc3", 1000000.2, 1000000.1, 1000000.3, MOST, 1000000.2, 0.1, 14, 9.4 },
    { "NumAcc4", 10000000.2, 10000000.1, 10000000.3, MOST, 10000000.2, 0.1, 14, 8 },
};

static void fill(const Certified *set, double *x)
{
    x[0] = set->first;
    for (size_t i = 1; i < set->count; i++)
        x[i] = i % 2 ? set->below : set->above;
}

/* McCullough's log relative error: the number of digits that agree. */
static double digits(double computed, double certified)
{
    return -log10(fabs(computed - certified) / fabs(certified) + 1e-17);
}

static void check(const Certified *set, const Moments *moments)
{
    if (digits(moments->mean, set->mean) < set->mean_digits ||
        digits(moments_sd(moments), set->sd) < set->sd_digits)
        fail_msg("%s: mean %.17g, sd %.17g", set->name, moments->mean, moments_sd(moments));
    assert_true(moments->count == (double)set->count);
}

static void the_reference_sets_come_to_their_digits(void **state)
{
    (void)state;
    for (size_t s = 0; s < sizeof sets / sizeof *sets; s++) {
        double x[MOST];
        Moments moments = { 0 };
        fill(&sets[s], x);
        moments_add(&moments, x, sets[s].count);
        check(&sets[s], &moments);
    }
}

static void pieces_come_to_the_same_digits(void **state)
{
    (void)state;
    static const size_t pieces[] = { 1, 2, 7, 64, 500, 1000 };
    for (size_t s = 0; s < sizeof sets / sizeof *sets; s++)
        for (size_t c = 0; c < sizeof pieces / sizeof *pieces; c++) {
            double x[MOST];
            size_t count = sets[s].count;
            Moments added = { 0 }, merged = { 0 };
            fill(&sets[s], x);
            for (size_t from = 0; from < count; from += pieces[c]) {
                size_t n = count - from < pieces[c] ? count - from : pieces[c];
                Moments piece = { 0 };
                moments_add(&piece, x + from, n);
                moments_merge(&merged, &piece);
                moments_add(&added, x + from, n);
            }
            check(&sets[s], &merged);
            check(&sets[s], &added);
        }
}

/* Pieces of unlike size, place and spread, against the plain two-pass sums. */
static void unlike_pieces_merge(void **state)
{
    (void)state;
    double x[MOST], mean = 0, squares = 0;
    for (size_t i = 0; i < MOST; i++)
        x[i] = (i < 300 ? -50 : 1000) + sin((double)i) * (i % 3 ? 1 : 40);
    for (size_t i = 0; i < MOST; i++)
        mean += x[i] / MOST;
    for (size_t i = 0; i < MOST; i++)
        squares += (x[i] - mean) * (x[i] - mean);
    static const size_t ends[] = { 0, 1, 300, 310, 310, 900, MOST };
    Moments all = { 0 };
    for (size_t i = 1; i < sizeof ends / sizeof *ends; i++) {
        Moments piece = { 0 };
        moments_add(&piece, x + ends[i - 1], ends[i] - ends[i - 1]);
        moments_merge(&all, &piece);
    }
    assert_true(fabs(all.mean / mean - 1) < 1e-13);
    assert_true(fabs(moments_sd(&all) / sqrt(squares / (MOST - 1)) - 1) < 1e-13);
}

static void few_numbers_have_no_sd(void **state)
{
    (void)state;
    const double one = 165000, same[3] = { 0.1, 0.1, 0.1 };
    Moments none = { 0 }, single = { 0 }, empty = { 0 }, constant = { 0 };
    moments_add(&none, &one, 0);
    assert_true(none.count == 0 && isnan(moments_sd(&none)));
    moments_merge(&none, &empty);
    assert_true(none.count == 0 && none.mean == 0 && isnan(moments_sd(&none)));
    moments_add(&single, &one, 1);
    assert_true(single.count == 1 && single.mean == one && isnan(moments_sd(&single)));
    moments_merge(&single, &empty);
    assert_true(single.count == 1 && single.mean == one && single.squares == 0);
    moments_merge(&empty, &single);
    assert_true(empty.count == 1 && empty.mean == one && empty.squares == 0);
    moments_add(&constant, same, 3);
    assert_true(constant.mean == 0.1 && moments_sd(&constant) == 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_reference_sets_come_to_their_digits),
        cmocka_unit_test(pieces_come_to_the_same_digits),
        cmocka_unit_test(unlike_pieces_merge),
        cmocka_unit_test(few_numbers_have_no_sd),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
