/* Every distribution, cut at two ends: against the conditional law of the whole one. A distribution
 * is here by its example in distribution_examples.h. */
#include "distribution_examples.h"
#include "math/normal.h"
#include "math/quadrature.h"
#include "math/start.h"
#include "math/truncation.h"

static double logistic(double x)
{
    return 1 / (1 + exp(-x));
}

/* Quantile levels of the ends; 0 and 1: no end. */
static const struct Cut {
    double low, high;
} cuts[] = { { 0.1, 0.7 }, { 0.02, 1 }, { 0, 0.9 }, { 0.97, 1 }, { 0.97, 0.98 }, { 1e-6, 1e-3 } };

typedef void Check(const Example *example, const Quantity *whole, const Quantity *cut, Ends ends);

static bool is_cut(const Example *example, Ends ends)
{
    return example->shape != POINT && ends.low < ends.high;
}

static void each_cut(Check *check)
{
    for (size_t i = 0; i < EXAMPLES; i++)
        for (size_t k = 0; k < sizeof cuts / sizeof *cuts; k++) {
            const Example *example = &examples[i];
            Quantity whole = quantity_of(example->law, example->value, example->count);
            Quantity cut = quantity_of(example->law, example->value, example->count);
            Error err = { 0 };
            Ends ends = { cuts[k].low > 0 ? whole.law->quantile(&whole, cuts[k].low) : -INFINITY,
                          cuts[k].high < 1 ? whole.law->quantile(&whole, cuts[k].high) : INFINITY };
            if (is_cut(example, ends)) {
                REQUIRE(truncation_cut(&cut, ends, ends, &err) == STATUS_GOOD);
                check(example, &whole, &cut, ends);
            }
            quantity_free(&whole);
            quantity_free(&cut);
        }
}

/* P(X < x) and P(X <= x) of the whole law. */
static double before(const Quantity *q, double x)
{
    return q->law->cdf(q, nextafter(x, -INFINITY));
}

typedef struct Inside {
    double below, above, mass;
} Inside;

static Inside inside(const Quantity *whole, Ends ends)
{
    double below = isfinite(ends.low) ? before(whole, ends.low) : 0;
    double above = isfinite(ends.high) ? quantity_exceedance(whole, ends.high) : 0;
    return (Inside){ below, above, 1 - below - above };
}

static const double levels[] = { 1e-9, 0.001, 0.1, 0.3, 0.5, 0.77, 0.95, 0.999, 1 - 1e-9 };
enum { LEVELS = sizeof levels / sizeof *levels };

/* Q'(u) = Q(F(low) + u (F(high) - F(low))), up to what the last bits of the levels can move. */
static void check_quantiles(const Example *example, const Quantity *whole, const Quantity *cut,
                            Ends ends)
{
    Inside in = inside(whole, ends);
    for (size_t i = 0; i < LEVELS; i++) {
        double u = in.below + levels[i] * in.mass, x = cut->law->quantile(cut, levels[i]);
        double hair = 1e-9 * fmin(u, 1 - u) + 4e-16;
        double low = whole->law->quantile(whole, fmax(u - hair, 0x1p-1000));
        double high = whole->law->quantile(whole, fmin(u + hair, 1 - 0x1p-53));
        double slack = 1e-14 * fabs(x);
        REQUIRE(x >= ends.low && x <= ends.high);
        REQUIRE(x >= low - slack && x <= high + slack);
    }
}

static void quantiles_are_those_of_the_part(void **state)
{
    (void)state;
    each_cut(check_quantiles);
}

