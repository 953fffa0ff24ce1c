/* Numbers and percents as the two languages write them, and the digits worth printing. */
#include "core/language.h"

#include <math.h>
#include <string.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

typedef struct Written {
    double value;
    int decimals;
    const char *english, *vietnamese;
} Written;

static const Written numbers[] = {
    { 0, 0, "0", "0" },
    { 0, 2, "0.00", "0,00" },
    { 7, 0, "7", "7" },
    { 999, 0, "999", "999" },
    { 1000, 0, "1,000", "1.000" },
    { 165000, 0, "165,000", "165.000" },
    { 165000.5, 1, "165,000.5", "165.000,5" },
    { 1234567.891, 2, "1,234,567.89", "1.234.567,89" },
    { 12345678, 0, "12,345,678", "12.345.678" },
    { 0.12345, 4, "0.1235", "0,1235" },
    { 0.0001, 6, "0.000100", "0,000100" },
    { -1, 0, "-1", "-1" },
    { -999, 0, "-999", "-999" },
    { -1000, 0, "-1,000", "-1.000" },
    { -165000.25, 2, "-165,000.25", "-165.000,25" },
    { 999.96, 1, "1,000.0", "1.000,0" },
    { 999999.9, 0, "1,000,000", "1.000.000" },
    /* to tens, hundreds, ... */
    { 165004, -1, "165,000", "165.000" },
    { 165006, -1, "165,010", "165.010" },
    { 164950, -2, "165,000", "165.000" },
    { 165499, -3, "165,000", "165.000" },
    { -165006, -1, "-165,010", "-165.010" },
    { 949, -3, "1,000", "1.000" },
    { 0.3, -1, "0", "0" },
    /* no minus before nothing */
    { -0.0, 0, "0", "0" },
    { -0.4, 0, "0", "0" },
    { -0.004, 2, "0.00", "0,00" },
    { -0.006, 2, "-0.01", "-0,01" },
    { -4, -1, "0", "0" },
    { -6, -1, "-10", "-10" },
    /* missing */
    { NAN, 0, "", "" },
    { NAN, 2, "", "" },
    { INFINITY, 0, "", "" },
    { -INFINITY, 1, "", "" },
    { 1e18, 0, "1,000,000,000,000,000,000", "1.000.000.000.000.000.000" },
};

static void numbers_are_written_in_both_languages(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        const Written *w = &numbers[i];
        char buffer[NUMBER_SIZE];
        memset(buffer, '#', sizeof buffer);
        assert_ptr_equal(number_words(w->value, w->decimals, LANGUAGE_EN, buffer), buffer);
        assert_string_equal(buffer, w->english);
        assert_string_equal(number_words(w->value, w->decimals, LANGUAGE_VI, buffer),
                            w->vietnamese);
    }
}

static const Written percents[] = {
    { 0.165, 1, "16.5 %", "16,5 %" },
    { 0.165, 2, "16.50 %", "16,50 %" },
    { 0, 1, "0.0 %", "0,0 %" },
    { 1, 0, "100 %", "100 %" },
    { 12.5, 0, "1,250 %", "1.250 %" },
    { -0.0523, 1, "-5.2 %", "-5,2 %" },
    { -0.0004, 1, "0.0 %", "0,0 %" },
    { 0.43, -1, "40 %", "40 %" },
    { NAN, 1, "", "" },
};

static void percents_are_written_in_both_languages(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof percents / sizeof *percents; i++) {
        const Written *w = &percents[i];
        char buffer[NUMBER_SIZE];
        assert_ptr_equal(percent_words(w->value, w->decimals, LANGUAGE_EN, buffer), buffer);
        assert_string_equal(buffer, w->english);
        assert_string_equal(percent_words(w->value, w->decimals, LANGUAGE_VI, buffer),
                            w->vietnamese);
    }
}

static void rare_percents_have_the_digits_of_their_error(void **state)
{
    (void)state;
    char buffer[NUMBER_SIZE];
    assert_string_equal(rare_words(3.164e-10, 3e-12, LANGUAGE_EN, buffer), "3.16e-08 %");
    assert_string_equal(rare_words(3.164e-10, 3e-12, LANGUAGE_VI, buffer), "3,16e-08 %");
    assert_string_equal(rare_words(3.164e-10, 1e-10, LANGUAGE_VI, buffer), "3e-08 %");
    assert_string_equal(rare_words(3.164e-10, 1e-9, LANGUAGE_EN, buffer), "3e-08 %");
    assert_null(rare_words(0.5e-6, 1e-9, LANGUAGE_EN, buffer));
    assert_null(rare_words(0, 1e-9, LANGUAGE_EN, buffer));
    assert_string_equal(rare_words(1e-9, 0, LANGUAGE_EN, buffer), "1e-07 %");
    assert_null(rare_words(1e-17, 0, LANGUAGE_EN, buffer)); /* rounding */
}

