/* Growing texts, UTF-8, widths, the shortest number, the nearest name. */
#include "base/text.h"

#include <float.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

/* ---- growth ---- */

static void a_text_grows_and_stays_terminated(void **state)
{
    (void)state;
    enum { ROUNDS = 20000 };
    Text text = { 0 };
    assert_null(text.data);
    for (int i = 0; i < ROUNDS; i++) {
        text_add(&text, "%05d", i);
        text_put(&text, ",");
        text_put_bytes(&text, "xyz", 2);
        assert_int_equal(text.data[text.size], '\0');
    }
    assert_int_equal(text.size, ROUNDS * 8);
    assert_int_equal(strlen(text.data), text.size);
    assert_memory_equal(text.data + 8 * 12345, "12345,xy", 8);
    assert_false(text.failed);
    text_free(&text);
    assert_true(!text.data && !text.size && !text.capacity);
    text_free(&text);
}

/* Sizes around the first capacity and its doubles. */
static void every_size_fits(void **state)
{
    (void)state;
    char filler[1100];
    memset(filler, 'a', sizeof filler);
    for (int size = 0; size < 1100; size++) {
        Text put = { 0 }, added = { 0 };
        text_put_bytes(&put, filler, (size_t)size);
        text_add(&added, "%.*s", size, filler);
        assert_int_equal(put.size, size);
        assert_int_equal(added.size, size);
        assert_string_equal(put.data, added.data);
        assert_true(put.capacity > put.size);
        text_free(&put);
        text_free(&added);
    }
}

static void bytes_may_be_zero(void **state)
{
    (void)state;
    Text text = { 0 };
    text_put_bytes(&text, "a\0b", 3);
    text_put(&text, "c");
    assert_int_equal(text.size, 4);
    assert_memory_equal(text.data, "a\0bc", 5);
    text_free(&text);
}

static void after_a_failure_nothing_is_added(void **state)
{
    (void)state;
    Text text = { 0 };
    text_put(&text, "kept");
    text.failed = true;
    text_put(&text, "lost");
    text_add(&text, "%d", 5);
    text_fill(&text, "{1}", (const char *const[]){ "x" }, 1);
    assert_string_equal(text.data, "kept");
    text_free(&text);
}

static void copies_are_whole(void **state)
{
    (void)state;
    char *none = text_copy(NULL), *empty = text_copy(""), *part = text_copy_bytes("abcdef", 3);
    char *made = text_format("%s-%04d", "năm", 7), *whole = text_copy("dự báo");
    assert_null(none);
    assert_string_equal(empty, "");
    assert_string_equal(part, "abc");
    assert_string_equal(made, "năm-0007");
    assert_string_equal(whole, "dự báo");
    free(empty);
    free(part);
    free(made);
    free(whole);
}

typedef struct Fill {
    const char *pattern, *filled;
} Fill;

static void patterns_take_arguments_in_any_order(void **state)
{
    (void)state;
    static const char *const arguments[] = { "một", "{1}", "3%d" };
    static const Fill fills[] = {
        { "", "" },
        { "{1}", "một" },
        { "{2}{1}", "{1}một" }, /* an argument is not filled again */
        { "a {3} b {1} c {1}", "a 3%d b một c một" },
        { "{4} {0} {10} {a} {} {1", "{4} {0} {10} {a} {} {1" },
        { "{{1}}", "{một}" },
        { "100 % ế {", "100 % ế {" },
    };
    for (size_t i = 0; i < sizeof fills / sizeof *fills; i++) {
        Text text = { 0 };
        text_put(&text, ">");
        text_fill(&text, fills[i].pattern, arguments, 3);
        assert_string_equal(text.data + 1, fills[i].filled);
        text_free(&text);
    }
}

/* ---- UTF-8 ---- */

typedef struct Sequence {
    const char *bytes;
    size_t size, invalid; /* offset of the first bad byte, or `size` */
} Sequence;

