#include "core/sentence.h"

#include "core/likelihood.h"

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