static void check_cdf(const Example *example, const Quantity *whole, const Quantity *cut, Ends ends)
{
    Inside in = inside(whole, ends);
    for (size_t i = 0; i < LEVELS; i++) {
        double x = cut->law->quantile(cut, levels[i]), p = cut->law->cdf(cut, x);
        double expected = (whole->law->cdf(whole, x) - in.below) / in.mass;
        double hair = 4e-16 * fabs(x), moved = whole->law->cdf(whole, x + hair);
        moved = (moved - whole->law->cdf(whole, x - hair) + 1e-15) / in.mass;
        REQUIRE(fabs(p - expected) <= moved + 1e-9 * fmin(p, 1 - p));
        REQUIRE(fabs(1 - p - quantity_exceedance(cut, x)) <= 1e-15 / in.mass);
    }
    REQUIRE(cut->law->cdf(cut, nextafter(cut->law->low(cut), -INFINITY)) == 0);
    REQUIRE(isinf(ends.high) || cut->law->cdf(cut, ends.high) == 1);
    REQUIRE(cut->law->low(cut) >= ends.low && cut->law->high(cut) <= ends.high);
    REQUIRE(!isfinite(ends.low) || !isfinite(ends.high) || quantity_is_bounded(cut));
}

static void the_cdf_is_conditional(void **state)
{
    (void)state;
    each_cut(check_cdf);
}

/* E (X - centre)^power given that X lies inside: the trapezoid rule over the logit of the level
 * within the part, or the middles of many cells for atoms. */
static double moment(const Quantity *whole, Inside in, Shape shape, double centre, int power)
{
    double sum = 0;
    if (shape == STEPS) {
        enum { CELLS = 100000 };
        for (int i = 0; i < CELLS; i++) {
            double u = in.below + in.mass * (i + 0.5) / CELLS;
            sum += pow(whole->law->quantile(whole, u) - centre, power) / CELLS;
        }
        return sum;
    }
    const double step = 0.01;
    for (int i = -3600; i <= 3600; i++) {
        double u = logistic(i * step), v = logistic(-i * step);
        double below = in.below + in.mass * u, above = in.above + in.mass * v;
        double x = below < 0.5 ? whole->law->quantile(whole, below)
                               : quantity_quantile_above(whole, above);
        sum += pow(x - centre, power) * u * v * step;
    }
    return sum;
}

static void check_moments(const Example *example, const Quantity *whole, const Quantity *cut,
                          Ends ends)
{
    Inside in = inside(whole, ends);
    double stated = cut->law->mean(cut), variance = cut->law->variance(cut), sd = sqrt(variance);
    double mean = moment(whole, in, example->shape, 0, 1);
    double spread = moment(whole, in, example->shape, stated, 2);
    double slack = example->shape == STEPS ? 2e-5 : 1e-8; /* cells that straddle a step */
    REQUIRE(fabs(stated - mean) <= slack * sd + 1e-11 * fabs(stated));
    REQUIRE(fabs(variance - spread) <= 20 * slack * variance + 1e-20 * stated * stated);
}

static void moments_agree_with_integration(void **state)
{
    (void)state;
    each_cut(check_moments);
}

enum { SCORES = 41 };

static void check_scores(const Example *example, const Quantity *whole, const Quantity *cut,
                         Ends ends)
{
    double score[SCORES], u[SCORES], by_score[SCORES], by_uniform[SCORES];
    (void)whole;
    (void)ends;
    for (int i = 0; i < SCORES; i++) {
        score[i] = (i - 20) / 5.0 + (i == 20 ? 0 : 0.0031);
        u[i] = normal_cdf(score[i]);
    }
    quantity_from_scores(cut, score, by_score, SCORES);
    quantity_from_uniforms(cut, u, by_uniform, SCORES);
    double spread = cut->law->quantile(cut, 0.9) - cut->law->quantile(cut, 0.1);
    for (size_t i = 0; i < SCORES; i++) {
        REQUIRE(by_uniform[i] == cut->law->quantile(cut, u[i]));
        REQUIRE(fabs(by_score[i] - by_uniform[i]) <= 1e-8 * spread + 1e-13 * fabs(by_score[i]));
    }
    static const double far[] = { -40, 40 };
    quantity_from_scores(cut, far, by_score, 2);
    REQUIRE(by_score[0] >= cut->law->low(cut) && by_score[1] <= cut->law->high(cut));
    REQUIRE(isfinite(by_score[0]) && isfinite(by_score[1]) && by_score[0] <= by_score[1]);
}

