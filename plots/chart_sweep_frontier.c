/* The frontier of a sweep: for each value of one axis, the value of the other that gives a target a
 * chance of 20, 50 and 80 %, linear between the cells.
 *
 * Where the chance comes to a level p with slope s along the axis, the error of the place is that
 * of the chance, linear between the cells too, divided by |s|. */
#include "math/contour.h"
#include "plots/sweep_wording.h"
#include "plots/theme.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

enum { LEVELS = 3, FEW = 40 /* places with a point each */ };
static const double levels[LEVELS] = { 0.8, 0.5, 0.2 };
static const int styles[LEVELS] = { THEME_HIGH, THEME_CENTRAL, THEME_LOW };
static const int symbols[LEVELS] = { 9, 7, 5 };

static const Words what = WORDS("Value of {1} for a chance of 20, 50 and 80 %: {2}",
                                "Giá trị của {1} để xác suất đạt 20, 50 và 80 %: {2}");
static const Words axes = WORDS("Across: {1}; up: {2}, {3} to {4} tried",
                                "Trục ngang: {1}; trục đứng: {2}, đã thử từ {3} đến {4}");
static const Words legend = WORDS("Chance of {1}", "Xác suất {1}");
static const Words error_band = WORDS("± 2 standard errors", "± 2 sai số chuẩn");
static const Words not_reached =
    WORDS("{1}: not reached at {2} of {3} values", "{1}: không đạt tới ở {2} trong {3} giá trị");
static const Words exceeded =
    WORDS("{1}: always above at {2} of {3} values", "{1}: luôn cao hơn ở {2} trong {3} giá trị");
static const Words several =
    WORDS("{1}: more than once at {2} of {3} values; the lowest is shown",
          "{1}: nhiều hơn một lần ở {2} trong {3} giá trị; vẽ giá trị thấp nhất");

/* A place on the frontier; NaN where the level is not reached. */
typedef struct Place {
    double y, error;
} Place;

typedef struct Frontier {
    const SweepView *view;
    Place *place; /* owned; [level * columns + x] */
    size_t found[LEVELS];
    size_t missed[LEVELS], exceeded[LEVELS], several[LEVELS];
} Frontier;

/* One value of x, with the chances along y. */
static void look(Frontier *f, size_t x, const Chance *const *chance, double *value)
{
    const TableAxis *up = &f->view->table->axis[f->view->y];
    size_t columns = sweep_view_columns(f->view), known = 0, above = 0;
    for (size_t i = 0; i < up->values; i++)
        value[i] = chance[i] ? chance[i]->probability : NAN;
    for (size_t level = 0; level < LEVELS; level++) {
        Place *place = &f->place[level * columns + x];
        ContourCrossing c = contour_crossing(up->number, value, up->values, levels[level]);
        *place = (Place){ NAN, NAN };
        f->found[level] += c.count > 0;
        f->several[level] += c.count > 1;
        if (c.count) {
            double from = chance[c.segment]->standard_error;
            double to = chance[c.segment + 1]->standard_error;
            *place = (Place){ c.at, (from + c.share * (to - from)) / fabs(c.slope) };
            continue;
        }
        known = above = 0;
        for (size_t i = 0; i < up->values; i++) {
            known += isfinite(value[i]) != 0;
            above += value[i] >= levels[level];
        }
        f->exceeded[level] += known && above == known;
        f->missed[level] += known && !above;
    }
}

static bool find(Frontier *f)
{
    size_t columns = sweep_view_columns(f->view), rows = sweep_view_rows(f->view);
    const Chance **grid = sweep_view_grid(f->view, 0);
    double *value = calloc(rows, sizeof *value);
    f->place = calloc(LEVELS * columns, sizeof *f->place);
    bool good = grid && value && f->place;
    for (size_t x = 0; good && x < columns; x++)
        look(f, x, (const Chance *const *)&grid[x * rows], value);
    free(value);
    free(grid);
    return good;
}

/* ---- words ---- */

