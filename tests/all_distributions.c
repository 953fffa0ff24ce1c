/* One battery over every row of the table of distributions. A row without an example fails, so that
 * a new distribution brings one. */
#include "distribution_examples.h"
#include "math/normal.h"
#include "math/start.h"

static void each_example(void (*check)(const Example *, const Quantity *))
{
    for (size_t i = 0; i < EXAMPLES; i++) {
        Quantity q = quantity_of(examples[i].law, examples[i].value, examples[i].count);
        check(&examples[i], &q);
        quantity_free(&q);
    }
}

/* ---- the table ---- */

static void every_distribution_has_an_example_and_all_parts(void **state)
{
    (void)state;
    for (const Distribution *const *row = distribution_table; *row; row++) {
        const Distribution *law = *row;
        size_t found = 0;
        for (size_t i = 0; i < EXAMPLES; i++)
            found += !strcmp(examples[i].law, law->name);
        if (!found)
            fail_msg("no example of %s: add one to the table above", law->name);
        assert_ptr_equal(distribution_find(law->name), law);
        assert_true(law->summary && *law->summary && law->source && *law->source);
        assert_true(law->quantile && law->cdf && law->mean && law->variance && law->low &&
                    law->high);
        assert_true(law->params && law->params[0].name);
        for (const Param *param = law->params; param->name; param++)
            assert_true(*param->name && param->doc && *param->doc && param->low < param->high);
    }
    assert_null(distribution_find("no_such_law"));
}

/* ---- quantile and cdf ---- */

static const double probes[] = { 1e-10, 1e-6, 0.001, 0.01, 0.05, 0.1,   0.25,     0.4,      0.5,
                                 0.6,   0.75, 0.9,   0.95, 0.99, 0.999, 1 - 1e-6, 1 - 1e-10 };
enum { PROBES = sizeof probes / sizeof *probes };

static double logistic(double x)
{
    return 1 / (1 + exp(-x));
}

static void check_rising(const Example *example, const Quantity *q)
{
    double before = -INFINITY;
    for (double logit = -36; logit <= 36; logit += 0.125) {
        double x = q->law->quantile(q, logistic(logit));
        REQUIRE(isfinite(x) && x >= example->low && x <= example->high);
        REQUIRE(x >= before);
        before = x;
    }
    for (size_t i = 1; i < PROBES && example->shape == SMOOTH; i++)
        REQUIRE(q->law->quantile(q, probes[i]) > q->law->quantile(q, probes[i - 1]));
}

static void quantiles_rise_within_the_support(void **state)
{
    (void)state;
    each_example(check_rising);
}

/* What the last bits of x and of u can move in the cdf, and 1e-9 of the nearer tail. */
static double cdf_tolerance(const Quantity *q, double x, double u)
{
    double hair = 4e-16 * fabs(x);
    return 1e-9 * fmin(u, 1 - u) + 4e-16 + q->law->cdf(q, x + hair) - q->law->cdf(q, x - hair);
}

static void check_inverse(const Example *example, const Quantity *q)
{
    for (size_t i = 0; i < PROBES; i++) {
        double u = probes[i], x = q->law->quantile(q, u), p = q->law->cdf(q, x);
        if (example->shape == SMOOTH) {
            REQUIRE(fabs(p - u) <= cdf_tolerance(q, x, u));
        } else { /* the first value at which the cdf reaches u */
            REQUIRE(p >= u);
            REQUIRE(q->law->cdf(q, nextafter(x, -INFINITY)) < u);
        }
    }
}

static void the_cdf_undoes_the_quantile(void **state)
{
    (void)state;
    each_example(check_inverse);
}

static void check_support(const Example *example, const Quantity *q)
{
    double low = q->law->low(q), high = q->law->high(q);
    REQUIRE(low == example->low && high == example->high);
    REQUIRE(quantity_is_constant(q) == (example->shape == POINT));
    if (isfinite(low)) {
        REQUIRE(q->law->cdf(q, nextafter(low, -INFINITY)) == 0);
        REQUIRE(q->law->cdf(q, low - 1e6) == 0);
        REQUIRE(example->shape == SMOOTH ? q->law->cdf(q, low) == 0 : q->law->cdf(q, low) > 0);
    }
    if (isfinite(high)) {
        REQUIRE(q->law->cdf(q, high) == 1);
        REQUIRE(q->law->cdf(q, high + 1e6) == 1);
        REQUIRE(example->shape == SMOOTH || q->law->cdf(q, nextafter(high, -INFINITY)) < 1);
    }
    REQUIRE(q->law->cdf(q, -1e12) <= 1e-9 && q->law->cdf(q, 1e12) >= 1 - 1e-9);
}

