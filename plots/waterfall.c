#include "plots/waterfall.h"

#include "plots/wording.h"

#include <math.h>
#include <stdlib.h>

enum { MOST_ROWS = HYBRID_PARTS + 2 };

static const Words what[COMPARED] = {
    [COMPARED_PROBABILITY] = WORDS("What changes the chance", "Điều gì làm thay đổi xác suất đạt"),
    [COMPARED_MEDIAN] = WORDS("What changes the median", "Điều gì làm thay đổi trung vị"),
};
static const Words scenario = WORDS("Scenario", "Kịch bản");
static const Words rises = WORDS("Raises it", "Làm tăng");
static const Words points = WORDS(" pts", " điểm %"); /* of percent */
static const Words falls = WORDS("Lowers it", "Làm giảm");

/* A bar from one value to another; the first and the last are whole scenarios. */
typedef struct Row {
    double from, to, share, error;
    bool whole;
    char *title; /* owned */
} Row;

typedef struct Rows {
    const ChartInput *in;
    const Target *target;
    int figure;
    bool rate;
    Row row[MOST_ROWS];
    size_t count;
} Rows;

static size_t compared(const Forecast *forecast, size_t target)
{
    const Comparison *comparison = forecast->comparison;
    size_t k = 0;
    while (k < comparison->targets && comparison->target[k].target[0] != target)
        k++;
    return k;
}

bool waterfall_applies(const Forecast *forecast, size_t target)
{
    const Comparison *comparison = forecast->comparison;
    return comparison && comparison->parts && compared(forecast, target) < comparison->targets;
}

static char *scenario_title(const ChartInput *in, size_t i)
{
    const Scenario *s = comparison_scenario(in->forecast->comparison, i);
    return text_copy(s->id);
}

static double value_error(const ChartInput *in, size_t k, size_t i, int figure)
{
    const Comparison *comparison = in->forecast->comparison;
    const TargetForecast *it = &comparison->forecast[i]->target[comparison->target[k].target[i]];
    return figure == COMPARED_PROBABILITY ? it->chance.standard_error : it->median_error;
}

static void fill_rows(Rows *rows, const ChartInput *in, int figure)
{
    const Comparison *comparison = in->forecast->comparison;
    size_t k = compared(in->forecast, in->subject);
    const ComparedTarget *it = &comparison->target[k];
    double at = comparison_value(comparison, k, 0, figure);
    *rows = (Rows){ .in = in,
                    .target = in->forecast->scenario->target + in->subject,
                    .figure = figure };
    rows->rate = figure == COMPARED_PROBABILITY || rows->target->shape == TARGET_GROWTH;
    rows->row[rows->count++] =
        (Row){ 0, at, 0, value_error(in, k, 0, figure), true, scenario_title(in, 0) };
    for (size_t i = 0; i < comparison->parts; i++) {
        const Gain *share = &it->gap[i].share[figure];
        rows->row[rows->count++] =
            (Row){ at,           at + share->value,
                   share->value, share->error,
                   false,        hybrid_part_title(&comparison->part[i], in->language) };
        at += share->value;
    }
    at = comparison_value(comparison, k, 1, figure);
    rows->row[rows->count++] =
        (Row){ 0, at, 0, value_error(in, k, 1, figure), true, scenario_title(in, 1) };
}

/* Whole scenarios begin at zero; where the axis does not show it they are a mark, since the length
 * of a bar would mislead. */
static double start_of(const Rows *rows, const Theme *theme, size_t i)
{
    const Row *row = &rows->row[i];
    double mark = (theme->x.high - theme->x.low) / 120;
    if (!row->whole)
        return row->from;
    return theme->x.low <= 0 && theme->x.high >= 0 ? 0 : row->to - mark;
}

static double height_of(const Rows *rows, size_t i)
{
    return (double)(rows->count - i);
}

static void add_data(const Rows *rows, const Theme *theme, Text *data)
{
    static const char *const kinds[] = { "whole", "up", "down" };
    text_put(data, "height\tkind\tfrom\tto\tleft\tright\terror\tlink\twhat\n");
    for (size_t i = 0; i < rows->count; i++) {
        const Row *row = &rows->row[i];
        double from = start_of(rows, theme, i);
        int kind = row->whole ? 0 : row->to >= row->from ? 1 : 2;
        text_add(data, "%g\t%s", height_of(rows, i), kinds[kind]);
        theme_cell(data, from);
        theme_cell(data, row->to);
        theme_cell(data, fmin(from, row->to));
        theme_cell(data, fmax(from, row->to));
        theme_cell(data, row->error);
        theme_cell(data, i + 1 < rows->count ? -1 : 0);
        text_add(data, "\t%s\n", row->title ? row->title : "");
    }
}

