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

enum { LEVELS = 3, BRANCHES = 2, FEW = 40 /* places with a point each */ };
static const char *const branches[BRANCHES] = { "", "second_" };
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
    WORDS("{1}: more than once at {2} of {3} values; the first two are shown",
          "{1}: nhiều hơn một lần ở {2} trong {3} giá trị; vẽ hai giá trị đầu");

/* A place on the frontier; NaN where the level is not reached. */
typedef struct Place {
    double y, error, slope;
} Place;

static const Place nowhere = { NAN, NAN, NAN };

typedef struct Frontier {
    const SweepView *view;
    /* Owned; [level * columns + x]. Where the chance rises and falls again along the axis it comes
     * to a level twice. */
    Place *place[BRANCHES];
    size_t found[LEVELS];
    size_t missed[LEVELS], exceeded[LEVELS], several[LEVELS];
} Frontier;

static Place place_of(const ContourCrossing *c, const Chance *const *chance)
{
    double from = chance[c->segment]->standard_error;
    double to = chance[c->segment + 1]->standard_error;
    return (Place){ c->at, (from + c->share * (to - from)) / fabs(c->slope), c->slope };
}

/* One value of x, with the chances along y. */
static void look(Frontier *f, size_t x, const Chance *const *chance, double *value)
{
    const TableAxis *up = &f->view->table->axis[f->view->y];
    size_t columns = sweep_view_columns(f->view), known = 0, above = 0;
    for (size_t i = 0; i < up->values; i++)
        value[i] = chance[i] ? chance[i]->probability : NAN;
    for (size_t level = 0; level < LEVELS; level++) {
        ContourCrossing crossing[BRANCHES];
        size_t count =
            contour_crossings(up->number, value, up->values, levels[level], crossing, BRANCHES);
        for (size_t k = 0; k < BRANCHES; k++)
            f->place[k][level * columns + x] = k < count ? place_of(&crossing[k], chance) : nowhere;
        f->found[level] += count > 0;
        f->several[level] += count > 1;
        if (count)
            continue;
        known = above = 0;
        for (size_t i = 0; i < up->values; i++) {
            known += isfinite(value[i]) != 0;
            above += value[i] >= levels[level];
        }
        f->exceeded[level] += known && above == known;
        f->missed[level] += known && !above;
    }
}

/* A place that stands alone belongs to the branch on which the chance moves in the same direction.
 */
static void join_branches(Frontier *f, size_t level)
{
    size_t columns = sweep_view_columns(f->view);
    Place *first = f->place[0] + level * columns, *second = f->place[1] + level * columns;
    double slope = 0;
    for (size_t x = 0; x < columns && slope == 0; x++)
        slope = isfinite(second[x].y) ? first[x].slope : 0;
    for (size_t x = 0; x < columns && slope != 0; x++) {
        if (isfinite(second[x].y) || !(first[x].slope * slope < 0))
            continue;
        second[x] = first[x];
        first[x] = nowhere;
    }
}

