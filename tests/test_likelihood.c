/* How likely in words: borders, intervals that reach over them, both languages. */
#include "tests/support.h"

#include "core/likelihood.h"

static const char *id_of(double low, double high)
{
    static char buffer[LIKELIHOOD_SIZE];
    const Chance chance = { (low + high) / 2, 0.01, { low, high } };
    return likelihood_id(likelihood_of(&chance), buffer);
}

static void borders_belong_to_the_lesser_claim(void **state)
{
    (void)state;
    static const struct {
        double p;
        const char *id;
    } known[] = {
        { 0, "almost_impossible" }, { 0.0099, "almost_impossible" },
        { 0.01, "very_unlikely" },  { 0.0999, "very_unlikely" },
        { 0.10, "unlikely" },       { 0.3299, "unlikely" },
        { 0.33, "about_even" },     { 0.5, "about_even" },
        { 0.66, "about_even" },     { 0.6601, "likely" },
        { 0.90, "likely" },         { 0.9001, "very_likely" },
        { 0.99, "very_likely" },    { 0.9901, "almost_certain" },
        { 1, "almost_certain" },
    };
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        assert_string_equal(id_of(known[i].p, known[i].p), known[i].id);
}

static void an_interval_over_a_border_is_between(void **state)
{
    (void)state;
    assert_string_equal(id_of(0.02, 0.09), "very_unlikely");
    assert_string_equal(id_of(0.08, 0.12), "very_unlikely_to_unlikely");
    assert_string_equal(id_of(0.2, 0.8), "unlikely_to_likely");
}

static void words_are_in_both_languages(void **state)
{
    (void)state;
    char buffer[LIKELIHOOD_SIZE];
    const Chance sure = { 0.05, 0.001, { 0.048, 0.052 } }, open = { 0.1, 0.01, { 0.08, 0.12 } };
    Likelihood one = likelihood_of(&sure), two = likelihood_of(&open),
               none = likelihood_of(&chance_unknown);
    assert_string_equal(likelihood_words(one, LANGUAGE_EN, buffer), "very unlikely");
    assert_string_equal(likelihood_words(one, LANGUAGE_VI, buffer), "rất khó đạt");
    assert_string_equal(likelihood_words(two, LANGUAGE_EN, buffer),
                        "between very unlikely and unlikely");
    assert_string_equal(likelihood_words(two, LANGUAGE_VI, buffer), "giữa rất khó đạt và khó đạt");
    assert_string_equal(likelihood_words(none, LANGUAGE_VI, buffer), "");
    assert_null(likelihood_id(none, buffer));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(borders_belong_to_the_lesser_claim),
        cmocka_unit_test(an_interval_over_a_border_is_between),
        cmocka_unit_test(words_are_in_both_languages),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
