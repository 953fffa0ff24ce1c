/* The door for scenarios: one change of a good scenario for each mistake, and the sentence about
 * it; and the values of good ones. */
#include "base/text.h"
#include "io/read_scenario.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

static char folder[] = "/tmp/test_read_scenario.XXXXXX";

static const char good[] =
    "{ \"$schema\": \"s.json\", \"dubao\": 1, \"id\": \"w\", \"title\": {\"vi\": \"Kế hoạch\"},\n"
    "  \"years\": {\"base\": 2020, \"end\": 2030},\n"
    "  \"periods\": {\"p1\": [2021, 2025], \"p2\": [2026, 2030]},\n"
    "  \"indicators\": {\n"
    "    \"output\": {\"model\": \"compound\", \"base\": 69304, \"unit\": \"tỷ đồng\",\n"
    "      \"growth\": {\"p1\": {\"uniform\": [\"16.5%\", 0.175]}, \"p2\": \"17 %\"},\n"
    "      \"volatility\": \"3%\", \"persistence\": 0.3, \"shock\": {\"student_t\": [6]}},\n"
    "    \"added\": {\"model\": \"geometric\", \"base\": {\"lognormal\": [100, \"5%\"]},\n"
    "      \"growth\": 0.1, \"draw\": \"year\", \"linked\": true}},\n"
    "  \"correlation\": {\"output\": {\"added\": 0.8, \"output\": 1}},\n"
    "  \"targets\": {\"t1\": {\"indicator\": \"output\", \"year\": 2025, \"at_least\": 165000},\n"
    "    \"t2\": {\"indicator\": \"added\", \"growth\": [2021, 2030],\n"
    "      \"between\": [\"-3.5%\", 0.2], \"weight\": 2}},\n"
    "  \"assumptions\": {\"a\": {\"en\": \"no crisis\"}},\n"
    "  \"simulation\": {\"seed\": \"18446744073709551615\"} }\n";

static void write_file(const char *name, const char *text)
{
    char *path = text_format("%s/%s", folder, name);
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(text, 1, strlen(text), file), strlen(text));
    assert_int_equal(fclose(file), 0);
    free(path);
}

static Status read_file(const char *name, const char *const *set, size_t sets, Scenario **scenario,
                        Problems *problems)
{
    Error err = { 0 };
    char *path = text_format("%s/%s", folder, name);
    Status status = read_scenario(path, set, sets, scenario, problems, &err);
    assert_int_equal(status == STATUS_GOOD, *scenario != NULL);
    assert_int_equal(status == STATUS_GOOD, problems->count == 0);
    assert_int_equal(status, err.status);
    free(path);
    return status;
}

/* Reads the good scenario with one --set, and wants this as its only problem. */
typedef struct Mistake {
    const char *set;
    const char *problem;
} Mistake;

