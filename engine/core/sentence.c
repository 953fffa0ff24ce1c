#include "core/sentence.h"

#include "core/likelihood.h"

#include <math.h>
#include <string.h>

static const char no_break[] = "\u00A0"; /* between a number and its unit */

const char *sentence_percent(double rate, double error, Language language, Number buffer)
{
    if (rare_words(rate, error, language, buffer))
        return buffer;
    return percent_words(rate, rate_decimals(rate, error), language, buffer);
}

void sentence_chance(Text part[5], const Chance *chance, Language language)
{
    Number buffer;
    char words[LIKELIHOOD_SIZE];
    double error = chance->standard_error;
    text_put(&part[0], sentence_percent(chance->probability, error, language, buffer));
    text_put(&part[1], sentence_percent(error, error, language, buffer));
    text_put(&part[2], sentence_percent(chance->interval[0], error, language, buffer));
    text_put(&part[3], sentence_percent(chance->interval[1], error, language, buffer));
    text_put(&part[4], likelihood_words(likelihood_of(chance), language, words));
}

void sentence_add(Text *out, const Words *pattern, Language language, Text *part, size_t parts)
{
    const char *argument[9];
    for (size_t i = 0; i < parts; i++) {
        argument[i] = part[i].data ? part[i].data : "";
        out->failed |= part[i].failed;
    }
    text_fill(out, words_in(pattern, language), argument, parts);
    for (size_t i = 0; i < parts; i++)
        text_free(&part[i]);
}

void sentence_put(Text *out, const Words *pattern, Language language, Text *part, size_t parts)
{
    sentence_add(out, pattern, language, part, parts);
    text_put(out, "\n");
}

void sentence_measure(Text *text, const Scenario *s, const Target *target, double value,
                      Language language)
{
    Number buffer;
    if (target->shape == TARGET_GROWTH) {
        text_put(text, sentence_percent(value, 0, language, buffer));
        return;
    }
    const char *unit = own_words_in(&s->indicator[target->indicator].unit, language, "");
    number_words(value, number_decimals(value, 0) > 0 && fabs(value) < 1000 ? 2 : 0, language,
                 buffer);
    const char *remark = strstr(unit, " (");
    text_add(text, "%s%s%.*s", buffer, *unit ? no_break : "",
             (int)(remark ? (size_t)(remark - unit) : strlen(unit)), unit);
}

void sentence_years(Text *text, const Target *target)
{
    text_add(text, target->from == target->to ? "%d" : "%d-%d", target->from, target->to);
}