static bool find(Frontier *f)
{
    size_t columns = sweep_view_columns(f->view), rows = sweep_view_rows(f->view);
    const Chance **grid = sweep_view_grid(f->view, 0);
    double *value = calloc(rows, sizeof *value);
    bool good = grid && value;
    for (size_t k = 0; k < BRANCHES; k++) {
        f->place[k] = calloc(LEVELS * columns, sizeof *f->place[k]);
        good = good && f->place[k];
    }
    for (size_t x = 0; good && x < columns; x++)
        look(f, x, (const Chance *const *)&grid[x * rows], value);
    for (size_t level = 0; good && level < LEVELS; level++)
        join_branches(f, level);
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

/* The line of a level, or its points with error bars over an axis of texts. */
static void add_branch(const ChartInput *in, Theme *theme, size_t level, size_t branch,
                       const char *title, bool numbers)
{
    double percent = 100 * levels[level];
    const char *name = branches[branch];
    char symbol[48] = "";
    if (sweep_view_columns(in->view) <= FEW)
        snprintf(symbol, sizeof symbol, "points pointtype %d pointsize 0.7", symbols[level]);
    if (numbers)
        theme_curve(theme, title, "data using \"across\":\"%svalue_%.0f\" with %s linestyle %d%s",
                    name, percent, *symbol ? "linespoints" : "lines", styles[level],
                    symbol + (*symbol ? 6 : 0));
    else
        theme_curve(theme, title,
                    "data using (column(\"across\")+%g):\"%svalue_%.0f\":"
                    "(2*column(\"%serror_%.0f\")) "
                    "with yerrorbars linestyle %d dashtype solid pointtype %d pointsize 0.9",
                    0.12 * ((double)level - 1), name, percent, name, percent, styles[level],
                    symbols[level]);
}

static void add_curve(const ChartInput *in, const Frontier *f, Theme *theme, size_t level,
                      bool numbers)
{
    char share[NUMBER_SIZE];
    Text title = { 0 };
    percent_words(levels[level], 0, in->language, share);
    text_fill(&title, words_in(&legend, in->language), (const char *const[]){ share }, 1);
    add_branch(in, theme, level, 0, title.data ? title.data : "", numbers);
    if (f->several[level])
        add_branch(in, theme, level, 1, NULL, numbers);
    theme->script->failed = theme->script->failed || title.failed;
    text_free(&title);
}

static void add_band(Theme *theme, size_t level, size_t branch)
{
    double percent = 100 * levels[level];
    const char *name = branches[branch];
    theme_curve(theme, NULL,
                "data using \"across\":(column(\"%svalue_%.0f\")-2*column(\"%serror_%.0f\")):"
                "(column(\"%svalue_%.0f\")+2*column(\"%serror_%.0f\")) with filledcurves linestyle "
                "%d",
                name, percent, name, percent, name, percent, name, percent, THEME_BAND_OUTER);
}

static void add_curves(const ChartInput *in, const Frontier *f, Theme *theme, bool numbers)
{
    for (size_t level = 0; level < LEVELS && numbers; level++) {
        if (f->found[level])
            add_band(theme, level, 0);
        if (f->several[level])
            add_band(theme, level, 1);
    }
    for (size_t level = 0; level < LEVELS; level++)
        if (f->found[level])
            add_curve(in, f, theme, level, numbers);
    /* for the legend, and so that there is a plot where nothing is reached */
    theme_curve(theme, numbers ? words_in(&error_band, in->language) : NULL,
                "NaN with filledcurves linestyle %d", THEME_BAND_OUTER);
}

static void avoid(const Frontier *f, Theme *theme, bool numbers)
{
    size_t columns = sweep_view_columns(f->view);
    const TableAxis *across = &f->view->table->axis[f->view->x];
    for (size_t k = 0; k < BRANCHES; k++)
        for (size_t level = 0; level < LEVELS; level++) {
            const Place *place = f->place[k] + level * columns;
            for (size_t i = 1; i < columns && numbers; i++)
                theme_avoid(theme, &across->number[i - 1], (double[]){ place[i - 1].y, place[i].y },
                            2);
        }
}

static void add_data(const Frontier *f, bool numbers, Text *data)
{
    const TableAxis *across = &f->view->table->axis[f->view->x];
    size_t columns = sweep_view_columns(f->view);
    text_put(data, "point\tacross");
    for (size_t k = 0; k < BRANCHES; k++)
        for (size_t level = 0; level < LEVELS; level++)
            text_add(data, "\t%svalue_%.0f\t%serror_%.0f", branches[k], 100 * levels[level],
                     branches[k], 100 * levels[level]);
    text_put(data, "\n");
    for (size_t i = 0; i < columns; i++) {
        text_add(data, "%zu", i + 1);
        theme_cell(data, numbers ? across->number[i] : (double)i + 1);
        for (size_t j = 0; j < BRANCHES * LEVELS; j++) {
            const Place *place = f->place[j / LEVELS] + j % LEVELS * columns + i;
            theme_cell(data, place->y);
            theme_cell(data, place->error);
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
    size_t places = LEVELS * sweep_view_columns(f->view);
    for (size_t i = 0; i < BRANCHES * places; i++) {
        const Place *place = f->place[i / places] + i % places;
        axis_include(axis, place->y - 2 * place->error);
        axis_include(axis, place->y + 2 * place->error);
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
    for (size_t k = 0; k < BRANCHES; k++)
        free(frontier.place[k]);
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