static const Mistake mistakes[] = {
    { "/dubao=2", "/dubao: found 2; wanted is 1" },
    { "/dubao=null", "/: the key \"dubao\" is missing" },
    { "/id=a b", "/id: \"a b\" is not an id; allowed are 1 to 64 of the characters" },
    { "/id=7", "/id: found 7; wanted is a text" },
    { "/id=null", "/: the key \"id\" is missing" },
    { "/titel=x", "/titel: unknown key \"titel\"; did you mean \"title\"? Allowed are $schema" },
    { "/a~1b~0=1", "/a~1b~0: unknown key \"a/b~\"" },
    { "/title={}", "/title: found an object; wanted is a text, or {\"vi\"" },
    { "/title={\"fr\": \"x\"}", "/title/fr: unknown key \"fr\"; Allowed are vi, en" },
    { "/title=\"a\\nb\"", "/title: found \"a\\u000ab\"; wanted is a text of one line" },
    { "/source=", "/source: found \"\"; wanted is a text" },
    { "/language=vn", "/language: \"vn\" is not known; did you mean" },
    { "/language=1", "/language: found 1; wanted is" },
    { "/years=2020", "/years: found 2020; wanted is an object with the keys base, end" },
    { "/years/base=\"2020\"", "/years/base: found \"2020\"; wanted is a whole number from 1" },
    { "/years/base=2020.5", "/years/base: found 2020.5; wanted is a whole number" },
    { "/years/end=null", "/years: the key \"end\" is missing" },
    { "/periods={}", "/periods: found an object; wanted is an object, such as" },
    { "/periods/p2=[2026]", "/periods/p2: found a list; wanted is [first year, last year]" },
    { "/periods/p2=[2026, \"x\"]", "/periods/p2/1: found \"x\"; wanted is a whole number" },
    { "/periods/p2=[2027, 2030]", "/periods: no period covers 2026..2026" },
    { "/history=../h.csv", "/history: found \"../h.csv\"; wanted is the name of a file" },
    { "/history=-", "/history: found \"-\"; wanted is the name of a file" },
    { "/history=none.csv", "none.csv: cannot be opened" },
    { "/history=bad.csv", "bad.csv:2: 2 cells; wanted are 3" },
    { "/history=year.csv", "year.csv:3: year \"20x1\"; wanted is a year" },
    { "/history=value.csv", "value.csv:2: value: \"1,5\" has a comma; wanted is a number with a" },
    { "/history=twice.csv", "twice.csv:3: output has a value for 2020 in line 2 already" },
    { "/history=column.csv", "column.csv:1: no column \"value\"; did you mean \"valu\"?" },
    { "/history=semicolon.csv", "semicolon.csv:1: the cells are divided by ;" },
    { "/history=quote.csv", "quote.csv:2: a quoted cell without its closing quote" },
    { "/history=after.csv", "after.csv:2: text after a closing quote" },
    { "/history=inside.csv", "inside.csv:2: a quote inside a cell" },
    { "/history=latin.csv", "latin.csv:2: byte 0xE9 is not UTF-8 text" },
    { "/history=empty.csv", "empty.csv:1: no heading" },
    { "/indicators={}", "/indicators: found an object; wanted is an object with one or more" },
    { "/indicators/added=7", "/indicators/added: found 7; wanted is an object" },
    { "/indicators/a b={\"model\":\"compound\",\"base\":1,\"growth\":0}", "\"a b\" is not an id" },
    { "/indicators/repair={\"model\":\"compound\",\"base\":1,\"growth\":0}",
      "/indicators/repair: the id \"repair\" has a meaning in /correlation" },
    { "/indicators/added/model=compond", "unknown model \"compond\"; did you mean \"compound\"?" },
    { "/indicators/added/model=1", "/indicators/added/model: found 1; wanted is the name" },
    { "/indicators/added/model=null", "/indicators/added: the key \"model\" is missing" },
    { "/indicators/added/base=null", "/indicators/added: the key \"base\" is missing" },
    { "/indicators/added/bas=1", "unknown key \"bas\"; did you mean \"base\"? Allowed are title" },
    { "/indicators/output/base=0", "/base: 0 is not allowed; allowed is above 0 (level in the" },
    { "/indicators/output/base=69304 tỷ", "/base: found \"69304 tỷ\"; wanted is a number" },
    { "/indicators/output/base=[1]", "/base: found a list; wanted is a number or a distribution" },
    { "/indicators/output/base={\"uniform\": [-5, 5]}",
      "/indicators/output/base: reaches -5 is not allowed; allowed is above 0" },
    { "/indicators/output/base={\"discrete\": [[0, 1], [5, 1]]}", "reaches 0 is not allowed" },
    { "/indicators/output/growth=16.5", "/growth: 16.5: a rate is 0.165 or \"16.5%\"" },
    { "/indicators/output/growth=-1", "/growth: -1: a rate is -0.01 or \"-1%\"" },
    { "/indicators/output/growth=\"16.5\"", "/growth: \"16.5\": a rate is 0.165 or \"16.5%\"" },
    { "/indicators/output/growth=16,5%", "\"16,5%\" has a decimal comma; write \"16.5%\"" },
    { "/indicators/output/growth=fast", "found \"fast\"; wanted is a rate, such as 0.165" },
    { "/indicators/output/growth=-101%", "-101% is not allowed; allowed is -100% to 1000%" },
    { "/indicators/output/growth=true", "/growth: found true; wanted is a rate" },
    { "/indicators/output/growth={\"p2\": 0}", "/growth: the period \"p1\" is missing" },
    { "/indicators/output/growth/p2=null", "/growth: the period \"p2\" is missing" },
    { "/indicators/output/growth/p3=0.1", "/growth/p3: unknown period \"p3\"; did you mean" },
    { "/indicators/output/growth={\"unifrom\": [0.1, 0.2]}",
      "/growth/unifrom: unknown distribution \"unifrom\"; did you mean \"uniform\"?" },
    { "/indicators/output/growth={\"uniform\": [0.1, 0.2], \"normal\": [0, 0.1]}",
      "/growth: 2 keys; a distribution has one" },
    { "/indicators/output/growth/p1/uniform=[0.1]", "a list of 1; wanted is [low, high]" },
    { "/indicators/output/growth/p1/uniform=0.1", "found 0.1; wanted is [low, high]" },
    { "/indicators/output/growth/p1/uniform/0=18%",
      "/uniform: low 0.18 is above high 0.175; allowed is [low, high]" },
    { "/indicators/output/growth/p1/uniform/1=17.5", "/uniform/1: 17.5: a rate is 0.175" },
    { "/indicators/output/growth/p2={\"normal\": [0.1, -0.1]}",
      "/growth/p2/normal/1: -10% is not allowed; allowed is 0% or more" },
    { "/indicators/output/growth/p2={\"discrete\": []}", "wanted is [[value, weight], ...]" },
    { "/indicators/output/growth/p2={\"discrete\": [[1]]}", "/discrete/0: a list of 1; wanted is" },
    { "/indicators/output/growth/p2={\"discrete\": [[0.1, 0]]}", "the weights sum to 0" },
    { "/indicators/output/growth/p2={\"metalog\": [1]}", "/metalog: found a list; wanted is an" },
    { "/indicators/output/growth/p2={\"metalog\": {\"0.1\": 0.1, \"0.9\": 0.2, \"1\": 0.3}}",
      "/metalog/1: \"1\" is not a probability" },
    { "/indicators/output/growth/p2={\"metalog\": {\"0.1\": 0.1}}", "/metalog: 1 points; allowed" },
    { "/indicators/output/growth/p2={\"empirical\": \"g.csv\"}", "wanted is \"file.csv#column\"" },
    { "/indicators/output/growth/p2={\"empirical\": \"g.csv#h\"}", "g.csv:1: no column \"h\"" },
    { "/indicators/output/growth/p2={\"empirical\": \"g.csv#bad\"}", "g.csv:3: bad: 16.5: a rate" },
    { "/indicators/output/growth/p2={\"empirical\": \"a/g.csv#g\"}", "name of a file in the" },
    { "/indicators/output/growth/p2={\"empirical\": \"g.csv#none\"}", "the column has no numbers" },
    { "/indicators/output/volatility=-1%", "/volatility: -1% is not allowed; allowed is 0%" },
    { "/indicators/output/persistence=1", "/persistence: 1 is not allowed; allowed is -0.999" },
    { "/indicators/output/shock=cauchy", "/shock: \"cauchy\" is not known; Allowed are normal" },
    { "/indicators/output/shock={\"student_t\": 2}",
      "/shock/student_t: 2 is not allowed; allowed" },
    { "/indicators/output/shock={\"student_t\": []}", "/shock/student_t: a list of 0; wanted is" },
    { "/indicators/output/shock={\"normal\": 2}", "/shock: found an object; wanted is \"normal\"" },
    { "/indicators/output/draw=month", "/draw: \"month\" is not known; Allowed are period, year" },
    { "/indicators/output/linked=yes", "/linked: found \"yes\"; wanted is true or false" },
    { "/correlation/ouput={\"added\": 0.1}", "/correlation/ouput: unknown indicator \"ouput\"" },
    { "/correlation/output/addded=0.1", "unknown indicator \"addded\"; did you mean \"added\"?" },
    { "/correlation/output/added=1.5", "1.5 is not allowed; allowed is -1 to 1" },
    { "/correlation/output/output=0.5", "/output/output: 0.5 with itself; allowed is 1" },
    { "/correlation/added={\"output\": 0.5}",
      "/correlation/added/output: 0.5, but the same pair has 0.8 already" },
    { "/correlation/added=0.5", "/correlation/added: found 0.5; wanted is an object" },
    { "/correlation/repair=1", "/correlation/repair: found 1; wanted is true or false" },
    { "/correlation=[]", "/correlation: found a list; wanted is an object" },
    { "/targets=[]", "/targets: found a list; wanted is an object of targets" },
    { "/targets/t1=1", "/targets/t1: found 1; wanted is an object with the keys indicator" },
    { "/targets/t1/indicator=outptu", "unknown indicator \"outptu\"; did you mean \"output\"?" },
    { "/targets/t1/indicator=null", "/targets/t1: the key \"indicator\" is missing" },
    { "/targets/t1/at_least=null", "/targets/t1: none of at_least, at_most or between" },
    { "/targets/t1/at_most=1", "/targets/t1: more than one of at_least, at_most or between" },
    { "/targets/t1/growth=[2021, 2025]", "more than one of year, each_year or growth" },
    { "/targets/t1/at_least=16%", "/targets/t1/at_least: found \"16%\"; wanted is a number" },
    { "/targets/t1/year=2035", "/targets/t1/year: 2035 is outside the horizon" },
    { "/targets/t1/weight=-1", "/targets/t1/weight: -1 is not allowed; allowed is 0 or more" },
    { "/targets/t2/between/0=13.5", "/targets/t2/between/0: 13.5: a rate is 0.135" },
    { "/targets/t2/between/0=0.3", "/targets/t2/between: 0.3 is above 0.2" },
    { "/targets/t2/between=[1]", "/targets/t2/between: found a list; wanted is [least" },
    { "/targets/t2/growth=2021", "/targets/t2/growth: found 2021; wanted is [first year" },
    { "/assumptions/a=5", "/assumptions/a: found 5; wanted is a text" },
    { "/assumptions=x", "/assumptions: found \"x\"; wanted is an object of texts" },
    { "/simulation/paths=0",
      "/simulation/paths: found 0; wanted is a whole number from 1 to 1000" },
    { "/simulation/paths=\"5\"", "/simulation/paths: found \"5\"; wanted is a whole number" },
    { "/simulation/seed=-1", "/simulation/seed: found -1; wanted is a whole number" },
    { "/simulation/seed=9007199254740993", "digits are lost in a number; wanted is a text" },
    { "/simulation/seed=\"18446744073709551616\"", "/simulation/seed: found \"184467440737095" },
    { "/simulation/seed=1e999", "--set /simulation/seed: /: 1e999 (--set, line 1) is too large" },
    { "/simulation/seeds=1", "unknown key \"seeds\"; did you mean \"seed\"?" },
    { "/indicators/ouput/base=1", "--set /indicators/ouput/base: there is no \"ouput\"; did you" },
    { "/indicators/output/growth/p1/uniform/2=1", "there is no \"2\"; its parent is a shorter" },
    { "/id/x=1", "--set /id/x: there is no \"x\"; its parent is no object" },
    { "/i~d/x=1", "a ~ in a pointer is written ~0" },
    { "/extends=x.json", "--set /extends: only a file can extend another" },
    { "simulation/seed=7", "wanted is /POINTER=VALUE" },
    { "/simulation/seed", "wanted is /POINTER=VALUE" },
};