/* What is not 0 is not written as 0, nor what is below 1 as 100 %. */
static void nothing_is_rounded_to_certainty(void **state)
{
    (void)state;
    char buffer[NUMBER_SIZE];
    assert_string_equal(rare_words(1e-6, 0, LANGUAGE_EN, buffer), "0.0001 %");
    assert_string_equal(rare_words(1e-6, 0, LANGUAGE_VI, buffer), "0,0001 %");
    assert_string_equal(rare_words(4e-6, 1e-5, LANGUAGE_EN, buffer), "0.0004 %");
    assert_string_equal(rare_words(-3e-5, 0, LANGUAGE_EN, buffer), "-0.003 %");
    assert_string_equal(rare_words(1 - 1e-6, 0, LANGUAGE_VI, buffer), "99,9999 %");
    assert_string_equal(rare_words(1 - 1e-9, 0, LANGUAGE_EN, buffer), "> 99.9999 %");
    assert_string_equal(rare_words(1 - 1e-9, 1e-10, LANGUAGE_VI, buffer), "> 99,9999 %");
    assert_string_equal(rare_words(0.9996, 0.001, LANGUAGE_EN, buffer), "99.96 %");
    assert_null(rare_words(0.9999, 0.001, LANGUAGE_EN, buffer)); /* hidden by its error */
    assert_null(rare_words(0.9996, 0.0001, LANGUAGE_EN, buffer));
    assert_null(rare_words(1, 0, LANGUAGE_EN, buffer));
    assert_null(rare_words(1.0000001, 0, LANGUAGE_EN, buffer));
    assert_string_equal(small_words(3.2e-6, 0, 4, LANGUAGE_EN, buffer), "3e-06");
    assert_string_equal(small_words(-0.04, 0.1, 1, LANGUAGE_VI, buffer), "-0,04");
    assert_null(small_words(0.0002, 0, 4, LANGUAGE_EN, buffer));
    assert_null(small_words(1e-11, 0, 4, LANGUAGE_EN, buffer)); /* rounding */
    assert_null(small_words(0.04, 1, 0, LANGUAGE_EN, buffer));  /* hidden by its error */
    assert_null(small_words(0, 0, 4, LANGUAGE_EN, buffer));
}

/* Whatever the number and the digits asked for, the text ends inside the buffer. */
static void no_number_overflows_the_buffer(void **state)
{
    (void)state;
    static const double mantissas[] = { 1, -1, 9.999999999999999, -9.87654321987654 };
    for (int power = -308; power <= 307; power += 5)
        for (int decimals = -20; decimals <= 40; decimals += 3)
            for (size_t i = 0; i < 4; i++) {
                char guarded[NUMBER_SIZE + 8];
                memset(guarded, '#', sizeof guarded);
                double value = mantissas[i] * pow(10, power);
                assert_true(strlen(percent_words(value, decimals, LANGUAGE_VI, guarded)) <
                            NUMBER_SIZE);
                assert_memory_equal(guarded + NUMBER_SIZE, "########", 8);
            }
}

static void exact_numbers_have_decimals_by_size(void **state)
{
    (void)state;
    assert_int_equal(number_decimals(165000, 0), 0);
    assert_int_equal(number_decimals(-1000, 0), 0);
    assert_int_equal(number_decimals(0, 0), 0);
    int before = 0;
    for (double value = 5000; value > 1e-3; value /= 3) { /* more the smaller it is */
        int now = number_decimals(value, 0);
        assert_true(now >= before);
        assert_int_equal(number_decimals(-value, 0), now);
        before = now;
    }
    assert_true(before > 2);
}

static void decimals_follow_the_error(void **state)
{
    (void)state;
    static const double errors[] = { 1000, 100, 10, 1, 0.1, 0.01, 0.001, 1e-6 };
    static const int decimals[] = { -3, -2, -1, 0, 1, 2, 3, 6 };
    for (size_t i = 0; i < sizeof errors / sizeof *errors; i++) {
        assert_int_equal(number_decimals(165000, errors[i]), decimals[i]);
        assert_int_equal(number_decimals(-0.5, errors[i]), decimals[i]);
    }
    for (double error = 1e4; error > 1e-7; error *= 0.83) { /* never finer than a tenth of it */
        double last = pow(10, -number_decimals(165000, error));
        assert_true(last > 0.0999 * error && last < 10 * error);
    }
    assert_true(number_decimals(1, 1e-300) <= 8); /* no more than a double and a reader hold */
}

static void words_fall_back_to_the_other_language(void **state)
{
    (void)state;
    const Words both = WORDS("year", "năm"), english = WORDS("year", NULL);
    const Words vietnamese = WORDS(NULL, "năm"), none = WORDS(NULL, NULL);
    assert_string_equal(words_in(&both, LANGUAGE_EN), "year");
    assert_string_equal(words_in(&both, LANGUAGE_VI), "năm");
    assert_string_equal(words_in(&english, LANGUAGE_VI), "year");
    assert_string_equal(words_in(&vietnamese, LANGUAGE_EN), "năm");
    assert_string_equal(words_in(&none, LANGUAGE_EN), "");
}

static void languages_are_found_by_their_code(void **state)
{
    (void)state;
    for (int i = 0; i < LANGUAGE_COUNT; i++) {
        Language found = LANGUAGE_COUNT;
        assert_true(language_find(language_code((Language)i), &found) && (int)found == i);
    }
    Language kept = LANGUAGE_VI;
    assert_string_equal(language_code(LANGUAGE_VI), "vi");
    assert_false(language_find("VI", &kept) || language_find("", &kept) ||
                 language_find("fr", &kept));
    assert_int_equal(kept, LANGUAGE_VI);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_are_written_in_both_languages),
        cmocka_unit_test(percents_are_written_in_both_languages),
        cmocka_unit_test(rare_percents_have_the_digits_of_their_error),
        cmocka_unit_test(nothing_is_rounded_to_certainty),
        cmocka_unit_test(no_number_overflows_the_buffer),
        cmocka_unit_test(exact_numbers_have_decimals_by_size),
        cmocka_unit_test(decimals_follow_the_error),
        cmocka_unit_test(words_fall_back_to_the_other_language),
        cmocka_unit_test(languages_are_found_by_their_code),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
