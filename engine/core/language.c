#include "core/language.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

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

char *rare_words(double rate, double error, Language language, char buffer[NUMBER_SIZE])
{
    enum { MOST = 5 };
    if (!(rate > 0) || rate >= 0.5e-6 || !(error > 0) || rate < error)
        return NULL;
    double digits = floor(log10(rate / error) + 1e-9);
    snprintf(buffer, NUMBER_SIZE, "%.*e %%", (int)fmax(0, fmin(digits, MOST)), 100 * rate);
    char *point = strchr(buffer, '.');
    if (point && language == LANGUAGE_VI)
        *point = ',';
    return buffer;
}

int number_decimals(double value, double error)
{
    double size = fabs(value);
    if (error > 0) {
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