static void tells_every_mistake_once(void **state)
{
    (void)state;
    size_t failed = 0;
    for (size_t i = 0; i < sizeof mistakes / sizeof *mistakes; i++) {
        Scenario *scenario = NULL;
        Problems problems = { 0 };
        Status status = read_file("good.json", &mistakes[i].set, 1, &scenario, &problems);
        if (status == STATUS_INVALID && problems.count == 1 &&
            strstr(problems.line[0], mistakes[i].problem)) {
            problems_free(&problems);
            continue;
        }
        failed++;
        print_error("%s\n  gives status %d, %zu problems: %s\n  wanted: %s\n", mistakes[i].set,
                    status, problems.count, problems.count ? problems.line[0] : "",
                    mistakes[i].problem);
        problems_free(&problems);
    }
    assert_int_equal(failed, 0);
}

static void tells_all_mistakes_together(void **state)
{
    (void)state;
    static const char *const set[] = {
        "/titel=x",          "/years/bas=1",       "/indicators/added/growth=16.5",
        "/correlation/x={}", "/targets/t1/year=0", "/simulation/paths=1.5"
    };
    Scenario *scenario = NULL;
    Problems problems = { 0 };
    assert_int_equal(read_file("good.json", set, 6, &scenario, &problems), STATUS_INVALID);
    assert_int_equal(problems.count, 6);
    problems_free(&problems);
}