/* The boxes of one kind. */
static void add_boxes(Theme *theme, const char *title, const char *kind, const char *style)
{
    theme_curve(theme, title,
                "data using (strcol(\"kind\") eq \"%s\" ? (column(\"left\")+column(\"right\"))/2 : "
                "NaN):\"height\":\"left\":\"right\":(column(\"height\")-0.3):"
                "(column(\"height\")+0.3) with boxxyerror %s",
                kind, style);
}

static void add_curves(const Rows *rows, Theme *theme)
{
    Language language = rows->in->language;
    add_boxes(theme, words_in(&scenario, language), "whole",
              "fillstyle solid noborder linecolor rgb \"#10355f\"");
    add_boxes(theme, words_in(&rises, language), "up",
              "fillstyle solid noborder linecolor rgb \"#8fb0d6\"");
    add_boxes(theme, words_in(&falls, language), "down",
              "fillcolor rgb \"#9c1c1c\" fillstyle pattern 5 border linecolor rgb \"#9c1c1c\"");
    theme_curve(
        theme, NULL,
        "data using \"to\":(column(\"height\")-0.3):(0):(column(\"link\")*0.4) with vectors "
        "nohead linestyle %d",
        THEME_REFERENCE);
    theme_curve(theme, NULL,
                "data using (strcol(\"kind\") eq \"whole\" ? NaN : column(\"to\")):\"height\":"
                "(1.96*column(\"error\")) with xerrorbars linecolor rgb \"#000000\" linewidth 1 "
                "pointtype 7 pointsize 0.3");
}

/* A level of a scenario, or a step, which of rates is in points. */
static void put_figure(const Rows *rows, const Row *row, Text *text)
{
    Language language = rows->in->language;
    double value = row->whole ? row->to : row->share, scale = rows->rate ? 100 : 1;
    int decimals = number_decimals(scale * value, scale * row->error);
    char buffer[NUMBER_SIZE];
    if (row->whole && rows->rate)
        percent_words(value, decimals, language, buffer);
    else
        number_words(scale * value, value != 0 ? decimals : 0, language, buffer);
    text_put(text, !row->whole && value > 0 ? "+" : "");
    text_put(text, buffer);
    text_put(text, !row->whole && rows->rate ? words_in(&points, language) : "");
}

/* Beside each row its value; before the frame the figures only take their room. */
static void add_figures(const Rows *rows, Theme *theme, bool reserve)
{
    for (size_t i = 0; i < rows->count; i++) {
        const Row *row = &rows->row[i];
        Text figure = { 0 };
        put_figure(rows, row, &figure);
        const char *text = figure.data ? figure.data : "";
        if (reserve)
            theme->room_right = fmax(theme->room_right, theme_text_width(text));
        else
            theme_row(theme, height_of(rows, i), text);
        theme->script->failed = theme->script->failed || figure.failed;
        text_free(&figure);
    }
}

static void add_frame(const Rows *rows, Theme *theme)
{
    const ChartInput *in = rows->in;
    Text subtitle = { 0 }, unit = { 0 };
    text_add(&subtitle, "%s; ", words_in(&what[rows->figure], in->language));
    wording_condition(in, rows->target, &subtitle);
    if (!rows->rate)
        wording_unit(in, rows->target->indicator, theme->x.exponent, &unit);
    theme_frame(theme, wording_title(in, rows->target), subtitle.data ? subtitle.data : "",
                unit.data ? unit.data : "");
    theme->script->failed = theme->script->failed || subtitle.failed || unit.failed;
    text_free(&subtitle);
    text_free(&unit);
}

void waterfall_draw(const ChartInput *in, int figure, Text *script, Text *data)
{
    Rows rows;
    Theme theme;
    const char *name[MOST_ROWS];
    fill_rows(&rows, in, figure);
    theme_start(&theme, in, script);
    theme.x.kind = rows.rate ? AXIS_RATE : AXIS_NUMBER;
    for (size_t i = 0; i < rows.count; i++) {
        const Row *row = &rows.row[i];
        name[rows.count - 1 - i] = row->title ? row->title : ""; /* from below */
        script->failed = script->failed || !row->title;
        axis_include(&theme.x, row->to - 1.96 * row->error);
        axis_include(&theme.x, row->to + 1.96 * row->error);
    }
    axis_names(&theme.y, name, rows.count);
    axis_round(&theme.x);
    add_figures(&rows, &theme, true);
    add_curves(&rows, &theme);
    add_frame(&rows, &theme);
    add_figures(&rows, &theme, false);
    theme_finish(&theme);
    add_data(&rows, &theme, data);
    for (size_t i = 0; i < rows.count; i++)
        free(rows.row[i].title);
}
