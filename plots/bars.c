#include "plots/bars.h"

#include "plots/lettering.h"
#include "plots/wording.h"

#include <math.h>
#include <stdio.h>

static const Words shown = WORDS("the {1} of {2} inputs that move it most",
                                 "{1} trong {2} yếu tố làm thay đổi nhiều nhất");

/* Points. */
static const double size_name = 10.5, size_detail = 9, leading = 11.5;
static const double row_height = 32, frame = 158, most_name = 170;

Bars bars_of(const ChartInput *in)
{
    const Sensitivity *const *all = in->forecast->sensitivity;
    Bars bars = { .in = in, .it = all ? all[in->subject] : NULL };
    for (size_t i = 0; bars.it && i < bars.it->inputs && bars.rows < BARS_ROWS; i++)
        bars.row[bars.rows++] = &bars.it->effect[i];
    return bars;
}

bool bars_apply(const Forecast *forecast, size_t subject, unsigned parts)
{
    const Sensitivity *const *all = forecast->sensitivity;
    return all && all[subject] && all[subject]->parts & parts;
}

double bars_height(const ChartInput *in)
{
    Bars bars = bars_of(in);
    return fmax(frame + row_height * (double)bars.rows, 0.75 * theme_height);
}

double bars_middle(const Bars *bars, size_t row)
{
    return (double)(bars->rows - row) - 0.5;
}

/* The name above, smaller what it is of it; one of both where that says enough. */
typedef struct Name {
    Lettering first, second;
} Name;

static Name name_of(const Bars *bars, size_t row)
{
    Text thing = { 0 }, what = { 0 };
    Name name = { 0 };
    input_parts(&bars->row[row]->input, bars->in->language, &thing, &what);
    bool both = what.size && !bars->it->alone;
    const char *first = what.size && !both ? what.data : thing.data;
    name.first = lettering_wrap(first ? first : "", size_name, most_name, both ? 1 : 2);
    if (both)
        name.second = lettering_wrap(what.data, size_detail, most_name, 1);
    text_free(&thing);
    text_free(&what);
    return name;
}

static double name_width(const Name *name)
{
    double widest = 0;
    for (size_t i = 0; i < name->first.lines; i++)
        widest = fmax(widest, lettering_width(name->first.line[i], size_name));
    for (size_t i = 0; i < name->second.lines; i++)
        widest = fmax(widest, lettering_width(name->second.line[i], size_detail));
    return widest;
}

void bars_start(const Bars *bars, Theme *theme, Text *script)
{
    theme_start(theme, bars->in, script);
    theme->height = bars_height(bars->in);
    theme->y.kind = AXIS_BLANK;
    axis_include(&theme->y, 0);
    axis_include(&theme->y, (double)bars->rows);
    for (size_t row = 0; row < bars->rows; row++) {
        Name name = name_of(bars, row);
        theme->room_left = fmax(theme->room_left, name_width(&name) + 10);
    }
}

static void put_name(const Bars *bars, Theme *theme, size_t row)
{
    Name name = name_of(bars, row);
    double lines = (double)(name.first.lines + name.second.lines);
    double y = bars_middle(bars, row) / (double)bars->rows * theme->labels.height;
    LabelPoint at = { -8, y + leading * (lines - 1) / 2 };
    for (size_t i = 0; i < name.first.lines; i++, at.y -= leading)
        theme_label(theme, at, (ThemeLetters){ THEME_RIGHT, size_name, "" }, name.first.line[i]);
    for (size_t i = 0; i < name.second.lines; i++, at.y -= leading)
        theme_label(theme, at, (ThemeLetters){ THEME_RIGHT, size_detail, "" }, name.second.line[i]);
}

void bars_frame(const Bars *bars, Theme *theme, const Words *subtitle)
{
    const Target *target = &bars->it->scenario->target[bars->it->target];
    Language language = bars->in->language;
    Text second = { 0 };
    char few[24], all[24];
    text_add(&second, "%s; ", words_in(subtitle, language));
    wording_condition(bars->in, target, &second);
    snprintf(few, sizeof few, "%zu", bars->rows);
    snprintf(all, sizeof all, "%zu", bars->it->inputs);
    if (bars->rows < bars->it->inputs) {
        text_put(&second, "; ");
        text_fill(&second, words_in(&shown, language), (const char *const[]){ few, all }, 2);
    }
    theme_frame(theme, wording_title(bars->in, target), second.data ? second.data : "", "");
    text_put(theme->script, "unset grid\nset grid xtics linestyle 14\n");
    theme->script->failed = theme->script->failed || second.failed;
    text_free(&second);
    for (size_t row = 0; row < bars->rows; row++)
        put_name(bars, theme, row);
}

void bars_cell(const Bars *bars, size_t row, Text *data)
{
    Text name = { 0 };
    input_words(&bars->row[row]->input, bars->it->alone, bars->in->language, &name);
    text_add(data, "\t%s", name.data ? name.data : "");
    data->failed = data->failed || name.failed;
    text_free(&name);
}