static void scores_and_uniforms_give_the_same_values(void **state)
{
    (void)state;
    each_cut(check_scores);
}

/* Mean and second moment as weighted sums over a draw, by which `exact` averages. */
static void check_rule(const Example *example, const Quantity *whole, const Quantity *cut,
                       Ends ends)
{
    Quadrature rule;
    QuadratureOptions options = { .fineness = 8, .reach = 8.2 };
    Error err = { 0 };
    (void)whole;
    (void)ends;
    REQUIRE(quadrature_make(&rule, &cut, 1, &options, &err) == STATUS_GOOD);
    double mean = 0, square = 0, stated = cut->law->mean(cut), variance = cut->law->variance(cut);
    for (size_t i = 0; i < rule.count; i++) {
        mean += rule.weight[i] * rule.value[i];
        square += rule.weight[i] * (rule.value[i] - stated) * (rule.value[i] - stated);
    }
    quadrature_free(&rule);
    REQUIRE(fabs(mean - stated) <= 1e-8 * sqrt(variance) + 1e-13 * fabs(stated));
    REQUIRE(fabs(square - variance) <= 1e-6 * variance + 1e-24 * stated * stated);
}

static void quadrature_sees_the_part(void **state)
{
    (void)state;
    each_cut(check_rule);
}

static Quantity normal_within(double mean, double sd, double low, double high)
{
    Error err = { 0 };
    Quantity q = quantity_of("normal", (double[]){ mean, sd }, 2);
    Ends ends = { low, high };
    assert_int_equal(truncation_cut(&q, ends, ends, &err), STATUS_GOOD);
    return q;
}

/* Johnson, Kotz, Balakrishnan (1994), section 10.1, with a = (low - mean) / sd:
 * mean + sd h,  sd^2 (1 + a h - h^2),  h = phi(a) / (1 - Phi(a)). */
static void the_normal_has_its_closed_form(void **state)
{
    (void)state;
    static const double ends[] = { 0, 60, 100, 180, 340 }; /* h loses digits beyond */
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        double a = (ends[i] - 100) / 80;
        double h = exp(-a * a / 2) / sqrt(2 * M_PI) / normal_cdf(-a);
        Quantity q = normal_within(100, 80, ends[i], INFINITY);
        Quantity mirror = normal_within(-100, 80, -INFINITY, -ends[i]);
        assert_true(fabs(q.law->mean(&q) - (100 + 80 * h)) <= 1e-12 * (100 + 80 * h));
        assert_true(fabs(q.law->variance(&q) - 6400 * (1 + a * h - h * h)) <= 1e-11 * 6400);
        for (size_t k = 0; k < LEVELS; k++) {
            double x = q.law->quantile(&q, levels[k]);
            double y = quantity_quantile_above(&mirror, levels[k]);
            assert_true(fabs(x + y) <= 1e-13 * fabs(x));
        }
        quantity_free(&q);
        quantity_free(&mirror);
    }
}

/* Of the last 1e-9 of a law as many digits are left as of the first. */
static void far_tails_keep_their_digits(void **state)
{
    (void)state;
    Quantity q = normal_within(0, 1, 6, 7);
    double last = 0, previous = 6;
    for (int i = 1; i < 1000; i++) {
        double x = q.law->quantile(&q, i / 1000.0), rise = x - previous;
        assert_true(rise > 0 && (i == 1 || fabs(rise / last - 1) < 0.5));
        last = rise;
        previous = x;
    }
    double p = (normal_cdf(-6) - normal_cdf(-6.5)) / (normal_cdf(-6) - normal_cdf(-7));
    assert_true(fabs(q.law->cdf(&q, 6.5) - p) < 1e-13);
    assert_true(fabs(q.law->quantile(&q, p) - 6.5) < 1e-12);
    quantity_free(&q);
}

