/* Events in a scenario's file: defaults, and the sentence about each mistake. */
#include "tests/support.h"

static const char good[] =
    "{\"dubao\":1,\"id\":\"t\",\"years\":{\"base\":2020,\"end\":2030},\"periods\":{\"all\":[2021,"
    "2030]},\"indicators\":{\"output\":{\"model\":\"compound\",\"base\":1,\"growth\":0},"
    "\"exports\":{\"model\":\"geometric\",\"base\":1,\"growth\":0}},\"events\":{"
    "\"crisis\":{\"title\":{\"vi\":\"Khủng hoảng\"},\"source\":\"II\",\"probability\":\"5%\","
    "\"loss\":{\"uniform\":[\"5%\",0.15]},\"indicators\":[\"exports\",\"output\"],\"years\":[2022,"
    "2024],\"duration\":2},"
    "\"flood\":{\"probability\":0.5,\"loss\":\"2%\",\"indicators\":[\"output\"]}}}";

static void all_parts_are_read(void **state)
{
    (void)state;
    Scenario *s = scenario_from(good);
    assert_int_equal(s->events, 2);
    const Event *crisis = &s->event[0], *flood = &s->event[1];
    assert_string_equal(crisis->id, "crisis");
    assert_string_equal(crisis->title.in[LANGUAGE_VI], "Khủng hoảng");
    assert_string_equal(crisis->source, "II");
    assert_true(crisis->probability == 0.05);
    assert_string_equal(crisis->loss.law->name, "uniform");
    assert_true(crisis->loss.value[0] == 0.05 && crisis->loss.value[1] == 0.15);
    assert_int_equal(crisis->indicators, 2);
    assert_int_equal(crisis->indicator[0], 1);
    assert_int_equal(crisis->indicator[1], 0);
    assert_true(crisis->from == 2022 && crisis->to == 2024 && crisis->duration == 2);
    assert_true(flood->probability == 0.5 && flood->loss.law->low(&flood->loss) == 0.02);
    assert_true(flood->from == 2021 && flood->to == 2030 && flood->duration == 1);
    assert_true(event_names(flood, 0) && !event_names(flood, 1));
    scenario_free(s);
}

static void mistakes_are_told(void **state)
{
    (void)state;
    static const struct {
        const char *set, *problem;
    } mistake[] = {
        { "/events=[]", "/events: found a list; wanted is an object of events by id" },
        { "/events/flood=7", "/events/flood: found 7; wanted is an object with the keys title" },
        { "/events/flood/los=1", "/events/flood/los: unknown key \"los\"; did you mean \"loss\"?" },
        { "/events/flood/loss=null", "/events/flood: the key \"loss\" is missing" },
        { "/events/flood/probability=null", "/events/flood: the key \"probability\" is missing" },
        { "/events/flood/indicators=null", "/events/flood: the key \"indicators\" is missing" },
        { "/events/flood/probability=5",
          "/events/flood/probability: 5 is not allowed; allowed is 0 to 1 (probability that" },
        { "/events/flood/probability=105%", "/events/flood/probability: 1.05 is not allowed" },
        { "/events/flood/probability=-0.1", "/events/flood/probability: -0.1 is not allowed" },
        { "/events/flood/loss=-5%",
          "/events/flood/loss: -5% is not allowed; allowed is 0% to 1100% (points taken off" },
        { "/events/flood/loss=20", "/events/flood/loss: 20: a rate is 0.2 or \"20%\"" },
        { "/events/flood/loss={\"uniform\": [-0.1, 0.1]}",
          "/events/flood/loss: reaches -10% is not allowed" },
        { "/events/flood/loss={\"normal\": [0.1, 0.1]}",
          "/events/flood/loss: 15.9 % of it lies below 0%; allowed is 0% to 1100% (points" },
        { "/events/flood/indicators=output", "found \"output\"; wanted is a list of ids" },
        { "/events/flood/indicators=[]", "/events/flood/indicators: the list is empty; wanted" },
        { "/events/flood/indicators=[\"outptu\"]",
          "/events/flood/indicators/0: unknown indicator \"outptu\"; did you mean \"output\"?" },
        { "/events/flood/indicators=[\"output\", \"output\"]",
          "/events/flood/indicators/1: \"output\" is there already" },
        { "/events/flood/indicators=[1]", "/events/flood/indicators/0: found 1; wanted is the id" },
        { "/events/flood/years=2022", "/events/flood/years: found 2022; wanted is [first year" },
        { "/events/flood/years=[2024, 2022]",
          "/events/flood/years: first year 2024 is after last year 2022; allowed is [from, to]" },
        { "/events/flood/years=[2020, 2022]",
          "/events/flood/years: 2020..2022 is outside the horizon 2021..2030" },
        { "/events/flood/duration=0",
          "/events/flood/duration: found 0; wanted is a whole number from 1 to 200" },
        { "/events/a b={\"probability\":0,\"loss\":0,\"indicators\":[\"output\"]}",
          "\"a b\" is not an id" },
    };
    char path[] = "/tmp/dubao-test-XXXXXX";
    file_from(good, path);
    for (size_t i = 0; i < sizeof mistake / sizeof *mistake; i++) {
        Scenario *scenario = NULL;
        Problems problems = { 0 };
        Error err = { 0 };
        Status status = read_scenario(path, &mistake[i].set, 1, &scenario, &problems, &err);
        if (status != STATUS_INVALID || problems.count != 1 ||
            !strstr(problems.line[0], mistake[i].problem))
            fail_msg("%s: %zu problems: %s", mistake[i].set, problems.count,
                     problems.count ? problems.line[0] : "");
        problems_free(&problems);
    }
    unlink(path);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(all_parts_are_read),
        cmocka_unit_test(mistakes_are_told),
    };
    start_math();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
