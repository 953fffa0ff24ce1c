#include "core/language.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* What rounding leaves of a rate of 0 is smaller, and of a number of 0, and the errors that exact
 * methods estimate of themselves. */
static const double RAREST = 1e-12, SMALLEST = 1e-9, VAGUEST = 1e-6;
static const double HIDDEN = 0.3; /* of its error: a rate below that cannot be told from 0 */

static const char *const codes[LANGUAGE_COUNT] = { "en", "vi" };

const char *words_in(const Words *words, Language language)
{
    const char *text = words->in[language];
    for (size_t i = 0; !text && i < LANGUAGE_COUNT; i++)
        text = words->in[i];
    return text ? text : "";
}

const char *language_code(Language language)
{
    return codes[language];
}

bool language_find(const char *code, Language *language)
{
    for (int i = 0; i < LANGUAGE_COUNT; i++) {
        if (strcmp(code, codes[i]))
            continue;
        *language = (Language)i;
        return true;
    }
    return false;
}

char *number_words(double value, int decimals, Language language, char buffer[NUMBER_SIZE])
{
    static const char thousand[LANGUAGE_COUNT] = { ',', '.' };
    static const char point[LANGUAGE_COUNT] = { '.', ',' };
    buffer[0] = '\0';
    if (!isfinite(value))
        return buffer;
    if (decimals < 0) {
        double unit = pow(10, -decimals);
        value = round(value / unit) * unit;
    }
    char plain[NUMBER_SIZE];
    int digits_after = decimals > 0 ? decimals : 0;
    if (fabs(value) < 1e20)
        snprintf(plain, sizeof plain, "%.*f", digits_after, value);
    else
        snprintf(plain, sizeof plain, "%.*e", digits_after, value);
    if (strspn(plain, "-0.") == strlen(plain) && plain[0] == '-') /* no minus zero */
        memmove(plain, plain + 1, strlen(plain));
    size_t sign = plain[0] == '-', digits = strspn(plain + sign, "0123456789"), at = 0;
    for (size_t i = 0; plain[i] && at < NUMBER_SIZE - 2; i++) {
        bool whole = i > sign && i < sign + digits;
        if (whole && (sign + digits - i) % 3 == 0)
            buffer[at++] = thousand[language];
        buffer[at++] = plain[i] == '.' ? point[language] : plain[i];
    }
    buffer[at] = '\0';
    return buffer;
}

char *percent_words(double rate, int decimals, Language language, char buffer[NUMBER_SIZE])
{
    number_words(100 * rate, decimals, language, buffer);
    if (buffer[0])
        snprintf(buffer + strlen(buffer), NUMBER_SIZE - strlen(buffer), " %%");
    return buffer;
}

enum { MOST_DECIMALS = 4 }; /* of a rate in percent */

static void write_power(double value, int digits, Language language, char buffer[NUMBER_SIZE])
{
    snprintf(buffer, NUMBER_SIZE, "%.*e", digits, value);
    char *point = strchr(buffer, '.');
    if (point && language == LANGUAGE_VI)
        *point = ',';
}

/* The fewest decimals, from `decimals` on, that tell the small number from 0; more than most when
 * none do. */
static int decimals_apart(double value, int decimals)
{
    decimals = decimals > 0 ? decimals : 0;
    while (decimals <= MOST_DECIMALS && fabs(value) * pow(10, decimals) < 0.5 - 1e-9)
        decimals++;
    return decimals;
}

char *small_words(double value, double error, int decimals, Language language,
                  char buffer[NUMBER_SIZE])
{
    int apart = decimals_apart(value, decimals);
    bool vague = error > HIDDEN * fabs(value); /* as an error is of itself */
    double least = vague ? fmax(HIDDEN * error, VAGUEST) : error > 0 ? 0 : SMALLEST;
    if (!(fabs(value) >= least) || value == 0 || apart <= decimals || apart == 0)
        return NULL;
    if (apart <= MOST_DECIMALS)
        return number_words(value, apart, language, buffer);
    write_power(value, 0, language, buffer);
    return buffer;
}

char *rare_words(double rate, double error, Language language, char buffer[NUMBER_SIZE])
{
    enum { USUAL = 2, MOST_DIGITS = 5 };
    bool high = rate > 0.5 && rate < 1;
    double apart = high ? 1 - rate : fabs(rate); /* from 100 %, or 0 */
    bool known = error > 0 && isfinite(error);
    int usual = known ? number_decimals(100 * rate, 100 * error) : USUAL;
    usual = usual < 0 ? 0 : usual > MOST_DECIMALS ? MOST_DECIMALS : usual;
    int decimals = decimals_apart(100 * apart, usual);
    if (decimals == usual || !(apart >= (known ? HIDDEN * error : RAREST)))
        return NULL;
    if (decimals <= MOST_DECIMALS)
        return percent_words(rate, decimals, language, buffer);
    if (high) {
        snprintf(buffer, NUMBER_SIZE, "> 99%c9999 %%", language == LANGUAGE_VI ? ',' : '.');
        return buffer;
    }
    double digits = known ? floor(log10(apart / error) + 1e-9) : 0;
    write_power(100 * rate, (int)fmax(0, fmin(digits, MOST_DIGITS)), language, buffer);
    snprintf(buffer + strlen(buffer), NUMBER_SIZE - strlen(buffer), " %%");
    return buffer;
}

int number_decimals(double value, double error)
{
    double size = fabs(value);
    if (error > 0 && isfinite(error)) {
        int decimals = (int)-floor(log10(error) + 1e-9);
        return decimals < 8 ? decimals : 8;
    }
    return size >= 1000 || size == 0 ? 0 : size >= 100 ? 1 : size >= 1 ? 2 : 4;
}

int rate_decimals(double rate, double error)
{
    enum { USUAL = 2, MOST = 4 };
    int decimals = USUAL;
    double small = 100 * fmin(fabs(rate), fabs(1 - fabs(rate)));
    if (error > RATE_EXACT) {
        decimals = number_decimals(100 * rate, 100 * error);
        return decimals < 0 ? 0 : decimals < MOST ? decimals : MOST;
    }
    while (error > 0 && decimals < MOST && small > 0 && small * pow(10, decimals) < 9.5)
        decimals++;
    return decimals;
}

int number_decimals_given(double value)
{
    int decimals = 0;
    while (decimals < 3 &&
           fabs(value * pow(10, decimals) - round(value * pow(10, decimals))) > 1e-6)
        decimals++;
    return decimals;
}
