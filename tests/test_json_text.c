/* The strict reading of JSON: what is refused, where and why; what is not. */
#include "io/json_text.h"

#include "base/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

typedef struct Case {
    const char *text;
    const char *problem; /* part of the first problem; NULL: none */
    Status status;
} Case;

static const Case cases[] = {
    { "{}", NULL, STATUS_GOOD },
    { " {\"a\": [1, -0.5e+3, 1E2, true, false, null, \"\\u00e9\\n\\ud83d\\ude00\"]}\r\n\t", NULL,
      STATUS_GOOD },
    { "\xEF\xBB\xBF{\"a\": 1}", NULL, STATUS_GOOD },
    { "0", NULL, STATUS_GOOD },
    { "{\"a\": {\"b\": 1}, \"b\": 1, \"B\": 1}", NULL, STATUS_GOOD },
    { "", "x:1:1: nothing in the file", STATUS_INVALID },
    { " \n ", "x:2:2: nothing in the file", STATUS_INVALID },
    { "{", "x:1:2: found the end of the file; wanted is a key", STATUS_INVALID },
    { "{\"a\": 1", "x:1:8: found the end of the file; wanted is a comma or }", STATUS_INVALID },
    { "[1", "wanted is a comma or ]", STATUS_INVALID },
    { "[1 2]", "x:1:4: found 2; wanted is a comma or ]", STATUS_INVALID },
    { "{\"a\" 1}", "x:1:6: found 1; wanted is a colon", STATUS_INVALID },
    { "{\"a\": }", "x:1:7: found }; wanted is a value", STATUS_INVALID },
    { "{\"a\": 1,}", "x:1:9: found } after a comma", STATUS_INVALID },
    { "[1,]", "found ] after a comma", STATUS_INVALID },
    { "{a: 1}", "x:1:2: found a; wanted is a key in double quotes", STATUS_INVALID },
    { "{'a': 1}", "found '; wanted is a key", STATUS_INVALID },
    { "{\"a\": 16,5}", "x:1:10: found 5; wanted is a key in double quotes (decimals have a point",
      STATUS_INVALID },
    { "{\"đ\": ế}", "x:1:7: found ế; wanted is a value", STATUS_INVALID },
    { "{} {}", "x:1:4: found {; wanted is nothing after the end", STATUS_INVALID },
    { "{}\nx", "x:2:1: found x", STATUS_INVALID },
    { "// a\n{}", "x:1:1: // is not JSON", STATUS_INVALID },
    { "{\n  /* a */ \"a\": 1}", "x:2:3: /* is not JSON", STATUS_INVALID },
    { "{\"a\": 1 # b\n}", "# is not JSON", STATUS_INVALID },
    { "[NaN]", "x:1:2: NaN is not JSON", STATUS_INVALID },
    { "[Infinity]", "Infinity is not JSON", STATUS_INVALID },
    { "[-Infinity]", "x:1:3: a number begins with a digit", STATUS_INVALID },
    { "[True]", "True is not JSON", STATUS_INVALID },
    { "[truely]", "truely is not JSON", STATUS_INVALID },
    { "[01]", "x:1:2: a number has no leading zero", STATUS_INVALID },
    { "[-01]", "no leading zero", STATUS_INVALID },
    { "[1.]", "x:1:3: a digit is wanted after the decimal point", STATUS_INVALID },
    { "[.5]", "found .; wanted is a value", STATUS_INVALID },
    { "[+1]", "found +; wanted is a value", STATUS_INVALID },
    { "[1e]", "digits are wanted in the exponent", STATUS_INVALID },
    { "[0x10]", "found x; wanted is a comma or ]", STATUS_INVALID },
    { "[1e999]", "/0: 1e999 (x, line 1) is too large", STATUS_GOOD },
    { "{\"a~/\": {\"b\":\n [1, -1e999]}}", "/a~0~1/b/1: -1e999 (x, line 2) is too large",
      STATUS_GOOD },
    { "[0.1234567890123456789012345678901234567890123456789012345678901234]",
      "a number of 66 characters; at most 63", STATUS_INVALID },
    { "[\"a]", "x:1:2: this text has no end", STATUS_INVALID },
    { "[\"a\nb\"]", "x:1:4: a line ends inside a text", STATUS_INVALID },
    { "[\"a\tb\"]", "x:1:4: control character 0x09 in a text", STATUS_INVALID },
    { "[\"\\u0000\"]", "x:1:3: \\u0000 is not allowed", STATUS_INVALID },
    { "[\"\\u12g4\"]", "\\u needs four hexadecimal digits", STATUS_INVALID },
    { "[\"\\u12", "\\u needs four hexadecimal digits", STATUS_INVALID },
    { "[\"\\x\"]", "a backslash in a text is followed by one of", STATUS_INVALID },
    { "[\"\\", "a backslash in a text is followed by one of", STATUS_INVALID },
    { "[\"\\ud83d\"]", "\\ud83d is half of a surrogate pair", STATUS_INVALID },
    { "[\"\\ud83d\\u0041\"]", "\\ud83d is half of a surrogate pair", STATUS_INVALID },
    { "[\"\\ude00\"]", "\\ude00 is half of a surrogate pair", STATUS_INVALID },
    { "[\"\xC0\xAF\"]", "x:1:3: byte 0xC0 is not UTF-8", STATUS_INVALID },
    { "{\n\"é\": \"\xE1\x80\"}", "x:2:7: byte 0xE1 is not UTF-8", STATUS_INVALID },
    { "\xFF\xFE{", "byte 0xFF is not UTF-8 (the file looks like UTF-16)", STATUS_INVALID },
    { "\x01", "found control character 0x01", STATUS_INVALID },
    { "{\"a\": 1,\n \"a\": 2}", "/a: given twice (x, lines 1 and 2)", STATUS_GOOD },
    { "{\"o\": [{\"k~\": 1, \"\\u006b~\": 2}]}", "/o/0/k~0: given twice", STATUS_GOOD },
};