static void add_frame(const ChartInput *in, Theme *theme)
{
    const SweepView *view = in->view;
    Text aim = { 0 }, across = { 0 }, up = { 0 }, subtitle = { 0 }, unit = { 0 };
    sweep_wording_target(in, view->target[0], &aim);
    sweep_wording_axis(in, view->x, &across);
    sweep_wording_axis(in, view->y, &up);
    Text low = { 0 }, high = { 0 };
    sweep_wording_value(in, view->y, 0, &low);
    sweep_wording_value(in, view->y, view->table->axis[view->y].values - 1, &high);
    const char *names[] = { across.data ? across.data : "", up.data ? up.data : "",
                            low.data ? low.data : "", high.data ? high.data : "" };
    text_fill(&subtitle, words_in(&what, in->language),
              (const char *const[]){ names[1], aim.data ? aim.data : "" }, 2);
    sweep_wording_held(in, &subtitle);
    text_fill(&unit, words_in(&axes, in->language), names, 4);
    theme_frame(theme, sweep_wording_title(in), subtitle.data ? subtitle.data : "",
                unit.data ? unit.data : "");
    Text *all[] = { &aim, &across, &up, &low, &high, &subtitle, &unit };
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        theme->script->failed = theme->script->failed || all[i]->failed;
        text_free(all[i]);
    }
}

static void put_note(const ChartInput *in, const Words *words, size_t level, size_t count,
                     Text *note)
{
    char share[NUMBER_SIZE], some[24], all[24];
    percent_words(levels[level], 0, in->language, share);
    snprintf(some, sizeof some, "%zu", count);
    snprintf(all, sizeof all, "%zu", sweep_view_columns(in->view));
    text_fill(note, words_in(words, in->language), (const char *const[]){ share, some, all }, 3);
}

/* Why a line ends, and what is missing. */
static void add_notes(const ChartInput *in, const Frontier *f, Theme *theme)
{
    enum { MOST = 3 * LEVELS + 1 };
    Text note[MOST] = { 0 };
    const char *line[MOST];
    size_t count = 0;
    for (size_t level = 0; level < LEVELS; level++) {
        if (f->missed[level])
            put_note(in, &not_reached, level, f->missed[level], &note[count++]);
        if (f->exceeded[level])
            put_note(in, &exceeded, level, f->exceeded[level], &note[count++]);
        if (f->several[level])
            put_note(in, &several, level, f->several[level], &note[count++]);
    }
    sweep_wording_missing(in, &note[count]);
    count += note[count].size > 0;
    for (size_t i = 0; i < count; i++) {
        line[i] = note[i].data ? note[i].data : "";
        theme->script->failed = theme->script->failed || note[i].failed;
    }
    if (count)
        theme_remark(theme, theme->x.high, theme->y.low, line, count);
    for (size_t i = 0; i < count; i++)
        text_free(&note[i]);
}

/* ---- curves ---- */

static void add_curve(const ChartInput *in, Theme *theme, size_t level, bool numbers)
{
    char share[NUMBER_SIZE];
    Text title = { 0 };
    percent_words(levels[level], 0, in->language, share);
    text_fill(&title, words_in(&legend, in->language), (const char *const[]){ share }, 1);
    double percent = 100 * levels[level];
    char symbol[48] = "";
    if (sweep_view_columns(in->view) <= FEW)
        snprintf(symbol, sizeof symbol, "points pointtype %d pointsize 0.7", symbols[level]);
    if (numbers)
        theme_curve(theme, title.data ? title.data : "",
                    "data using \"across\":\"value_%.0f\" with %s linestyle %d%s", percent,
                    *symbol ? "linespoints" : "lines", styles[level], symbol + (*symbol ? 6 : 0));
    else
        theme_curve(theme, title.data ? title.data : "",
                    "data using (column(\"across\")+%g):\"value_%.0f\":(2*column(\"error_%.0f\")) "
                    "with yerrorbars linestyle %d dashtype solid pointtype %d pointsize 0.9",
                    0.12 * ((double)level - 1), percent, percent, styles[level], symbols[level]);
    theme->script->failed = theme->script->failed || title.failed;
    text_free(&title);
}

static void add_curves(const ChartInput *in, const Frontier *f, Theme *theme, bool numbers)
{
    for (size_t level = 0; level < LEVELS && numbers; level++) {
        double percent = 100 * levels[level];
        if (f->found[level])
            theme_curve(
                theme, NULL,
                "data using \"across\":(column(\"value_%.0f\")-2*column(\"error_%.0f\")):"
                "(column(\"value_%.0f\")+2*column(\"error_%.0f\")) with filledcurves linestyle "
                "%d",
                percent, percent, percent, percent, THEME_BAND_OUTER);
    }
    for (size_t level = 0; level < LEVELS; level++)
        if (f->found[level])
            add_curve(in, theme, level, numbers);
    /* for the legend, and so that there is a plot where nothing is reached */
    theme_curve(theme, numbers ? words_in(&error_band, in->language) : NULL,
                "NaN with filledcurves linestyle %d", THEME_BAND_OUTER);
}