static Scenario *read_good(const char *name, const char *const *set, size_t sets)
{
    Scenario *scenario = NULL;
    Problems problems = { 0 };
    if (read_file(name, set, sets, &scenario, &problems) != STATUS_GOOD)
        fail_msg("%s: %s", name, problems.line[0]);
    return scenario;
}

static void reads_every_value(void **state)
{
    (void)state;
    Scenario *s = read_good("good.json", NULL, 0);
    assert_string_equal(s->id, "w");
    assert_null(s->title.in[LANGUAGE_EN]);
    assert_string_equal(s->title.in[LANGUAGE_VI], "Kế hoạch");
    assert_int_equal(s->periods, 2);
    const Indicator *output = &s->indicator[0], *added = &s->indicator[1];
    assert_string_equal(output->unit.in[LANGUAGE_EN], "tỷ đồng");
    assert_string_equal(output->unit.in[LANGUAGE_VI], "tỷ đồng");
    assert_true(output->parameter[0].quantity[0].value[0] == 69304);
    assert_int_equal(output->parameter[1].count, 2);
    assert_true(output->parameter[1].quantity[0].value[0] == 0.165);
    assert_true(output->parameter[1].quantity[0].value[1] == 0.175);
    assert_true(output->parameter[1].quantity[1].value[0] == 0.17);
    assert_true(output->noise[NOISE_VOLATILITY].quantity[0].value[0] == 0.03);
    assert_true(output->noise[NOISE_PERSISTENCE].quantity[0].value[0] == 0.3);
    assert_true(output->freedom == 6);
    assert_true(output->draw == DRAW_PERIOD && !output->linked);
    assert_true(added->parameter[0].quantity[0].value[1] == 0.05);
    assert_true(isinf(added->freedom));
    assert_true(added->draw == DRAW_YEAR && added->linked);
    assert_true(added->noise[NOISE_VOLATILITY].quantity[0].value[0] == 0);
    assert_true(s->correlation[0] == 1 && s->correlation[1] == 0.8 && s->correlation[2] == 0.8);
    assert_true(s->target[0].low == 165000 && isinf(s->target[0].high));
    assert_true(s->target[0].shape == TARGET_YEAR && s->target[0].to == 2025);
    assert_true(s->target[1].low == -0.035 && s->target[1].weight == 2);
    assert_true(s->target[1].shape == TARGET_GROWTH && s->target[1].indicator == 1);
    assert_string_equal(s->assumption[0].text.in[LANGUAGE_EN], "no crisis");
    assert_true(s->simulation.seed == UINT64_MAX && s->simulation.paths == 100000);
    assert_string_equal(s->simulation.sampling, "auto");
    scenario_free(s);
}

