#include "core/likelihood.h"

#include <math.h>
#include <stdbool.h>
#include <stdio.h>

/* A class holds the chances up to `most`, and at its own end only where `closed`: 33 % and 66 % are
 * about even, 90 % is likely, 99 % very likely, and the other side mirrors them. */
static const struct {
    const char *id;
    double most;
    bool closed;
    Words words;
} classes[] = {
    { "almost_impossible", 0.01, false, WORDS("almost impossible", "gần như không thể đạt") },
    { "very_unlikely", 0.10, false, WORDS("very unlikely", "rất khó đạt") },
    { "unlikely", 0.33, false, WORDS("unlikely", "khó đạt") },
    { "about_even", 0.66, true, WORDS("about as likely as not", "khả năng ngang nhau") },
    { "likely", 0.90, true, WORDS("likely", "nhiều khả năng đạt") },
    { "very_likely", 0.99, true, WORDS("very likely", "rất nhiều khả năng đạt") },
    { "almost_certain", 1, true, WORDS("almost certain", "gần như chắc chắn đạt") },
};

enum { CLASSES = sizeof classes / sizeof *classes };

static const Words between = WORDS("between", "giữa");
static const Words conjunction = WORDS("and", "và");

static int class_of(double p)
{
    int i = 0;
    while (i < CLASSES - 1 && (classes[i].closed ? p > classes[i].most : p >= classes[i].most))
        i++;
    return i;
}

Likelihood likelihood_of(const Chance *chance)
{
    if (!isfinite(chance->probability))
        return (Likelihood){ -1, -1 };
    return (Likelihood){ class_of(chance->interval[0]), class_of(chance->interval[1]) };
}

const char *likelihood_id(Likelihood likelihood, char buffer[LIKELIHOOD_SIZE])
{
    if (likelihood.low < 0)
        return NULL;
    if (likelihood.low == likelihood.high)
        snprintf(buffer, LIKELIHOOD_SIZE, "%s", classes[likelihood.low].id);
    else
        snprintf(buffer, LIKELIHOOD_SIZE, "%s_to_%s", classes[likelihood.low].id,
                 classes[likelihood.high].id);
    return buffer;
}

const char *likelihood_words(Likelihood likelihood, Language language, char buffer[LIKELIHOOD_SIZE])
{
    buffer[0] = '\0';
    if (likelihood.low < 0)
        return buffer;
    const char *low = words_in(&classes[likelihood.low].words, language);
    const char *high = words_in(&classes[likelihood.high].words, language);
    if (likelihood.low == likelihood.high)
        snprintf(buffer, LIKELIHOOD_SIZE, "%s", low);
    else
        snprintf(buffer, LIKELIHOOD_SIZE, "%s %s %s %s", words_in(&between, language), low,
                 words_in(&conjunction, language), high);
    return buffer;
}
