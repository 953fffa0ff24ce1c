/* Scenarios that extend others: the merge, the chain, the digest. */
#include "base/text.h"
#include "io/read_extends.h"
#include "io/read_scenario.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

static char folder[] = "/tmp/test_read_extends.XXXXXX";

static const char base[] =
    "{ \"dubao\": 1, \"id\": \"w\", \"years\": {\"base\": 2020, \"end\": 2030},\n"
    "  \"periods\": {\"p1\": [2021, 2025], \"p2\": [2026, 2030]},\n"
    "  \"indicators\": {\n"
    "    \"output\": {\"model\": \"compound\", \"base\": 1,\n"
    "      \"growth\": {\"p1\": {\"uniform\": [0.1, 0.2]}, \"p2\": 0.1}},\n"
    "    \"added\": {\"model\": \"compound\", \"base\": 1, \"growth\": 0.1}}}\n";

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
    free(path);
    return status;
}

static Scenario *read_good(const char *name, const char *const *set, size_t sets)
{
    Scenario *scenario = NULL;
    Problems problems = { 0 };
    if (read_file(name, set, sets, &scenario, &problems) != STATUS_GOOD)
        fail_msg("%s: %s", name, problems.line[0]);
    return scenario;
}

static void merges_what_it_extends(void **state)
{
    (void)state;
    write_file("child.json", "{\"extends\": \"middle.json\", \"id\": \"c\", \"source\": null,"
                             " \"indicators\": {\"added\": {\"growth\": {\"p1\": \"5%\"}}}}");
    write_file("middle.json", "{\"extends\": \"base.json\", \"source\": \"s\", \"indicators\":"
                              " {\"added\": {\"growth\": {\"p1\": 0.1, \"p2\": 0.2, \"p3\": null}},"
                              " \"third\": {\"model\": \"compound\", \"base\": 1, \"growth\": 0,"
                              " \"unit\": null}}}");
    Scenario *s = read_good("child.json", NULL, 0);
    assert_string_equal(s->id, "c");
    assert_null(s->source);
    assert_int_equal(s->indicators, 3);
    assert_true(s->indicator[1].parameter[1].quantity[0].value[0] == 0.05);
    assert_true(s->indicator[1].parameter[1].quantity[1].value[0] == 0.2);
    scenario_free(s);
}

/* Files that are wrong as a whole. */
typedef struct Wrong {
    const char *text;
    const char *problem;
} Wrong;

static void refuses_wrong_files(void **state)
{
    (void)state;
    static const Wrong wrong[] = {
        { "[]", "not an object; a scenario is" },
        { "{\"id\": }", "wrong.json:1:8: found }" },
        { "{\"extends\": 1}", "/extends: found 1; wanted is the name of a file" },
        { "{\"extends\": \"a/b.json\"}", "/extends: found \"a/b.json\"" },
        { "{\"extends\": \"wrong.json\"}",
          "/extends: a cycle: wrong.json extends wrong.json; allowed" },
        { "{\"extends\": \"cycle.json\"}",
          "a cycle: wrong.json extends cycle.json extends wrong.json" },
        { "{\"extends\": \"none.json\"}", "none.json: cannot be opened" },
        { "{\"extends\": \"base.json\", \"id\": \"a\", \"id\": \"b\"}", "/id: given twice" },
        { "{\"extends\": \"base.json\", \"simulation\": {\"seed\": 1e999}}",
          "/simulation/seed: 1e999 (" },
        { "{\"extends\": \"base.json\", \"indicators\": {\"output\": {\"growth\": {\"p1\": "
          "{\"normal\": [0, 0.1]}}}}}",
          "/growth/p1: 2 keys; a distribution has one (in a file that extends another, "
          "\"uniform\": null takes the old one away)" },
        { "{\"extends\": \"base.json\", \"indicators\": null}",
          "/: the key \"indicators\" is missing" },
        { "{\"extends\": \"base.json\", \"periods\": {\"normal\": [2031, 2031]}}",
          "/periods/normal: \"normal\" is the name of a distribution" },
    };
    write_file("cycle.json", "{\"extends\": \"wrong.json\"}");
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        Scenario *scenario = NULL;
        Problems problems = { 0 };
        write_file("wrong.json", wrong[i].text);
        assert_int_equal(read_file("wrong.json", NULL, 0, &scenario, &problems), STATUS_INVALID);
        if (!strstr(problems.line[0], wrong[i].problem))
            fail_msg("%s\n  gives: %s\n  wanted: %s", wrong[i].text, problems.line[0],
                     wrong[i].problem);
        problems_free(&problems);
    }
}

/* The digests were made by sha256sum of the same bytes. */
static void digests_what_it_read(void **state)
{
    (void)state;
    static const char *const set[] = { "/id=t" };
    write_file(
        "small.json",
        "{\"dubao\":1,\"id\":\"s\",\"years\":{\"base\":1,\"end\":2},\"periods\":{\"p\":[2,2]},"
        "\"indicators\":{\"i\":{\"model\":\"compound\",\"base\":1,\"growth\":0}}}");
    write_file("smaller.json", "{\"extends\":\"small.json\"}");
    Scenario *s = read_good("small.json", NULL, 0);
    assert_string_equal(s->digest,
                        "374ec75bb3755b23159c6eff339c55e343cea24aa5456ce8976f45d4453f3de7");
    scenario_free(s);
    s = read_good("smaller.json", set, 1);
    assert_string_equal(s->digest,
                        "4a61b0df7de06dda024ff0616e092bbb7cc83f6da5ba154651273137b3da6622");
    scenario_free(s);
}

/* deep1.json extends deep0.json, and so on. */
static void the_chain_has_a_limit(void **state)
{
    (void)state;
    Scenario *scenario = NULL;
    Problems problems = { 0 };
    write_file("deep0.json", base);
    for (int i = 1; i <= READ_EXTENDS_MOST + 1; i++) {
        char *name = text_format("deep%d.json", i);
        char *text = text_format("{\"extends\": \"deep%d.json\"}", i - 1);
        write_file(name, text);
        free(name);
        free(text);
    }
    scenario_free(read_good("deep16.json", NULL, 0));
    assert_int_equal(read_file("deep17.json", NULL, 0, &scenario, &problems), STATUS_INVALID);
    assert_string_equal(problems.line[0], "/extends: deep0.json: files extend each other 16 deep "
                                          "already, the most allowed");
    problems_free(&problems);
}

static int make_folder(void **state)
{
    (void)state;
    if (!mkdtemp(folder))
        return -1;
    write_file("base.json", base);
    return 0;
}

static int remove_folder(void **state)
{
    (void)state;
    static const char *const names[] = { "base",  "child", "middle", "wrong",
                                         "cycle", "small", "smaller" };
    size_t count = sizeof names / sizeof *names;
    for (size_t i = 0; i < count + READ_EXTENDS_MOST + 2; i++) {
        char *path = i < count ? text_format("%s/%s.json", folder, names[i])
                               : text_format("%s/deep%zu.json", folder, i - count);
        unlink(path);
        free(path);
    }
    return rmdir(folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(merges_what_it_extends),
        cmocka_unit_test(refuses_wrong_files),
        cmocka_unit_test(digests_what_it_read),
        cmocka_unit_test(the_chain_has_a_limit),
    };
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