static void applies_changes_in_order(void **state)
{
    (void)state;
    static const char *const set[] = {
        "/simulation/seed=7",
        "/simulation/seed=8",
        "/source=I.2.a = x",
        "/correlation=null",
        "/history=history.csv",
        "/indicators/added/growth=150%",
        "/targets/t1/at_least=null",
        "/targets/t1/at_most=1e6",
        "/language=vi",
        "/indicators/output/growth/p2={\"empirical\": \"g.csv#g\"}",
        "/indicators/output/growth/p1={\"discrete\": [[0.1, 1]]}",
        "/indicators/output/growth/p1/discrete/-=[\"20%\", 3]",
    };
    Scenario *s = read_good("good.json", set, sizeof set / sizeof *set);
    assert_true(s->simulation.seed == 8);
    assert_string_equal(s->source, "I.2.a = x");
    assert_null(s->correlation);
    assert_int_equal(s->language, LANGUAGE_VI);
    assert_true(s->indicator[1].parameter[1].quantity[0].value[0] == 1.5);
    assert_true(isinf(s->target[0].low) && s->target[0].high == 1e6);
    const Quantity *drawn = s->indicator[0].parameter[1].quantity;
    assert_int_equal(drawn[1].count, 3);
    assert_true(drawn[1].value[0] == 0.1 && drawn[1].value[2] == 0.2);
    assert_string_equal(drawn[1].origin, "g.csv#g");
    assert_int_equal(drawn[0].count, 4);
    const Indicator *output = &s->indicator[0];
    assert_int_equal(output->observations, 3);
    assert_int_equal(output->history[0].year, 2018);
    assert_true(output->history[0].value == 1.5 && isnan(output->history[1].value));
    assert_true(output->history[2].value == -2e3);
    assert_int_equal(s->indicator[1].observations, 0);
    scenario_free(s);
}