/* The ends of each length, and what RFC 3629 forbids. */
static const Sequence sequences[] = {
    { "", 0, 0 },
    { "abc", 3, 3 },
    { "a\0b", 3, 3 },
    { "\x7F", 1, 1 },
    { "\xC2\x80", 2, 2 },
    { "\xDF\xBF", 2, 2 },
    { "\xE0\xA0\x80", 3, 3 },
    { "\xED\x9F\xBF", 3, 3 },     /* U+D7FF, the last before the surrogates */
    { "\xEE\x80\x80", 3, 3 },     /* U+E000, the first after them */
    { "\xEF\xBF\xBF", 3, 3 },     /* U+FFFF */
    { "\xF0\x90\x80\x80", 4, 4 }, /* U+10000 */
    { "\xF4\x8F\xBF\xBF", 4, 4 }, /* U+10FFFF */
    { "t\xE1\xBB\xB7 \xC4\x91\xE1\xBB\x93ng", 11, 11 },
    { "\x80", 1, 0 }, /* a continuation alone */
    { "\xBF", 1, 0 },
    { "ab\xC0\x80", 4, 2 }, /* overlong U+0000 */
    { "\xC1\xBF", 2, 0 },
    { "\xE0\x80\x80", 3, 0 },
    { "\xE0\x9F\xBF", 3, 0 }, /* overlong U+07FF */
    { "\xF0\x80\x80\x80", 4, 0 },
    { "\xF0\x8F\xBF\xBF", 4, 0 }, /* overlong U+FFFF */
    { "a\xED\xA0\x80", 4, 1 },    /* U+D800 */
    { "\xED\xBF\xBF", 3, 0 },     /* U+DFFF */
    { "\xF4\x90\x80\x80", 4, 0 }, /* U+110000 */
    { "\xF5\x80\x80\x80", 4, 0 },
    { "\xF8\x88\x80\x80\x80", 5, 0 },
    { "\xFE", 1, 0 },
    { "\xFF", 1, 0 },
    { "abc\xC3", 4, 3 }, /* cut */
    { "\xE1\xBB", 2, 0 },
    { "\xE1", 1, 0 },
    { "\xF0\x9F\x98", 3, 0 },
    { "\xC3(", 2, 0 }, /* no continuation */
    { "\xE1(\xBB", 3, 0 },
    { "\xE1\xBB(", 3, 0 },
    { "\xF0\x9F\x98(", 4, 0 },
    { "ok\xC3\xA9\xFFok", 7, 4 },
};

static void utf8_is_judged_by_the_rfc(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof sequences / sizeof *sequences; i++) {
        const Sequence *s = &sequences[i];
        char *exact = malloc(s->size + 1); /* a tight copy, for the sanitizer */
        assert_non_null(exact);
        memcpy(exact, s->bytes, s->size);
        char *tight = realloc(exact, s->size ? s->size : 1);
        assert_non_null(tight);
        if (text_invalid_utf8(tight, s->size) != s->invalid)
            fail_msg("sequence %zu: %zu", i, text_invalid_utf8(tight, s->size));
        free(tight);
    }
}

static size_t encode(unsigned code, char *bytes)
{
    static const unsigned char first[] = { 0, 0, 0xC0, 0xE0, 0xF0 };
    size_t length = code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    for (size_t i = length - 1; i > 0; i--, code >>= 6)
        bytes[i] = (char)(0x80 | (code & 0x3F));
    bytes[0] = (char)(first[length] | code);
    return length;
}

static void every_code_point_is_valid_but_surrogates(void **state)
{
    (void)state;
    for (unsigned code = 0; code <= 0x10FFFF; code++) {
        char bytes[4];
        size_t length = encode(code, bytes);
        bool surrogate = code >= 0xD800 && code <= 0xDFFF;
        assert_int_equal(text_invalid_utf8(bytes, length), surrogate ? 0 : length);
    }
}

static void width_counts_letters_not_marks(void **state)
{
    (void)state;
    assert_int_equal(text_width(""), 0);
    assert_int_equal(text_width("GRDP 2025"), 9);
    assert_int_equal(text_width("Việt Nam: đường, tỷ lệ"), 22);
    assert_int_equal(text_width("ế ữ ợ ẵ"), 7);
    /* the same, each mark a code point of its own: e + dot below + circumflex */
    assert_int_equal(text_width("Vie\xCC\xA3\xCC\x82t"), 4);
    assert_int_equal(text_width("e\xCC\x82\xCC\x81 u\xCC\x9B\xCC\x83 o\xCC\x9B\xCC\xA3"), 5);
    assert_int_equal(text_width("x\xCD\xAF"), 1);         /* U+036F, the last mark */
    assert_int_equal(text_width("x\xCD\xB0\xCD\xBF"), 3); /* U+0370 and U+037F are letters */
    assert_int_equal(text_width("\xCB\xBF"), 1);          /* U+02FF, before the marks */
}

/* ---- numbers ---- */

