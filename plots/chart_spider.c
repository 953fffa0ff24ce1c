/* The chance of a target as each input moves through its quantiles, the others at random: steep
 * lines decide. */
#include "plots/bars.h"
#include "plots/lettering.h"
#include "plots/wording.h"

#include <math.h>
#include <stdio.h>

enum { LINES = 7 }; /* that can be told apart */

static const Words subtitle =
    WORDS("Chance by the quantile of one input, the others at random",
          "Xác suất theo phân vị của một yếu tố, các yếu tố khác ngẫu nhiên");
static const Words shown = WORDS("the {1} of {2} inputs that move it most",
                                 "{1} trong {2} yếu tố làm thay đổi nhiều nhất");

/* From dark to light with a change of hue, marks and dashes: told apart in black and white too. */
static const char *const looks[LINES] = {
    "linecolor rgb \"#10355f\" linewidth 2 pointtype 7 pointsize 0.6",
    "linecolor rgb \"#9c1c1c\" linewidth 2 dashtype (9,6) pointtype 5 pointsize 0.6",
    "linecolor rgb \"#2f6b4f\" linewidth 1.8 pointtype 9 pointsize 0.8",
    "linecolor rgb \"#7a4b1f\" linewidth 1.8 dashtype (3,5) pointtype 13 pointsize 0.8",
    "linecolor rgb \"#5b3a6e\" linewidth 1.5 pointtype 6 pointsize 0.6",
    "linecolor rgb \"#7fa8d1\" linewidth 1.5 dashtype (12,4,3,4) pointtype 4 pointsize 0.6",
    "linecolor rgb \"#666666\" linewidth 1.5 pointtype 8 pointsize 0.7",
};

static size_t lines_of(const Bars *bars)
{
    return bars->rows < LINES ? bars->rows : LINES;
}

static void add_data(const Bars *bars, Text *data)
{
    text_put(data, "quantile");
    for (size_t i = 0; i < lines_of(bars); i++)
        bars_cell(bars, i, data);
    text_put(data, "\n");
    for (size_t q = 0; q < QUANTILES; q++) {
        text_add(data, "%g", quantile_levels[q]);
        for (size_t i = 0; i < lines_of(bars); i++)
            theme_cell(data, bars->row[i]->chance[q].probability);
        text_put(data, "\n");
    }
}

static void add_frame(const Bars *bars, Theme *theme)
{
    const Target *target = &bars->it->scenario->target[bars->it->target];
    Language language = bars->in->language;
    Text second = { 0 };
    char few[24], all[24];
    text_add(&second, "%s; ", words_in(&subtitle, language));
    wording_condition(bars->in, target, &second);
    snprintf(few, sizeof few, "%zu", lines_of(bars));
    snprintf(all, sizeof all, "%zu", bars->it->inputs);
    if (lines_of(bars) < bars->it->inputs) {
        text_put(&second, "; ");
        text_fill(&second, words_in(&shown, language), (const char *const[]){ few, all }, 2);
    }
    theme_frame(theme, wording_title(bars->in, target), second.data ? second.data : "", "");
    theme->script->failed = theme->script->failed || second.failed;
    text_free(&second);
}

/* ---- names beside the ends of the lines ---- */

/* What is moved, and smaller, on a second line, what it is of. */
typedef struct Name {
    Lettering first, second;
    double y;    /* where the line ends, in points */
    double room; /* points of height */
} Name;

static const double size_first = 10.5, size_second = 9, leading = 11.5, gap = 4; /* points */
static const double leader = 16, most_name = 140;

static double end_of(const InputEffect *effect)
{
    return effect->chance[QUANTILES - 1].probability;
}

static Name name_of(const Bars *bars, const InputEffect *effect)
{
    Text thing = { 0 }, what = { 0 };
    Name name = { 0 };
    input_parts(&effect->input, bars->in->language, &thing, &what);
    bool both = what.size && !bars->it->alone;
    const char *first = what.size ? what.data : thing.data;
    name.first = lettering_wrap(first ? first : "", size_first, most_name, 1);
    if (both)
        name.second = lettering_wrap(thing.data ? thing.data : "", size_second, most_name, 1);
    name.room = gap + leading * (double)(name.first.lines + name.second.lines);
    text_free(&thing);
    text_free(&what);
    return name;
}

