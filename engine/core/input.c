#include "core/input.h"

#include <stdlib.h>
#include <string.h>

static const struct {
    const char *name;
    Words words;
} whats[] = {
    { "base", WORDS("base", "mức gốc") },
    { "growth", WORDS("growth", "tăng trưởng") },
    { "shock", WORDS("yearly shocks", "biến động hằng năm") },
    { "volatility", WORDS("volatility", "độ biến động") },
    { "persistence", WORDS("persistence", "độ dai dẳng") },
    { "elasticity", WORDS("elasticity", "độ co giãn") },
    { "ceiling", WORDS("ceiling", "mức trần") },
    { "value", WORDS("value", "giá trị") },
    { "share", WORDS("share", "tỷ trọng") },
    { "scale", WORDS("scale", "hệ số") },
    { "rate", WORDS("yearly rate", "số lượng hằng năm") },
    { "dispersion", WORDS("dispersion", "độ phân tán") },
    { "probability", WORDS("probability", "xác suất xảy ra") },
    { "loss", WORDS("loss", "mức sụt giảm") },
    { "effect", WORDS("effect", "mức tác động") },
    { "delay", WORDS("delay", "độ trễ") },
    { "at_least", WORDS("at least", "ít nhất") },
    { "at_most", WORDS("at most", "không quá") },
};

void input_free(Input *input)
{
    free(input->pointer);
    free(input->when);
    *input = (Input){ 0 };
}

static const char *what_words(const char *what, Language language)
{
    for (size_t i = 0; i < sizeof whats / sizeof *whats; i++)
        if (!strcmp(whats[i].name, what))
            return words_in(&whats[i].words, language);
    return what;
}

void input_parts(const Input *input, Language language, Text *thing, Text *what)
{
    text_put(thing, own_words_in(input->title, language, input->id));
    if (!input->what)
        return;
    text_put(what, what_words(input->what, language));
    if (input->when)
        text_add(what, " %s", input->when);
}

void input_words(const Input *input, bool alone, Language language, Text *text)
{
    Text thing = { 0 }, what = { 0 };
    input_parts(input, language, &thing, &what);
    if (!what.size || !alone)
        text_put(text, thing.data ? thing.data : "");
    if (what.size)
        text_add(text, "%s%s", alone ? "" : ": ", what.data);
    text->failed = text->failed || thing.failed || what.failed;
    text_free(&thing);
    text_free(&what);
}
