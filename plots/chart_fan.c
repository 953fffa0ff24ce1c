/* The fan: history, median and the central 50 % and 90 % of all paths, against the required path.
 * The bands have equal tails and begin at the base year. */
#include "plots/levels.h"
#include "plots/wording.h"

#include <math.h>

extern const Chart chart_fan; /* at the foot; its title heads the picture */
static const Words median = WORDS("Median", "Trung vị");
static const Words inner = WORDS("50 % prediction band", "Khoảng dự báo 50 %");
static const Words outer = WORDS("90 % prediction band", "Khoảng dự báo 90 %");
static const Words chance_words = WORDS("Probability: {1}", "Xác suất đạt: {1}");

static const struct {
    int quantile;
    const char *heading;
} columns[] = { { QUANTILE_05, "q05" },
                { QUANTILE_25, "q25" },
                { QUANTILE_50, "q50" },
                { QUANTILE_75, "q75" },
                { QUANTILE_95, "q95" } };

enum { COLUMNS = sizeof columns / sizeof *columns };

static const double *row(const ChartInput *in, size_t column)
{
    return in->forecast->fan[in->subject].quantile[columns[column].quantile];
}

static void add_data(const Levels *levels, Text *data)
{
    const Scenario *scenario = levels->in->forecast->scenario;
    levels_headings(levels, data);
    for (size_t c = 0; c < COLUMNS; c++)
        text_add(data, "\t%s", columns[c].heading);
    text_put(data, "\n");
    for (int year = levels->first; year <= levels->last; year++) {
        levels_cells(levels, year, data);
        bool ahead = year >= scenario->base && year <= scenario->end;
        for (size_t c = 0; c < COLUMNS; c++)
            theme_cell(data, ahead ? row(levels->in, c)[year - scenario->base] : NAN);
        text_put(data, "\n");
    }
}

static void add_note(const Levels *levels, Theme *theme, size_t i)
{
    const ChartInput *in = levels->in;
    const Target *target = in->forecast->scenario->target + levels->target[i];
    Text mark = { 0 }, figure = { 0 }, chance = { 0 };
    wording_mark(in, target, theme->y.exponent, &mark);
    wording_probability(&in->forecast->target[levels->target[i]].chance, in->language, &figure);
    const char *parts[] = { figure.data ? figure.data : "" };
    text_fill(&chance, words_in(&chance_words, in->language), parts, 1);
    const char *lines[] = { mark.data ? mark.data : "", chance.data ? chance.data : "" };
    theme_note(theme, target->to, isfinite(target->low) ? target->low : target->high, lines,
               levels->targets > LEVELS_NOTES ? 1 : 2);
    text_free(&mark);
    text_free(&figure);
    text_free(&chance);
}

static void draw(const ChartInput *in, Text *script, Text *data)
{
    Levels levels = levels_of(in);
    Theme theme;
    theme_start(&theme, in, script);
    levels_include(&levels, &theme);
    for (size_t c = 0; c < COLUMNS; c++)
        for (size_t t = 0; t < scenario_years(in->forecast->scenario); t++)
            axis_include(&theme.y, row(in, c)[t]);
    theme_curve(&theme, words_in(&outer, in->language),
                "data using \"year\":\"q05\":\"q95\" with filledcurves linestyle %d",
                THEME_BAND_OUTER);
    theme_curve(&theme, words_in(&inner, in->language),
                "data using \"year\":\"q25\":\"q75\" with filledcurves linestyle %d",
                THEME_BAND_INNER);
    theme_curve(&theme, words_in(&median, in->language),
                "data using \"year\":\"q50\" with lines linestyle %d", THEME_CENTRAL);
    levels_curves(&levels, &theme);
    levels_frame(&levels, &theme, &chart_fan.title);
    levels_avoid(&levels, &theme);
    for (size_t c = 0; c < COLUMNS; c++)
        levels_avoid_row(&levels, &theme, row(in, c));
    for (size_t i = 0; i < levels.targets; i++)
        add_note(&levels, &theme, i);
    theme_finish(&theme);
    add_data(&levels, data);
}

const Chart chart_fan = {
    .name = "fan",
    .title = WORDS("Forecast and target", "Dự báo và mục tiêu"),
    .summary = "history, median and the 50 % and 90 % bands against the required path",
    .subject = CHART_OF_INDICATOR,
    .draw = draw,
};
