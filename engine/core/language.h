/* The two languages of everything a planner reads, and how each writes numbers. Independent of the
 * system's locale. */
#ifndef CORE_LANGUAGE_H
#define CORE_LANGUAGE_H

#include <stdbool.h>
#include <stddef.h>

typedef enum Language { LANGUAGE_EN, LANGUAGE_VI, LANGUAGE_COUNT } Language;

/* The same text in each language. In a constant table both are there; read from a scenario one may
 * be NULL and words_in falls back to the other. */
typedef struct Words {
    const char *in[LANGUAGE_COUNT];
} Words;

#define WORDS(en, vi)                                                                              \
    {                                                                                              \
        {                                                                                          \
            en, vi                                                                                 \
        }                                                                                          \
    }

/* The text in that language, else in the other, else "". */
const char *words_in(const Words *words, Language language);

/* "en" or "vi". */
const char *language_code(Language language);
bool language_find(const char *code, Language *language);

enum { NUMBER_SIZE = 64 };

/* `value` with thousands marks and `decimals` digits as the language writes them (165,000.5 or
 * 165.000,5); "" for NaN. Negative `decimals` round to tens, hundreds, ... Returns buffer. */
char *number_words(double value, int decimals, Language language, char buffer[NUMBER_SIZE]);

/* A rate as percent: 0.165 is "16.5 %" or "16,5 %"; `decimals` of the percent figure. */
char *percent_words(double rate, int decimals, Language language, char buffer[NUMBER_SIZE]);

/* An error of a rate that no figure for people shows: they have four decimals of percent at most.
 */
#define RATE_EXACT 1e-6

/* Decimals worth printing of a rate as percent, at most four: as the error supports; of one that is
 * exact two, or as many as show two digits of it, or of what it lacks to 1. */
int rate_decimals(double rate, double error);

/* A rate that the digits its error supports (0: exact, two decimals of percent) would print as 0,
 * or as 100 % although it is less, with more: "0.0001 %", "99.9999 %", "3.2e-08 %", "> 99.9999 %".
 * NULL for any other rate, for one that its error hides, and for what rounding leaves of 0. */
char *rare_words(double rate, double error, Language language, char buffer[NUMBER_SIZE]);

/* A number that so many decimals would print as 0, with one digit: "0.03", "3e-06". NULL for any
 * other, for one that its error hides, and for what rounding leaves of 0. */
char *small_words(double value, double error, int decimals, Language language,
                  char buffer[NUMBER_SIZE]);

/* Decimals worth printing of a number known to `error`: the last digit is at the place of the
 * error's first. Of an exact number (error 0) whole numbers from 1000 on, then more the smaller it
 * is. */
int number_decimals(double value, double error);

/* Of a number that people gave, which has few digits: all of them, at most three. */
int number_decimals_given(double value);

#endif
