/* Rare events that come about in several ways, by importance sampling: both bounds, several
 * targets, several years, an event or noise. Truth is a closed form or the exact method, within 4
 * standard errors, these below a thirtieth of the chance. tests/rare_coverage.py has many more
 * seeds. */
#include "tests/support.h"

#include "math/normal.h"

#define WALK "{'model':'geometric','base':100,'growth':0,'volatility':0.1}"

/* JSON with single quotes, so that it can be read here. */
static Simulated simulate_quoted(const char *sampling, int seed, const char *rest)
{
    char *json = text_format("{'dubao':1,'id':'t','years':{'base':2020,'end':2025},'periods':{'p':"
                             "[2021,2025]},'simulation':{'paths':100000,'seed':%d,'sampling':'%s'},"
                             "%s}",
                             seed, sampling, rest);
    for (char *c = json; *c; c++)
        *c = *c == '\'' ? '"' : *c;
    Simulated made = simulate_from(json, 2);
    free(json);
    return made;
}

/* The level of a walk that lies z standard deviations from its median after five years. */
static double level(double z)
{
    return 100 * exp(z * 0.1 * sqrt(5));
}

static void check_missed(const Chance *chance, const char *method, double truth, const char *what)
{
    assert_string_equal(method, "importance");
    assert_near(1 - chance->probability, truth, chance->standard_error, what);
    if (!(chance->standard_error < truth / 30))
        fail_msg("%s: error %g of %g", what, chance->standard_error, truth);
    assert_true(chance->interval[0] < chance->probability && chance->interval[1] < 1);
}

static void check_target(const char *rest, double truth, const char *what)
{
    Simulated made = simulate_quoted("importance", 1, rest);
    const TargetForecast *target = &made.forecast->target[0];
    check_missed(&target->chance, target->method, truth, what);
    simulated_free(&made);
}

static void both_bounds_count(void **state)
{
    (void)state;
    static const double z[][2] = { { 3.3, 3.3 }, { 3.5, 4 }, { 4.9, 5 }, { 6, 6.1 } };
    for (size_t i = 0; i < sizeof z / sizeof *z; i++) {
        double truth = normal_cdf(-z[i][0]) + normal_cdf(-z[i][1]);
        char *rest = text_format("'indicators':{'a':" WALK "},'targets':{'t':{'indicator':'a',"
                                 "'year':2025,'between':[%.17g,%.17g]}}",
                                 level(-z[i][0]), level(z[i][1]));
        check_target(rest, truth, rest);
        free(rest);
    }
}

/* Over four years a standard deviation of the average growth is one of 0.1 / 2. */
static void both_bounds_of_growth_count(void **state)
{
    (void)state;
    char *rest = text_format("'indicators':{'a':" WALK "},'targets':{'t':{'indicator':'a',"
                             "'growth':[2022,2025],'between':[%.17g,%.17g]}}",
                             expm1(-4 * 0.05), expm1(4.2 * 0.05));
    check_target(rest, normal_cdf(-4) + normal_cdf(-4.2), "growth");
    free(rest);
}

/* Independent indicators, missed in turn below and above with chances that fall by `ratio`. */
static void check_together(size_t count, double first, double ratio, const char *what)
{
    Text indicators = { 0 }, targets = { 0 };
    double met = 0, p = first;
    for (size_t i = 0; i < count; i++, p *= ratio) {
        double z = normal_quantile(p);
        text_add(&indicators, "%s'a%zu':" WALK, i ? "," : "", i);
        text_add(&targets, "%s't%zu':{'indicator':'a%zu','year':2025,'%s':%.17g}", i ? "," : "", i,
                 i, i % 2 ? "at_most" : "at_least", level(i % 2 ? -z : z));
        met += log1p(-p);
    }
    char *rest = text_format("'indicators':{%s},'targets':{%s}", indicators.data, targets.data);
    Simulated made = simulate_quoted("importance", 1, rest);
    const Joint *joint = &made.forecast->joint[0];
    check_missed(&joint->chance, joint->method, -expm1(met), what);
    simulated_free(&made);
    text_free(&indicators);
    text_free(&targets);
    free(rest);
}

static void each_target_counts(void **state)
{
    (void)state;
    check_together(2, normal_cdf(-4), 1, "two");
    check_together(2, 1e-8, 0.01, "two, unequal");
    check_together(20, 5e-8, 1, "twenty");
}

