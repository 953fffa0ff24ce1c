/* Targets together: against independence, closed forms, enumeration, and the counts themselves. */
#include "tests/support.h"

/* Growth of +10 % or -10 % with equal chance in each of five years: 32 paths of equal weight. */
enum { YEARS = 5, PATHS = 1 << YEARS };

#define COIN                                                                                       \
    "\"coin\":{\"model\":\"compound\",\"base\":100,\"draw\":\"year\",\"growth\":{\"discrete\":[["  \
    "\"10%\",1],[\"-10%\",1]]}}"

#define HEAD(paths, sampling)                                                                      \
    "{\"dubao\":1,\"id\":\"t\",\"years\":{\"base\":2020,\"end\":2025},\"periods\":{\"all\":[2021," \
    "2025]},\"simulation\":{\"paths\":" paths ",\"seed\":5,\"sampling\":\"" sampling "\"},"

static const char *const targets[] = {
    "\"up\":{\"indicator\":\"coin\",\"year\":2025,\"at_least\":105}",
    "\"early\":{\"indicator\":\"coin\",\"year\":2022,\"at_least\":98}",
    "\"low\":{\"indicator\":\"coin\",\"each_year\":[2022,2024],\"at_most\":115}",
    "\"pace\":{\"indicator\":\"coin\",\"growth\":[2023,2025],\"at_least\":\"2%\"}",
    "\"band\":{\"indicator\":\"coin\",\"year\":2023,\"between\":[80,100]}",
};
enum { TARGETS = sizeof targets / sizeof *targets };

static void level_of(int path, double level[YEARS + 1])
{
    level[0] = 100;
    for (int t = 1; t <= YEARS; t++)
        level[t] = level[t - 1] * (path >> (t - 1) & 1 ? 1.1 : 0.9);
}

static bool met(size_t target, const double *level)
{
    const bool answer[TARGETS] = {
        level[5] >= 105,
        level[2] >= 98,
        level[2] <= 115 && level[3] <= 115 && level[4] <= 115,
        level[5] / level[2] >= 1.02 * 1.02 * 1.02,
        level[3] >= 80 && level[3] <= 100,
    };
    return answer[target];
}

static Simulated coins(const char *head, const char *groups)
{
    Text json = { 0 };
    text_put(&json, head);
    text_put(&json, "\"indicators\":{" COIN "},\"targets\":{");
    for (size_t i = 0; i < TARGETS; i++)
        text_add(&json, "%s%s", i ? "," : "", targets[i]);
    text_add(&json, "},\"groups\":%s}", groups);
    Simulated made = simulate_from(json.data, 0);
    text_free(&json);
    return made;
}

static const char all_but_one[] =
    "{\"no-up\":{\"targets\":[\"early\",\"low\",\"pace\",\"band\"]},"
    "\"no-early\":{\"targets\":[\"up\",\"low\",\"pace\",\"band\"]},"
    "\"no-low\":{\"targets\":[\"band\",\"up\",\"early\",\"pace\"]},"
    "\"no-pace\":{\"targets\":[\"up\",\"early\",\"low\",\"band\"]},"
    "\"no-band\":{\"targets\":[\"up\",\"early\",\"low\",\"pace\"]},"
    "\"one\":{\"targets\":[\"pace\"]},\"two\":{\"targets\":[\"early\",\"up\"]}}";

/* Whether a path meets all of a set but one (members: none). */
static bool all_met(const Scenario *s, size_t joint, size_t but, const double *level)
{
    for (size_t m = 0; m < scenario_members(s, joint); m++)
        if (m != but && !met(scenario_member(s, joint, m), level))
            return false;
    return true;
}

static void check_set(const Simulated *made, size_t index)
{
    const Scenario *s = made->scenario;
    const Joint *joint = &made->forecast->joint[index];
    size_t members = scenario_members(s, index);
    for (size_t m = 0; m <= members; m++) {
        double all = 0, without = 0, level[YEARS + 1];
        for (int path = 0; path < PATHS; path++) {
            level_of(path, level);
            all += all_met(s, index, members, level) / (double)PATHS;
            without += all_met(s, index, m, level) / (double)PATHS;
        }
        assert_near(joint->chance.probability, all, joint->chance.standard_error, "all met");
        if (m == members)
            continue;
        const JointMember *member = &joint->member[m];
        assert_near(member->only_miss.probability, without - all, member->only_miss.standard_error,
                    "the only one missed");
        double error = joint->chance.standard_error + member->only_miss.standard_error;
        assert_near(member->without, without, error, "the others met");
    }
}

static void sets_are_as_enumerated(void **state)
{
    (void)state;
    static const char *const head[] = { HEAD("200000", "random"), HEAD("200000", "antithetic"),
                                        HEAD("65536", "sobol") };
    for (size_t i = 0; i < 3; i++) {
        Simulated made = coins(head[i], all_but_one);
        assert_int_equal(scenario_joints(made.scenario), 8);
        for (size_t k = 0; k < 8; k++)
            check_set(&made, k);
        simulated_free(&made);
    }
}

static void pairs_are_as_enumerated(void **state)
{
    (void)state;
    Simulated made = coins(HEAD("200000", "random"), "{}");
    for (size_t i = 0; i < TARGETS; i++)
        for (size_t j = 0; j < TARGETS; j++) {
            double both = 0, level[YEARS + 1];
            for (int path = 0; path < PATHS; path++) {
                level_of(path, level);
                both += (!met(i, level) && !met(j, level)) / (double)PATHS;
            }
            const Chance *chance = &made.forecast->both_missed[i * TARGETS + j];
            assert_near(chance->probability, both, chance->standard_error, "both missed");
        }
    simulated_free(&made);
}