static void reads_every_case(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const Case *c = &cases[i];
        Problems problems = { 0 };
        Error err = { 0 };
        Status status = json_text_check("x", c->text, strlen(c->text), &problems, &err);
        if (status != c->status || problems.count != (c->problem ? 1 : 0) ||
            (c->problem && !strstr(problems.line[0], c->problem)))
            fail_msg("%s\n  gives %d: %s\n  wanted %d: %s", c->text, status,
                     problems.count ? problems.line[0] : "", c->status,
                     c->problem ? c->problem : "");
        problems_free(&problems);
    }
}

static void a_nul_byte_is_no_blank(void **state)
{
    (void)state;
    static const char text[] = "{} \0 ";
    Problems problems = { 0 };
    Error err = { 0 };
    assert_int_equal(json_text_check("x", text, 5, &problems, &err), STATUS_INVALID);
    assert_non_null(strstr(problems.line[0], "x:1:4: found control character 0x00"));
    problems_free(&problems);
}

static Status check_depth(size_t depth)
{
    char text[2 * JSON_TEXT_DEPTH + 8] = { 0 };
    Problems problems = { 0 };
    Error err = { 0 };
    memset(text, '[', depth);
    memset(text + depth, ']', depth);
    Status status = json_text_check("x", text, 2 * depth, &problems, &err);
    problems_free(&problems);
    return status;
}

static void depth_has_a_limit(void **state)
{
    (void)state;
    assert_int_equal(check_depth(JSON_TEXT_DEPTH - 1), STATUS_GOOD);
    assert_int_equal(check_depth(JSON_TEXT_DEPTH), STATUS_GOOD);
    assert_int_equal(check_depth(JSON_TEXT_DEPTH + 1), STATUS_INVALID);
}

static Status check_keys(int keys)
{
    Text text = { 0 };
    Problems problems = { 0 };
    Error err = { 0 };
    for (int i = 0; i < keys; i++)
        text_add(&text, "%s\"%d\": 0", i ? "," : "{", i);
    text_put(&text, "}");
    Status status = json_text_check("x", text.data, text.size, &problems, &err);
    problems_free(&problems);
    text_free(&text);
    return status;
}

static void keys_have_a_limit(void **state)
{
    (void)state;
    assert_int_equal(check_keys(JSON_TEXT_KEYS), STATUS_GOOD);
    assert_int_equal(check_keys(JSON_TEXT_KEYS + 1), STATUS_INVALID);
}

static void every_duplicate_is_told(void **state)
{
    (void)state;
    static const char text[] = "{\"a\": {\"x\": 1, \"x\": 1e999}, \"b\": 1, \"b\": 2, \"b\": 3}";
    Problems problems = { 0 };
    Error err = { 0 };
    assert_int_equal(json_text_check("x", text, strlen(text), &problems, &err), STATUS_GOOD);
    assert_int_equal(problems.count, 4);
    problems_free(&problems);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_every_case),        cmocka_unit_test(a_nul_byte_is_no_blank),
        cmocka_unit_test(depth_has_a_limit),       cmocka_unit_test(keys_have_a_limit),
        cmocka_unit_test(every_duplicate_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