static int make_folder(void **state)
{
    (void)state;
    if (!mkdtemp(folder))
        return -1;
    write_file("good.json", good);
    write_file("history.csv",
               "\xEF\xBB\xBFyear,indicator,note,value\r\n2020,output,\"a \"\"b\"\",\r\n"
               "c\",-2e3\r\n2018,output,,1.5\r\n\r\n2019,output,,\n2019,other,,x\n");
    write_file("bad.csv", "indicator,year,value\noutput,2020\n");
    write_file("year.csv", "indicator,year,value\noutput,2020,1\noutput,20x1,1\n");
    write_file("value.csv", "indicator,year,value\noutput,2020,\"1,5\"\n");
    write_file("twice.csv", "indicator,year,value\noutput,2020,1\noutput,2020,1\n");
    write_file("column.csv", "indicator,year,valu\noutput,2020,1\n");
    write_file("semicolon.csv", "indicator;year;value\noutput;2020;1\n");
    write_file("quote.csv", "indicator,year,value\noutput,2020,\"1\n\n");
    write_file("after.csv", "indicator,year,value\noutput,2020,\"1\"2\n");
    write_file("inside.csv", "indicator,year,value\noutput,2020,1\"2\n");
    write_file("latin.csv", "indicator,year,value\n\xE9,2020,1\n");
    write_file("empty.csv", "");
    write_file("g.csv", "g,bad,none\n20%,0.1,\n0.1,16.5,\n,,\n0.15,,");
    return 0;
}

static int remove_folder(void **state)
{
    (void)state;
    static const char *const names[] = {
        "good",      "history", "bad",   "year",   "value", "twice", "column",
        "semicolon", "quote",   "after", "inside", "latin", "empty", "g",
    };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        char *path = text_format("%s/%s%s", folder, names[i], i ? ".csv" : ".json");
        unlink(path);
        free(path);
    }
    return rmdir(folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tells_every_mistake_once),
        cmocka_unit_test(tells_all_mistakes_together),
        cmocka_unit_test(reads_every_value),
        cmocka_unit_test(applies_changes_in_order),
    };
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