/* Between two ends every moment exists, with one only where that of the whole law does. */
static void moments_that_do_not_exist(void **state)
{
    (void)state;
    Error err = { 0 };
    for (int both = 0; both < 2; both++) {
        Quantity q = quantity_of("student_t", (double[]){ 1, 0, 1 }, 3);
        Ends ends = { -1, both ? 1 : INFINITY };
        assert_int_equal(truncation_cut(&q, ends, ends, &err), STATUS_GOOD);
        if (both) { /* of Cauchy's law on -1..1: 4 / pi - 1 */
            assert_true(fabs(q.law->mean(&q)) < 1e-13);
            assert_true(fabs(q.law->variance(&q) - (4 / M_PI - 1)) < 1e-12);
        } else {
            assert_true(isnan(q.law->mean(&q)) && isinf(q.law->variance(&q)));
        }
        quantity_free(&q);
    }
}

static void atoms_at_the_ends_are_inside(void **state)
{
    (void)state;
    Error err = { 0 };
    Quantity q = quantity_of("discrete", (double[]){ 1, 1, 2, 1, 3, 2, 4, 4 }, 8);
    Ends ends = { 2, 3 };
    assert_int_equal(truncation_cut(&q, ends, ends, &err), STATUS_GOOD);
    assert_true(q.law->low(&q) == 2 && q.law->high(&q) == 3);
    assert_true(fabs(q.law->cdf(&q, 2) - 1.0 / 3) < 1e-15 && q.law->quantile(&q, 0.34) == 3);
    assert_true(fabs(q.law->mean(&q) - 8.0 / 3) < 1e-14);
    truncation_undo(&q);
    assert_true(!q.whole && q.law->high(&q) == 4 && q.given_count == 8);
    quantity_free(&q);
}

static void ends_that_hold_nothing_are_refused(void **state)
{
    (void)state;
    static const struct {
        Ends ends;
        const char *words;
    } rows[] = {
        { { 5, 3 }, "low 5 is above high 3" },
        { { 5, 5 }, "both ends are 5" },
        { { 1000, INFINITY }, "no value of the normal lies inside" },
        { { -INFINITY, -1000 }, "its middle is 100" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        Error err = { 0 };
        Quantity q = quantity_of("normal", (double[]){ 100, 80 }, 2);
        assert_int_equal(truncation_cut(&q, rows[i].ends, rows[i].ends, &err), STATUS_INVALID);
        assert_non_null(strstr(err.text, rows[i].words));
        assert_true(!q.whole && q.law->quantile(&q, 0.5) == 100);
        quantity_free(&q);
    }
    Error err = { 0 };
    Quantity q = quantity_of("constant", (double[]){ 17 }, 1);
    assert_int_equal(truncation_cut(&q, (Ends){ 0, 5 }, (Ends){ 0, 5 }, &err), STATUS_INVALID);
    assert_int_equal(truncation_cut(&q, (Ends){ 0, 17 }, (Ends){ 0, 17 }, &err), STATUS_GOOD);
    assert_true(quantity_is_constant(&q) && quantity_side(&q, 1) == 17);
    quantity_free(&q);
}

int main(void)
{
    start_math();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(quantiles_are_those_of_the_part),
        cmocka_unit_test(the_cdf_is_conditional),
        cmocka_unit_test(moments_agree_with_integration),
        cmocka_unit_test(scores_and_uniforms_give_the_same_values),
        cmocka_unit_test(quadrature_sees_the_part),
        cmocka_unit_test(the_normal_has_its_closed_form),
        cmocka_unit_test(far_tails_keep_their_digits),
        cmocka_unit_test(moments_that_do_not_exist),
        cmocka_unit_test(atoms_at_the_ends_are_inside),
        cmocka_unit_test(ends_that_hold_nothing_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