static void avoid(const Frontier *f, Theme *theme, bool numbers)
{
    size_t columns = sweep_view_columns(f->view);
    const TableAxis *across = &f->view->table->axis[f->view->x];
    for (size_t level = 0; level < LEVELS; level++)
        for (size_t i = 1; i < columns && numbers; i++)
            theme_avoid(
                theme, &across->number[i - 1],
                (double[]){ f->place[level * columns + i - 1].y, f->place[level * columns + i].y },
                2);
}

static void add_data(const Frontier *f, bool numbers, Text *data)
{
    const TableAxis *across = &f->view->table->axis[f->view->x];
    size_t columns = sweep_view_columns(f->view);
    text_put(data, "point\tacross");
    for (size_t level = 0; level < LEVELS; level++)
        text_add(data, "\tvalue_%.0f\terror_%.0f", 100 * levels[level], 100 * levels[level]);
    text_put(data, "\n");
    for (size_t i = 0; i < columns; i++) {
        text_add(data, "%zu", i + 1);
        theme_cell(data, numbers ? across->number[i] : (double)i + 1);
        for (size_t level = 0; level < LEVELS; level++) {
            theme_cell(data, f->place[level * columns + i].y);
            theme_cell(data, f->place[level * columns + i].error);
        }
        text_put(data, "\n");
    }
}

/* ---- axes ---- */

/* The names under an axis of texts; owned, each and all, NULL without memory. */
static char **names_of(const ChartInput *in)
{
    size_t columns = sweep_view_columns(in->view);
    char **name = calloc(columns + 1, sizeof *name);
    for (size_t i = 0; name && i < columns; i++) {
        Text text = { 0 };
        sweep_wording_value(in, in->view->x, i, &text);
        name[i] = text.data ? text.data : text_copy("");
    }
    return name;
}

static void include_across(Axis *axis, const TableAxis *values)
{
    axis->kind = values->rate ? AXIS_RATE : AXIS_NUMBER;
    axis->tight = true;
    axis_include(axis, values->number[0]);
    axis_include(axis, values->number[values->values - 1]);
}

/* What is on the frontier; all that was tried where nothing is. */
static void include_up(Axis *axis, const Frontier *f)
{
    const TableAxis *values = &f->view->table->axis[f->view->y];
    axis->kind = values->rate ? AXIS_RATE : AXIS_NUMBER;
    axis->tight = true;
    for (size_t i = 0; i < LEVELS * sweep_view_columns(f->view); i++) {
        axis_include(axis, f->place[i].y - 2 * f->place[i].error);
        axis_include(axis, f->place[i].y + 2 * f->place[i].error);
    }
    for (size_t i = 0; !axis->known && i < values->values; i++)
        axis_include(axis, values->number[i]);
    for (size_t i = 0; axis->low == axis->high && i < values->values; i++)
        axis_include(axis, values->number[i]);
}

static void draw(const ChartInput *in, Text *script, Text *data)
{
    const SweepView *view = in->view;
    const TableAxis *across = &view->table->axis[view->x];
    Frontier frontier = { .view = view };
    Theme theme;
    char **name = across->numeric ? NULL : names_of(in);
    theme_start(&theme, in, script);
    if (!find(&frontier) || (!across->numeric && !name)) {
        script->failed = true;
    } else {
        if (across->numeric)
            include_across(&theme.x, across);
        else
            axis_names(&theme.x, (const char *const *)name, across->values);
        include_up(&theme.y, &frontier);
        add_curves(in, &frontier, &theme, across->numeric);
        add_frame(in, &theme);
        avoid(&frontier, &theme, across->numeric);
        add_notes(in, &frontier, &theme);
        add_data(&frontier, across->numeric, data);
    }
    theme_finish(&theme);
    for (size_t i = 0; name && i < across->values; i++)
        free(name[i]);
    free(name);
    free(frontier.place);
}

const Chart chart_sweep_frontier = {
    .name = "frontier",
    .title =
        WORDS("What gives a chance of 20, 50 and 80 %", "Mức cần có để đạt xác suất 20, 50, 80 %"),
    .summary = "the value of one axis that gives a chance of 20, 50 and 80 %, by the other",
    .source = CHART_FROM_SWEEP,
    .subject = CHART_OF_TARGET,
    .draw = draw,
    .axes = CHART_AXES_SOLVED,
};