/* Before the frame: keeps the room that names take. */
static void reserve(const Bars *bars, Theme *theme)
{
    for (size_t i = 0; i < lines_of(bars); i++) {
        Name name = name_of(bars, bars->row[i]);
        double first = name.first.lines ? lettering_width(name.first.line[0], size_first) : 0;
        double second = name.second.lines ? lettering_width(name.second.line[0], size_second) : 0;
        theme->room_right = fmax(theme->room_right, leader + 4 + fmax(first, second));
    }
}

static void put_name(Theme *theme, const Name *name, double at)
{
    double width = theme->labels.width, x = width + leader + 3;
    double lines = (double)(name->first.lines + name->second.lines);
    double last = quantile_levels[QUANTILES - 1] * width, y = at + leading * (lines - 1) / 2;
    theme_line(theme, (LabelPoint){ last, name->y }, (LabelPoint){ x - 3, at }, THEME_REFERENCE);
    if (name->first.lines)
        theme_label(theme, (LabelPoint){ x, y }, (ThemeLetters){ THEME_LEFT, size_first, "" },
                    name->first.line[0]);
    if (name->second.lines)
        theme_label(theme, (LabelPoint){ x, y - leading },
                    (ThemeLetters){ THEME_LEFT, size_second, "" }, name->second.line[0]);
}

/* How far the middles of neighbours are apart at least, and that of one from the edge. */
static double apart(const Name *below, const Name *above)
{
    return (below->room + above->room) / 2;
}

static double over(const Name *name)
{
    return (name->room - gap - leading) / 2;
}

/* From below, each near the end of its line; those that would overlap move apart. */
static void put_names(const Bars *bars, Theme *theme)
{
    Name name[LINES];
    double at[LINES], height = theme->labels.height, low = theme->y.low;
    size_t n = lines_of(bars);
    for (size_t i = 0; i < n; i++) {
        Name own = name_of(bars, bars->row[i]);
        size_t k = i;
        own.y = (end_of(bars->row[i]) - low) / (theme->y.high - low) * height;
        for (; k > 0 && name[k - 1].y > own.y; k--)
            name[k] = name[k - 1];
        name[k] = own;
    }
    for (size_t i = 0; i < n; i++)
        at[i] = fmax(name[i].y, i ? at[i - 1] + apart(&name[i - 1], &name[i]) : over(&name[i]));
    for (size_t i = n; i-- > 0;)
        at[i] = fmin(at[i], i + 1 < n ? at[i + 1] - apart(&name[i], &name[i + 1])
                                      : height - over(&name[i]));
    for (size_t i = 0; i < n; i++)
        put_name(theme, &name[i], at[i]);
}

/* Higher where many names have two lines. */
static double height(const ChartInput *in)
{
    Bars bars = bars_of(in);
    double names = 0;
    for (size_t i = 0; i < lines_of(&bars); i++)
        names += name_of(&bars, bars.row[i]).room;
    return fmax(theme_height, names + 120);
}

static void draw(const ChartInput *in, Text *script, Text *data)
{
    Bars bars = bars_of(in);
    Theme theme;
    theme_start(&theme, in, script);
    theme.height = height(in);
    theme.x.kind = theme.y.kind = AXIS_RATE;
    theme.x.fixed = true;
    axis_include(&theme.x, 0);
    axis_include(&theme.x, 1);
    for (size_t i = 0; i < lines_of(&bars); i++) {
        for (size_t q = 0; q < QUANTILES; q++)
            axis_include(&theme.y, bars.row[i]->chance[q].probability);
        theme_curve(&theme, NULL, "data using 1:%zu with linespoints %s", i + 2, looks[i]);
    }
    reserve(&bars, &theme);
    add_frame(&bars, &theme);
    put_names(&bars, &theme);
    theme_finish(&theme);
    add_data(&bars, data);
}

static bool applies(const Forecast *forecast, size_t subject)
{
    return bars_apply(forecast, subject, SENSITIVITY_MOVES);
}

const Chart chart_spider = {
    .name = "spider",
    .title = WORDS("Chance by the quantile of each input", "Xác suất theo phân vị từng yếu tố"),
    .summary = "chance of a target as each input moves through its quantiles",
    .subject = CHART_OF_TARGET,
    .sensitivity = SENSITIVITY_MOVES,
    .applies = applies,
    .height = height,
    .draw = draw,
};