static long long count_of(double probability)
{
    return llround(probability * 200000);
}

/* P(others) - P(all) = P(only this one is missed), path by path; and the others by themselves are a
 * group with the same chance. */
static void leaving_one_out_is_exact(void **state)
{
    (void)state;
    Simulated made = coins(HEAD("200000", "random"), all_but_one);
    for (size_t k = 0; k < 8; k++) {
        const Joint *joint = &made.forecast->joint[k];
        double best = 0;
        for (size_t m = 0; m < scenario_members(made.scenario, k); m++) {
            const JointMember *member = &joint->member[m];
            assert_true(count_of(member->without) - count_of(joint->chance.probability) ==
                        count_of(member->only_miss.probability));
            best = fmax(best, member->only_miss.probability);
            if (scenario_member(made.scenario, k, m) == joint->binding)
                assert_true(member->without >= joint->chance.probability);
        }
        assert_true(joint->bounds[0] <= joint->chance.probability &&
                    joint->chance.probability <= joint->bounds[1]);
        for (size_t m = 0; m < scenario_members(made.scenario, k); m++)
            if (scenario_member(made.scenario, k, m) == joint->binding)
                assert_true(joint->member[m].only_miss.probability == best);
    }
    for (size_t m = 0; m < TARGETS; m++)
        assert_true(made.forecast->joint[0].member[m].without ==
                    made.forecast->joint[1 + m].chance.probability);
    const Joint *one = &made.forecast->joint[6];
    assert_true(one->chance.probability == made.forecast->target[3].chance.probability);
    assert_true(one->binding == 3 && one->member[0].without == 1);
    simulated_free(&made);
}

#define TWO                                                                                        \
    "\"indicators\":{\"a\":{\"model\":\"geometric\",\"base\":100,\"growth\":\"5%%\","              \
    "\"volatility\":\"4%%\"},\"b\":{\"model\":\"geometric\",\"base\":100,\"growth\":\"5%%\","      \
    "\"volatility\":\"4%%\"}},\"correlation\":{\"a\":{\"b\":%g}},\"targets\":{\"a\":{"             \
    "\"indicator\":\"a\",\"year\":2021,\"at_least\":%g},\"b\":{\"indicator\":\"b\","               \
    "\"year\":2021,\"at_least\":%g},\"c\":{\"indicator\":\"a\",\"year\":2024,\"at_most\":1}},"     \
    "\"groups\":{\"g\":{\"targets\":[\"b\",\"a\"]}}}"

static Simulated two(double correlation, double first, double second, const char *sampling)
{
    char *json = text_format(HEAD("400000", "%s") TWO, sampling, correlation, first, second);
    Simulated made = simulate_from(json, 0);
    free(json);
    return made;
}

static void independent_targets_multiply(void **state)
{
    (void)state;
    Simulated made = two(0, 107, 103, "random");
    const TargetForecast *target = made.forecast->target;
    const Joint *joint = &made.forecast->joint[1];
    double product = target[0].chance.probability * target[1].chance.probability;
    assert_near(joint->chance.probability, product, joint->chance.standard_error, "product");
    assert_true(joint->if_independent == product);
    assert_int_equal(joint->binding, 0);
    simulated_free(&made);
}

static void the_same_chance_is_the_least(void **state)
{
    (void)state;
    Simulated made = two(1, 107, 103, "random");
    const TargetForecast *target = made.forecast->target;
    const Joint *joint = &made.forecast->joint[1];
    assert_true(fabs(joint->chance.probability - target[0].chance.probability) < 1e-5);
    assert_true(joint->bounds[1] == target[0].chance.probability);
    assert_true(joint->member[0].only_miss.probability < 1e-5); /* b is the easier one */
    simulated_free(&made);
}

/* Two medians exceeded together with correlation r: 1/4 + asin(r) / (2 pi) (Sheppard 1899), and
 * missed together alike. */
static void two_medians_follow_sheppard(void **state)
{
    (void)state;
    static const double correlation[] = { 0.8, 0.3, -0.6 };
    for (size_t i = 0; i < 3; i++) {
        Simulated made = two(correlation[i], 105, 105, "random");
        double truth = 0.25 + asin(correlation[i]) / (2 * M_PI);
        const Joint *joint = &made.forecast->joint[1];
        const Chance *missed = &made.forecast->both_missed[1];
        assert_near(joint->chance.probability, truth, joint->chance.standard_error, "met");
        assert_near(missed->probability, truth, missed->standard_error, "missed");
        simulated_free(&made);
    }
}

/* Without paths: groups of independent products, P(a) P(b) and P(b) (1 - P(a)). */
static void exact_groups_are_products(void **state)
{
    (void)state;
    Simulated made = two(0, 107, 103, "exact");
    double a = made.forecast->target[0].chance.probability;
    double b = made.forecast->target[1].chance.probability;
    const Joint *joint = &made.forecast->joint[1];
    assert_true(fabs(joint->chance.probability - a * b) < 1e-9);
    assert_true(fabs(joint->member[1].only_miss.probability - b * (1 - a)) < 1e-9);
    assert_true(fabs(joint->member[0].without - a) < 1e-9);
    assert_true(fabs(made.forecast->both_missed[1].probability - (1 - a) * (1 - b)) < 1e-9);
    simulated_free(&made);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sets_are_as_enumerated),
        cmocka_unit_test(pairs_are_as_enumerated),
        cmocka_unit_test(leaving_one_out_is_exact),
        cmocka_unit_test(independent_targets_multiply),
        cmocka_unit_test(the_same_chance_is_the_least),
        cmocka_unit_test(two_medians_follow_sheppard),
        cmocka_unit_test(exact_groups_are_products),
    };
    start_math();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
