/* Programmes in a scenario's file: defaults, and what is written is read again. */
#include "tests/support.h"

static const char good[] =
    "{\"dubao\":1,\"id\":\"t\",\"years\":{\"base\":2020,\"end\":2030},\"periods\":{\"all\":[2021,"
    "2030]},\"indicators\":{\"output\":{\"model\":\"compound\",\"base\":1,\"growth\":0},"
    "\"exports\":{\"model\":\"geometric\",\"base\":1,\"growth\":0}},\"programmes\":{"
    "\"support\":{\"title\":{\"vi\":\"Đề án\"},\"source\":\"II.2\",\"lead\":{\"vi\":\"Sở Công "
    "Thương\",\"en\":\"Department\"},\"approval\":\"2022-10\",\"delay\":{\"triangular\":[0,0.5,2]},"
    "\"ramp\":2,\"effect\":{\"triangular\":[\"0%\",\"0.2%\",0.005]},\"indicators\":[\"exports\","
    "\"output\"],\"end\":2030},"
    "\"zone\":{\"approval\":2031,\"effect\":\"120%\",\"indicators\":[\"output\"]}}}";

static void check(const Scenario *s)
{
    assert_int_equal(s->programmes, 2);
    const Programme *support = &s->programme[0], *zone = &s->programme[1];
    assert_string_equal(support->id, "support");
    assert_string_equal(support->title.in[LANGUAGE_VI], "Đề án");
    assert_string_equal(support->lead.in[LANGUAGE_EN], "Department");
    assert_string_equal(support->source, "II.2");
    assert_true(support->onset.date == 2022.75);
    assert_true(support->onset.delay.law->quantile(&support->onset.delay, 0.25) == 0.5);
    assert_true(quantity_side(&support->onset.ramp, 0) == 2);
    assert_true(support->effect.law->high(&support->effect) == 0.005);
    assert_true(programme_names(support, 0) && programme_names(support, 1));
    assert_int_equal(support->end, 2030);
    assert_true(quantity_side(&zone->onset.delay, 0) == 0);
    assert_true(quantity_side(&zone->onset.ramp, 0) == 1);
    assert_true(quantity_side(&zone->effect, 0) == 1.2);
    assert_true(programme_names(zone, 0) && !programme_names(zone, 1));
    assert_true(zone->end > 9999);
}

static void all_parts_are_read(void **state)
{
    (void)state;
    Scenario *s = scenario_from(good);
    check(s);
    scenario_free(s);
}

static void the_scenario_written_is_a_scenario(void **state)
{
    (void)state;
    Scenario *s = scenario_from(good);
    Document document = { 0 };
    Text text = { 0 };
    scenario_tree(s, &document.tree, NULL);
    writer_find("json")->write(&document, &text);
    Scenario *again = scenario_from(text.data);
    check(again);
    scenario_free(again);
    scenario_free(s);
    text_free(&text);
    document_free(&document);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(all_parts_are_read),
        cmocka_unit_test(the_scenario_written_is_a_scenario),
    };
    start_math();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
