/* The parts of a total, one on the other: means of all paths, which add up where medians do not. */
#include "plots/levels.h"
#include "plots/wording.h"

#include <math.h>

extern const Chart chart_sectors; /* at the foot; its title heads the picture */
static const Words rest_words = WORDS("Other parts", "Các phần khác");

/* From dark to light with a change of hue, so that neighbours differ in black and white too. */
static const char *const fills[] = { "#12355f", "#7fa8d1", "#2f6b4f", "#a9cfa4", "#7a4b1f",
                                     "#e0b878", "#5b3a6e", "#c3a6d0", "#444444", "#bdbdbd" };

enum { MOST = sizeof fills / sizeof *fills };

static const Indicator *total_of(const ChartInput *in)
{
    return &in->forecast->scenario->indicator[in->subject];
}

/* Areas of the picture: the parts, of which the last ones share an area when there are too many. */
static size_t areas(const ChartInput *in)
{
    size_t parts = total_of(in)->ofs;
    return parts < MOST ? parts : MOST;
}

/* The sum of the first `count` areas in year t. */
static double height(const ChartInput *in, size_t count, size_t t)
{
    const Indicator *total = total_of(in);
    size_t parts = count == areas(in) ? total->ofs : count;
    double sum = 0;
    for (size_t k = 0; k < parts; k++)
        sum += in->forecast->fan[total->of[k]].mean[t];
    return sum;
}

static void add_data(const Levels *levels, Text *data)
{
    const ChartInput *in = levels->in;
    const Scenario *scenario = in->forecast->scenario;
    levels_headings(levels, data);
    for (size_t k = 0; k <= areas(in); k++)
        text_add(data, "\tupto%zu", k);
    text_put(data, "\n");
    for (int year = levels->first; year <= levels->last; year++) {
        levels_cells(levels, year, data);
        bool ahead = year >= scenario->base && year <= scenario->end;
        for (size_t k = 0; k <= areas(in); k++)
            theme_cell(data, ahead ? height(in, k, (size_t)(year - scenario->base)) : NAN);
        text_put(data, "\n");
    }
}

static void add_areas(const ChartInput *in, Theme *theme)
{
    for (size_t k = 0; k < areas(in); k++)
        theme_curve(theme, NULL,
                    "data using \"year\":\"upto%zu\":\"upto%zu\" with filledcurves fillcolor rgb "
                    "\"%s\" fillstyle solid 1 border linecolor rgb \"white\" linewidth 0.5",
                    k, k + 1, fills[k]);
}

static const char *name_of(const ChartInput *in, size_t area)
{
    const Indicator *total = total_of(in);
    const Indicator *part = &in->forecast->scenario->indicator[total->of[area]];
    if (area + 1 == areas(in) && total->ofs > areas(in))
        return words_in(&rest_words, in->language);
    return own_words_in(&part->title, in->language, part->id);
}

/* The middle of each area in the last year. */
static void find_middles(const ChartInput *in, double middle[MOST])
{
    size_t last = scenario_years(in->forecast->scenario) - 1;
    for (size_t k = 0; k < areas(in); k++)
        middle[k] = (height(in, k, last) + height(in, k + 1, last)) / 2;
}

static void draw(const ChartInput *in, Text *script, Text *data)
{
    Levels levels = levels_of(in);
    const Scenario *s = in->forecast->scenario;
    const char *name[MOST];
    double middle[MOST];
    Theme theme;
    levels.history = false; /* the parts have none */
    levels.first = s->base;
    levels.last = s->end;
    theme_start(&theme, in, script);
    levels_include(&levels, &theme);
    axis_include(&theme.y, 0);
    for (size_t t = 0; t < scenario_years(s); t++)
        axis_include(&theme.y, height(in, areas(in), t));
    for (size_t k = 0; k < areas(in); k++)
        name[k] = name_of(in, k);
    find_middles(in, middle);
    add_areas(in, &theme);
    levels_curves(&levels, &theme);
    theme_reserve(&theme, name, areas(in));
    levels_frame(&levels, &theme, &chart_sectors.title);
    theme_beside(&theme, name, s->end, middle, areas(in));
    theme_finish(&theme);
    add_data(&levels, data);
}

static bool applies(const Forecast *forecast, size_t subject)
{
    const Indicator *indicator = &forecast->scenario->indicator[subject];
    return indicator->model->adds && indicator->ofs > 1;
}

const Chart chart_sectors = {
    .name = "sectors",
    .title = WORDS("Mean of its parts, one on the other", "Trung bình các bộ phận, cộng dồn"),
    .summary = "the parts of a total, one on the other",
    .subject = CHART_OF_INDICATOR,
    .applies = applies,
    .draw = draw,
};