static uint64_t next_random(uint64_t *seed) /* splitmix64, Steele, Lea, Flood (2014) */
{
    uint64_t z = (*seed += 0x9E3779B97F4A7C15);
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
    return z ^ (z >> 31);
}

static void check_round_trip(double value)
{
    char text[32], *end;
    assert_ptr_equal(text_number(value, text), text);
    assert_true(strlen(text) < sizeof text);
    double back = strtod(text, &end);
    if (*end || memcmp(&back, &value, sizeof back))
        fail_msg("%.17g came back from %s", value, text);
}

static void numbers_read_back_as_the_same_bits(void **state)
{
    (void)state;
    static const double special[] = { 0.0,     -0.0,    1,        DBL_MAX, -DBL_MAX,
                                      DBL_MIN, 5e-324,  1e22,     1e23,    9007199254740993.0,
                                      0.1,     1 / 3.0, -2 / 3.0, 1e-5,    DBL_EPSILON };
    uint64_t seed = 1;
    for (size_t i = 0; i < sizeof special / sizeof *special; i++)
        check_round_trip(special[i]);
    for (int i = 0; i < 100000; i++) {
        uint64_t bits = next_random(&seed);
        double any, plain = (double)(int64_t)(bits >> 20) / 1000;
        memcpy(&any, &bits, sizeof any);
        if (isfinite(any))
            check_round_trip(any);
        check_round_trip(plain);
    }
}

static void numbers_are_as_short_as_people_write_them(void **state)
{
    (void)state;
    static const char *const texts[] = { "0.1",
                                         "0.17",
                                         "165000",
                                         "-5",
                                         "75258.3",
                                         "0.165",
                                         "1e+300",
                                         "0.0001",
                                         "1e-05",
                                         "0.3",
                                         "1234.5678",
                                         "0",
                                         "123456789012345",
                                         "0.30000000000000004" };
    char text[32];
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        assert_string_equal(text_number(strtod(texts[i], NULL), text), texts[i]);
}

/* ---- names ---- */

static void the_nearest_name_is_offered(void **state)
{
    (void)state;
    static const char *const names[] = { "compound",    "geometric", "growth",  "volatility",
                                         "persistence", "at_least",  "at_most", NULL };
    static const char *const pairs[][2] = {
        { "compund", "compound" },        { "growht", "growth" },
        { "GROWTH", "growth" },           { "growth", "growth" },
        { "growths", "growth" },          { "volatilty", "volatility" },
        { "persistance", "persistence" }, { "geometrc", "geometric" },
        { "at_lest", "at_least" },        { "at_mots", "at_most" },
    };
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
        assert_string_equal(text_nearest(pairs[i][0], names), pairs[i][1]);
    assert_null(text_nearest("wind", names));
    assert_null(text_nearest("electricity", names));
    assert_null(text_nearest("", names));
    assert_null(text_nearest("growth", (const char *const[]){ NULL }));
}

static void the_nearer_of_two_names_wins(void **state)
{
    (void)state;
    static const char *const names[] = { "seeds", "seed", "sead", NULL };
    assert_string_equal(text_nearest("seed", names), "seed");
    assert_string_equal(text_nearest("seedss", names), "seeds");
    assert_string_equal(text_nearest("sed", names), "seed");
}

static void long_words_are_near_to_nothing(void **state)
{
    (void)state;
    char word[300];
    memset(word, 'a', sizeof word);
    word[299] = '\0';
    const char *const names[] = { word, "a", NULL };
    assert_null(text_nearest(word, names));
    word[63] = '\0';
    assert_ptr_equal(text_nearest(word, names), word);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_text_grows_and_stays_terminated),
        cmocka_unit_test(every_size_fits),
        cmocka_unit_test(bytes_may_be_zero),
        cmocka_unit_test(after_a_failure_nothing_is_added),
        cmocka_unit_test(copies_are_whole),
        cmocka_unit_test(patterns_take_arguments_in_any_order),
        cmocka_unit_test(utf8_is_judged_by_the_rfc),
        cmocka_unit_test(every_code_point_is_valid_but_surrogates),
        cmocka_unit_test(width_counts_letters_not_marks),
        cmocka_unit_test(numbers_read_back_as_the_same_bits),
        cmocka_unit_test(numbers_are_as_short_as_people_write_them),
        cmocka_unit_test(the_nearest_name_is_offered),
        cmocka_unit_test(the_nearer_of_two_names_wins),
        cmocka_unit_test(long_words_are_near_to_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
