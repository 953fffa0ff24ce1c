/* What each dated project decides: the chance of a target without it and with it, one row for each,
 * the project that moves it most on top. */
#include "plots/theme.h"
#include "plots/wording.h"

#include <math.h>

enum { MOST_ROWS = 10 }; /* that fit at the height of the texts */

static const Words what = WORDS("Chance without each project and with it",
                                "Xác suất đạt khi không có và khi có từng dự án");
/* {1} how many are shown */
static const Words shown = WORDS("the {1} that move it most", "{1} dự án làm thay đổi nhiều nhất");
static const Words without = WORDS("Without the project", "Không có dự án");
static const Words with = WORDS("With the project", "Có dự án");
/* {1} the chance */
static const Words as_planned = WORDS("As planned: {1}", "Theo kế hoạch: {1}");

/* The rows of one target, which stand together in the forecast. */
typedef struct Rows {
    const ProjectForecast *row[MOST_ROWS];
    size_t count;
    size_t all; /* the projects that the target depends on */
} Rows;

static Rows rows_of(const Forecast *forecast, size_t target)
{
    Rows rows = { 0 };
    for (size_t i = 0; i < forecast->projects; i++) {
        if (forecast->project[i].target != target)
            continue;
        if (rows.count < MOST_ROWS)
            rows.row[rows.count++] = &forecast->project[i];
        rows.all++;
    }
    return rows;
}

static const char *title_of(const ChartInput *in, const ProjectForecast *row)
{
    const Project *project =
        &in->forecast->scenario->indicator[row->indicator].project[row->project];
    return own_words_in(&project->title, in->language, project->id);
}

/* The first row is on top. */
static double height_of(const Rows *rows, size_t row)
{
    return (double)(rows->count - row);
}

static void add_data(const ChartInput *in, const Rows *rows, Text *data)
{
    text_put(data, "height\twithout\twith\tdifference\tstandard_error\tproject\n");
    for (size_t i = 0; i < rows->count; i++) {
        const ProjectForecast *row = rows->row[i];
        text_add(data, "%g", height_of(rows, i));
        theme_cell(data, row->without.probability);
        theme_cell(data, row->with.probability);
        theme_cell(data, row->difference);
        theme_cell(data, row->error);
        text_add(data, "\t%s\n", title_of(in, row));
    }
}

static void add_curves(const ChartInput *in, const Rows *rows, Theme *theme)
{
    const Chance *chance = &in->forecast->target[in->subject].chance;
    Text figure = { 0 }, words = { 0 };
    char number[32];
    theme_curve(theme, NULL,
                "data using \"without\":\"height\":(column(\"with\")-column(\"without\")):(0) with "
                "vectors nohead linestyle %d linewidth 4",
                THEME_BAND_INNER);
    wording_probability(chance, in->language, &figure);
    text_fill(&words, words_in(&as_planned, in->language),
              (const char *const[]){ figure.data ? figure.data : "" }, 1);
    theme_curve(theme, words.data ? words.data : "",
                "[t=0.4:%g] '+' using (%s):(t) with lines linestyle %d", (double)rows->count + 0.6,
                text_number(chance->probability, number), THEME_REFERENCE);
    theme_curve(theme, NULL,
                "data using \"without\":\"height\" with points pointtype 7 pointsize 0.9 linecolor "
                "rgb \"#ffffff\"");
    theme_curve(theme, words_in(&without, in->language),
                "data using \"without\":\"height\" with points linestyle %d pointtype 6 pointsize "
                "0.9",
                THEME_CENTRAL);
    theme_curve(theme, words_in(&with, in->language),
                "data using \"with\":\"height\" with points linestyle %d pointtype 7 pointsize 0.9",
                THEME_CENTRAL);
    theme->script->failed = theme->script->failed || figure.failed || words.failed;
    text_free(&figure);
    text_free(&words);
}

static void add_frame(const ChartInput *in, const Rows *rows, Theme *theme)
{
    const Target *target = in->forecast->scenario->target + in->subject;
    Text subtitle = { 0 }, count = { 0 };
    text_add(&subtitle, "%s; ", words_in(&what, in->language));
    wording_condition(in, target, &subtitle);
    if (rows->all > rows->count) {
        text_add(&count, "%zu", rows->count);
        text_put(&subtitle, "; ");
        text_fill(&subtitle, words_in(&shown, in->language),
                  (const char *const[]){ count.data ? count.data : "" }, 1);
    }
    theme_frame(theme, wording_title(in, target), subtitle.data ? subtitle.data : "", "");
    theme->script->failed = theme->script->failed || subtitle.failed || count.failed;
    text_free(&subtitle);
    text_free(&count);
}

/* "10,4 → 21,5 %" beside each row; before the frame they only take their room. */
static void add_figures(const ChartInput *in, const Rows *rows, Theme *theme, bool reserve)
{
    for (size_t i = 0; i < rows->count; i++) {
        Text figure = { 0 };
        wording_probability(&rows->row[i]->without, in->language, &figure);
        text_put(&figure, " → ");
        wording_probability(&rows->row[i]->with, in->language, &figure);
        const char *text = figure.data ? figure.data : "";
        if (reserve)
            theme->room_right = fmax(theme->room_right, theme_text_width(text));
        else
            theme_row(theme, height_of(rows, i), text);
        theme->script->failed = theme->script->failed || figure.failed;
        text_free(&figure);
    }
}

static void draw(const ChartInput *in, Text *script, Text *data)
{
    Rows rows = rows_of(in->forecast, in->subject);
    const char *name[MOST_ROWS];
    Theme theme;
    theme_start(&theme, in, script);
    theme.x.kind = AXIS_RATE;
    axis_include(&theme.x, in->forecast->target[in->subject].chance.probability);
    for (size_t i = 0; i < rows.count; i++) {
        name[rows.count - 1 - i] = title_of(in, rows.row[i]); /* from below */
        axis_include(&theme.x, rows.row[i]->without.probability);
        axis_include(&theme.x, rows.row[i]->with.probability);
    }
    axis_names(&theme.y, name, rows.count);
    add_figures(in, &rows, &theme, true);
    add_curves(in, &rows, &theme);
    add_frame(in, &rows, &theme);
    add_figures(in, &rows, &theme, false);
    theme_finish(&theme);
    add_data(in, &rows, data);
}

static bool applies(const Forecast *forecast, size_t subject)
{
    return rows_of(forecast, subject).count > 0;
}

const Chart chart_projects = {
    .name = "projects",
    .title = WORDS("What each project decides", "Mỗi dự án quyết định bao nhiêu"),
    .summary = "chance of a target without and with each dated project that it depends on",
    .subject = CHART_OF_TARGET,
    .applies = applies,
    .draw = draw,
};
