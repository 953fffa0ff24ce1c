/* Growth that a plan wishes for is told from growth that rests on evidence. */
#include "core/evidence.h"

#include "tests/support.h"

#define GROWTH(growth)                                                                             \
    "{\"dubao\":1,\"id\":\"t\",\"years\":{\"base\":2020,\"end\":2030},"                            \
    "\"periods\":{\"a\":[2021,2025],\"b\":[2026,2030]},\"indicators\":{\"output\":{\"model\":"     \
    "\"compound\",\"base\":100,\"growth\":" growth "},\"sector\":{\"model\":\"elastic\",\"of\":"   \
    "\"output\",\"base\":10,\"elasticity\":1},\"other\":{\"model\":\"compound\",\"base\":1,"       \
    "\"growth\":0.165}},\"targets\":{\"level\":{\"indicator\":\"output\",\"year\":2025,"           \
    "\"at_least\":165},\"band\":{\"indicator\":\"output\",\"growth\":[2021,2025],\"between\":"     \
    "[\"16.5%\",\"17.5%\"]},\"follows\":{\"indicator\":\"sector\",\"year\":2030,\"at_least\":20}," \
    "\"apart\":{\"indicator\":\"other\",\"year\":2030,\"at_least\":2}},"                           \
    "\"simulation\":{\"sampling\":\"random\"}}"

static const struct {
    const char *json;
    bool circular;
} growths[] = {
    { GROWTH("{\"uniform\":[\"16.5%\",\"17.5%\"]}"), true },
    { GROWTH("{\"a\":{\"pert\":[\"16.5%\",\"17%\",\"17.5%\"]},\"b\":0.1}"), true },
    { GROWTH("{\"uniform\":[\"16.5%\",\"17.4%\"]}"), false },
    { GROWTH("{\"normal\":[\"17%\",\"0.3%\"]}"), false },
    { GROWTH("{\"b\":{\"uniform\":[\"16.5%\",\"17.5%\"]},\"a\":0.1}"), false },
    { GROWTH("0.17"), false },
};

static void growth_that_is_a_target_is_a_wish(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof growths / sizeof *growths; i++) {
        Scenario *s = scenario_from(growths[i].json);
        assert_int_equal(evidence_circular(s, scenario_target(s, "level")), growths[i].circular);
        assert_int_equal(evidence_circular(s, scenario_target(s, "band")), growths[i].circular);
        assert_int_equal(evidence_circular(s, scenario_target(s, "follows")), growths[i].circular);
        assert_false(evidence_circular(s, scenario_target(s, "apart")));
        scenario_free(s);
    }
}

/* The same target elsewhere is the one with the same id, indicator, years and bounds. */
static void evidence_is_that_of_the_same_target(void **state)
{
    (void)state;
    Simulated plan = simulate_from(GROWTH("{\"uniform\":[\"16.5%\",\"17.5%\"]}"), 1);
    Simulated found = simulate_from(GROWTH("{\"normal\":[\"10%\",\"1%\"]}"), 1);
    assert_null(evidence_of(plan.forecast, 0));
    plan.forecast->evidence = found.forecast;
    for (size_t i = 0; i < plan.scenario->targets; i++)
        assert_ptr_equal(evidence_of(plan.forecast, i), &found.forecast->target[i]);
    found.scenario->target[0].low = 164;
    assert_null(evidence_of(plan.forecast, 0));
    Text words = { 0 };
    evidence_words(plan.forecast, 1, true, LANGUAGE_EN, &words);
    assert_string_equal(words.data, "Circular: growth here is the plan's own wish, so this says "
                                    "whether the plan closes, not whether it will happen; the "
                                    "evidence (t) gives 0.0000 %.");
    text_free(&words);
    evidence_words(plan.forecast, 3, true, LANGUAGE_EN, &words);
    assert_int_equal(words.size, 0);
    text_free(&words);
    simulated_free(&plan);
    simulated_free(&found);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(growth_that_is_a_target_is_a_wish),
        cmocka_unit_test(evidence_is_that_of_the_same_target),
    };
    start_math();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