static void the_support_ends_where_it_should(void **state)
{
    (void)state;
    each_example(check_support);
}

/* ---- moments ---- */

/* Sum of Q(u)^power du: by the trapezoid rule over the logit of u, which converges fast since both
 * ends die away; of steps by the middles of 1000 cells, which is exact. */
static double moment(const Quantity *q, Shape shape, double centre, int power)
{
    const double step = 0.01;
    double sum = 0;
    if (shape != SMOOTH) {
        for (int i = 0; i < 1000; i++)
            sum += pow(q->law->quantile(q, (i + 0.5) / 1000) - centre, power) / 1000;
        return sum;
    }
    for (int i = -3600; i <= 3600; i++) {
        double u = logistic(i * step), density = u * logistic(-i * step);
        sum += pow(q->law->quantile(q, u) - centre, power) * density * step;
    }
    return sum;
}

static void check_moments(const Example *example, const Quantity *q)
{
    double mean = moment(q, example->shape, 0, 1), stated = q->law->mean(q);
    double variance = moment(q, example->shape, stated, 2), sd = sqrt(q->law->variance(q));
    REQUIRE(fabs(stated - mean) <= 1e-8 * sd + 1e-13 * fabs(stated));
    REQUIRE(fabs(sd * sd - variance) <= 1e-7 * variance + 1e-26 * stated * stated);
    if (example->shape == POINT)
        REQUIRE(stated == example->low && sd == 0);
}

static void mean_and_variance_agree_with_integration(void **state)
{
    (void)state;
    each_example(check_moments);
}

/* ---- what the engine asks for ---- */

static void check_sides(const Example *example, const Quantity *q)
{
    bool bounded = isfinite(example->low) && isfinite(example->high);
    double low = quantity_side(q, -1), middle = quantity_side(q, 0), high = quantity_side(q, 1);
    REQUIRE(middle == q->law->quantile(q, 0.5));
    REQUIRE(low == (bounded ? example->low : q->law->quantile(q, 0.05)));
    REQUIRE(high == (bounded ? example->high : q->law->quantile(q, 0.95)));
    REQUIRE(low <= middle && middle <= high);
}

static void sides_are_ends_or_quantiles(void **state)
{
    (void)state;
    each_example(check_sides);
}

enum { SCORES = 81 };

static void check_scores(const Example *example, const Quantity *q)
{
    double score[SCORES], u[SCORES], by_score[SCORES], by_uniform[SCORES];
    for (int i = 0; i < SCORES; i++) {
        score[i] = (i - 40) / 10.0 + (i == 40 ? 0 : 0.003); /* apart from the steps */
        u[i] = normal_cdf(score[i]);
    }
    quantity_from_scores(q, score, by_score, SCORES);
    quantity_from_uniforms(q, u, by_uniform, SCORES);
    REQUIRE(fabs(by_score[40] - quantity_side(q, 0)) <= 1e-15 * fabs(by_score[40]));
    for (size_t i = 0; i < SCORES; i++) {
        double hair = 4e-16 * u[i] + 1e-16; /* what rounding of u can move */
        double moved = q->law->quantile(q, u[i] + hair) - q->law->quantile(q, u[i] - hair);
        REQUIRE(by_uniform[i] == q->law->quantile(q, u[i]));
        REQUIRE(fabs(by_score[i] - by_uniform[i]) <= moved + 1e-14 * fabs(by_uniform[i]));
    }
}

static void scores_and_uniforms_give_the_same_values(void **state)
{
    (void)state;
    each_example(check_scores);
}

static void check_far_scores(const Example *example, const Quantity *q)
{
    static const double far[] = { -40, -9, -8.3, 8.3, 9, 40 };
    double x[6], median = quantity_side(q, 0);
    quantity_from_scores(q, far, x, 6);
    for (size_t i = 0; i < 6; i++) {
        REQUIRE(isfinite(x[i]) && x[i] >= example->low && x[i] <= example->high);
        REQUIRE(i < 3 ? x[i] <= median : x[i] >= median);
    }
}

static void far_scores_stay_finite(void **state)
{
    (void)state;
    each_example(check_far_scores);
}

int main(void)
{
    start_math();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_distribution_has_an_example_and_all_parts),
        cmocka_unit_test(quantiles_rise_within_the_support),
        cmocka_unit_test(the_cdf_undoes_the_quantile),
        cmocka_unit_test(the_support_ends_where_it_should),
        cmocka_unit_test(mean_and_variance_agree_with_integration),
        cmocka_unit_test(sides_are_ends_or_quantiles),
        cmocka_unit_test(scores_and_uniforms_give_the_same_values),
        cmocka_unit_test(far_scores_stay_finite),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