static const struct {
    const char *what, *more, *goal, *events;
} exactly[] = {
    { "each year", "", "'each_year':[2021,2025],'between':[84,225]", "" },
    { "heavy tails", ",'shock':{'student_t':5}", "'year':2025,'between':[85,300]", "" },
    { "a rare crisis or noise", "", "'year':2025,'between':[109,230]",
      ",'events':{'c':{'probability':0.0003,'loss':0.2,'indicators':['a']}}" },
};

static void the_exact_method_agrees(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof exactly / sizeof *exactly; i++) {
        char *rest = text_format("'indicators':{'a':{'model':'compound','base':100,'growth':0.1,"
                                 "'volatility':0.04%s}},'targets':{'t':{'indicator':'a',%s}}%s",
                                 exactly[i].more, exactly[i].goal, exactly[i].events);
        Simulated exact = simulate_quoted("exact", 1, rest);
        double truth = 1 - exact.forecast->target[0].chance.probability;
        if (!(truth < 1e-3 && truth > 1e-9))
            fail_msg("%s: %g is not rare", exactly[i].what, truth);
        check_target(rest, truth, exactly[i].what);
        simulated_free(&exact);
        free(rest);
    }
}

/* Within one bound: a base that is rarely ten times too small, or, less often, noise. */
static void a_jump_or_noise(void **state)
{
    (void)state;
    double truth = 0.9995 * normal_cdf(-4) + 0.0005 * normal_cdf(log(10) / (0.1 * sqrt(5)) - 4);
    char *rest = text_format("'indicators':{'a':{'model':'geometric','base':{'discrete':[[100,"
                             "0.9995],[10,0.0005]]},'growth':0,'volatility':0.1}},'targets':{'t':{"
                             "'indicator':'a','year':2025,'at_least':%.17g}}",
                             level(-4));
    check_target(rest, truth, "jump or noise");
    free(rest);
}

static void intervals_hold_the_truth(void **state)
{
    (void)state;
    enum { SEEDS = 20 };
    double truth = normal_cdf(-3.5) + normal_cdf(-4);
    int held = 0;
    char *rest = text_format("'indicators':{'a':" WALK "},'targets':{'t':{'indicator':'a','year':"
                             "2025,'between':[%.17g,%.17g]}}",
                             level(-3.5), level(4));
    for (int seed = 1; seed <= SEEDS; seed++) {
        Simulated made = simulate_quoted("importance", seed, rest);
        const double *interval = made.forecast->target[0].chance.interval;
        held += interval[0] <= 1 - truth && 1 - truth <= interval[1];
        simulated_free(&made);
    }
    if (held < 16)
        fail_msg("%d of %d intervals hold %g", held, SEEDS, truth);
    free(rest);
}

/* A chance that cannot be had keeps its random answer and says so; the others have theirs. */
static void one_chance_does_not_take_the_others_with_it(void **state)
{
    (void)state;
    Text indicators = { 0 }, sum = { 0 };
    for (int i = 0; i < 820; i++) { /* 4100 shocks */
        text_add(&indicators, "'a%d':" WALK ",", i);
        text_add(&sum, "%s'a%d'", i ? "," : "", i);
    }
    char *rest = text_format("'indicators':{%s'all':{'model':'sum','of':[%s]}},'targets':{'wide':{"
                             "'indicator':'all','year':2025,'at_least':99000},'t':{'indicator':"
                             "'a0','year':2025,'at_most':%.17g}}",
                             indicators.data, sum.data, level(4));
    Simulated made = simulate_quoted("importance", 1, rest);
    const TargetForecast *target = made.forecast->target;
    assert_string_equal(target[0].method, "random");
    assert_ptr_equal(target[0].note, &note_too_many_draws);
    assert_true(target[0].chance.probability == 0 && target[0].chance.interval[1] > 3e-5);
    check_missed(&target[1].chance, target[1].method, normal_cdf(-4), "the other");
    char *text = result_text(&made);
    assert_non_null(strstr(text, "\"note\": \"too many random numbers"));
    free(text);
    simulated_free(&made);
    text_free(&indicators);
    text_free(&sum);
    free(rest);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(both_bounds_count),
        cmocka_unit_test(both_bounds_of_growth_count),
        cmocka_unit_test(each_target_counts),
        cmocka_unit_test(the_exact_method_agrees),
        cmocka_unit_test(a_jump_or_noise),
        cmocka_unit_test(intervals_hold_the_truth),
        cmocka_unit_test(one_chance_does_not_take_the_others_with_it),
    };
    start_math();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
