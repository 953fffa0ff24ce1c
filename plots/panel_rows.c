#include "plots/panel_rows.h"

#include "math/contour.h"
#include "plots/lettering.h"
#include "plots/shade.h"

#include <math.h>
#include <stdlib.h>

const double panel_rows_levels[PANEL_ROWS_LEVELS] = { 0.5, 0.8 };

/* Told apart in black and white; each on a wider white line, to be seen on any colour. */
static const char *const dashes[PANEL_ROWS_LEVELS] = { "solid", "(10,5)" };

static const Words level_words = WORDS("Chance of {1}", "Xác suất {1}");
static const Words no_result = WORDS("No result", "Chưa có kết quả");
static const Words interval = WORDS("95 % interval", "Khoảng tin cậy 95 %");
static const Words alone = WORDS("Chance", "Xác suất");

static const double size_label = 9; /* points */

bool panel_rows_contoured(const SweepView *view)
{
    const SweepTable *table = view->table;
    return !view->scattered && view->y < table->axes && table->axis[view->x].numeric &&
           table->axis[view->y].numeric;
}

/* ---- curves ---- */

static void curves_of_contours(Theme *theme)
{
    for (size_t i = 0; i < PANEL_ROWS_LEVELS; i++)
        theme_curve(theme, NULL,
                    "data using \"across\":\"line_%.0f\" with lines linecolor rgb \"#ffffff\" "
                    "linewidth 3.6",
                    100 * panel_rows_levels[i]);
    for (size_t i = 0; i < PANEL_ROWS_LEVELS; i++) {
        Text title = { 0 };
        char level[NUMBER_SIZE];
        percent_words(panel_rows_levels[i], 0, theme->in->language, level);
        text_fill(&title, words_in(&level_words, theme->in->language),
                  (const char *const[]){ level }, 1);
        theme_curve(theme, title.data ? title.data : "",
                    "data using \"across\":\"line_%.0f\" with lines linecolor rgb \"#000000\" "
                    "linewidth 1.8 dashtype %s",
                    100 * panel_rows_levels[i], dashes[i]);
        theme->script->failed = theme->script->failed || title.failed;
        text_free(&title);
    }
}

static void curves_of_cells(Theme *theme)
{
    ViewCount count = sweep_view_count(theme->in->view);
    theme_curve(theme, NULL,
                "data using \"across\":\"up\":\"left\":\"right\":\"low\":\"high\":\"colour\" with "
                "boxxyerror fillstyle solid noborder linecolor rgb variable");
    if (count.known < count.cells)
        theme_curve(theme, words_in(&no_result, theme->in->language),
                    "data using \"across\":\"up\":\"left\":\"right\":\"low\":\"missing\" with "
                    "boxxyerror fillstyle pattern 4 noborder linecolor rgb \"#8c8c8c\"");
    if (panel_rows_contoured(theme->in->view))
        curves_of_contours(theme);
}

static void curves_of_points(Theme *theme)
{
    theme_curve(theme, NULL,
                "data using \"across\":\"up\" with points pointtype 7 pointsize 0.8 "
                "linecolor rgb \"#000000\"");
    theme_curve(theme, NULL,
                "data using \"across\":\"up\":\"colour\" with points pointtype 7 pointsize 0.62 "
                "linecolor rgb variable");
}

static void curves_of_line(Theme *theme)
{
    const SweepView *view = theme->in->view;
    bool joined = !view->scattered && view->table->axis[view->x].numeric;
    if (joined)
        theme_curve(theme, words_in(&interval, theme->in->language),
                    "data using \"across\":\"low\":\"high\" with filledcurves linestyle %d",
                    THEME_BAND_INNER);
    else
        theme_curve(theme, words_in(&interval, theme->in->language),
                    "data using \"across\":\"up\":\"low\":\"high\" with yerrorbars linestyle %d",
                    THEME_CENTRAL);
    theme_curve(theme, words_in(&alone, theme->in->language),
                "data using \"across\":\"up\" with %s linestyle %d",
                joined ? "linespoints" : "points", THEME_ACTUAL);
}

void panel_rows_curves(Theme *theme)
{
    const SweepView *view = theme->in->view;
    if (view->y == view->table->axes)
        curves_of_line(theme);
    else if (view->scattered)
        curves_of_points(theme);
    else
        curves_of_cells(theme);
}

/* ---- rows ---- */

/* NaN: the cell of the data stays empty. */
typedef struct Row {
    const Chance *chance; /* NULL: none */
    LabelPoint at;        /* points, as the box */
    LabelBox box;
    bool missing;
    double colour;
    double line[PANEL_ROWS_LEVELS];
} Row;

static const Row empty_row = {
    .at = { NAN, NAN }, .box = { NAN, NAN, NAN, NAN }, .colour = NAN, .line = { NAN, NAN }
};

void panel_rows_headings(Text *data)
{
    text_put(data, "panel\tx\ty\tprobability\tstandard_error\tacross\tup\tleft\tright\tlow\thigh\t"
                   "missing\tcolour");
    for (size_t i = 0; i < PANEL_ROWS_LEVELS; i++)
        text_add(data, "\tline_%.0f", 100 * panel_rows_levels[i]);
    text_put(data, "\n");
}

/* A text that is one cell of the data whatever stands in it. */
static void put_plain(Text *data, const char *text)
{
    for (; *text; text++)
        text_put(data, (unsigned char)*text < ' ' ? " "
                       : *text == '"'             ? "'"
                                                  : (char[]){ *text, '\0' });
}

static void put_value(const PanelAxis *axis, size_t value, Text *data)
{
    if (!axis->axis || axis->axis->numeric) {
        theme_cell(data, axis->axis ? axis->axis->number[value] : NAN);
        return;
    }
    char number[32];
    const char *text = axis->axis->text[value];
    text_put(data, "\t");
    put_plain(data, text ? text : text_number(axis->axis->number[value], number));
}

/* What follows the values of x and y. */
static void put_row(const Panel *panel, Row row, Text *data)
{
    double width = panel->theme->labels.width, height = panel->theme->labels.height;
    theme_cell(data, row.chance ? row.chance->probability : NAN);
    theme_cell(data, row.chance ? row.chance->standard_error : NAN);
    theme_cell(data, row.at.x / width);
    theme_cell(data, row.at.y / height);
    theme_cell(data, row.box.left / width);
    theme_cell(data, row.box.right / width);
    theme_cell(data, row.box.low / height);
    theme_cell(data, row.box.high / height);
    theme_cell(data, row.missing ? row.box.high / height : NAN);
    theme_cell(data, row.colour);
    for (size_t i = 0; i < PANEL_ROWS_LEVELS; i++)
        theme_cell(data, row.line[i] / height);
    text_put(data, "\n");
}

static void put_values(const Panel *panel, size_t x, size_t y, Text *data)
{
    text_add(data, "%zu", panel->index + 1);
    put_value(&panel->x, x, data);
    put_value(&panel->y, y, data);
}

/* ---- cells and contours ---- */

static void put_cell(const Panel *panel, size_t x, size_t y, const Chance *chance, Text *data)
{
    const double seam = 0.4; /* points over the next cells, which are drawn later */
    const TableAxis *across = panel->x.axis, *up = panel->y.axis;
    LabelPoint low = panel_point(panel, panel_edge(across, x), panel_edge(up, y));
    LabelPoint high = panel_point(panel, panel_edge(across, x + 1), panel_edge(up, y + 1));
    Row row = empty_row;
    row.chance = chance;
    row.missing = !chance;
    row.at = panel_point(panel, panel_place(across, x), panel_place(up, y));
    row.box = (LabelBox){ low.x, low.y, fmin(high.x + (chance ? seam : 0), panel->box.right),
                          fmin(high.y + (chance ? seam : 0), panel->box.high) };
    row.colour = chance ? (double)shade_of(chance->probability) : NAN;
    put_values(panel, x, y, data);
    put_row(panel, row, data);
}

static bool overlap(LabelBox a, LabelBox b)
{
    return a.left < b.right && b.left < a.right && a.low < b.high && b.low < a.high;
}

/* The longest part of a contour, as places on the page. */
typedef struct Longest {
    size_t first, points; /* of the contour */
    double length;
} Longest;

static double step_length(const Panel *panel, const Contour *contour, size_t i)
{
    LabelPoint from = panel_point(panel, contour->x[i], contour->y[i]);
    LabelPoint to = panel_point(panel, contour->x[i + 1], contour->y[i + 1]);
    return hypot(to.x - from.x, to.y - from.y);
}

static Longest longest_of(const Panel *panel, const Contour *contour)
{
    Longest longest = { 0 };
    for (size_t line = 0; line < contour->lines; line++) {
        Longest this = { contour->first[line], contour->first[line + 1] - contour->first[line], 0 };
        for (size_t i = 0; i + 1 < this.points; i++)
            this.length += step_length(panel, contour, this.first + i);
        if (this.length > longest.length)
            longest = this;
    }
    return longest;
}

/* The place on it after some share of its length. */
static LabelPoint place_on(const Panel *panel, const Contour *contour, Longest line, double share)
{
    size_t i = line.first;
    double left = share * line.length;
    while (i + 2 < line.first + line.points && left > step_length(panel, contour, i))
        left -= step_length(panel, contour, i++);
    double length = step_length(panel, contour, i), part = length > 0 ? fmin(left / length, 1) : 0;
    return panel_point(panel, contour->x[i] + part * (contour->x[i + 1] - contour->x[i]),
                       contour->y[i] + part * (contour->y[i + 1] - contour->y[i]));
}

static bool inside(LabelBox box, LabelBox all)
{
    return box.left > all.left && box.right < all.right && box.low > all.low && box.high < all.high;
}

/* The label of a contour on its longest part, or beside it where that is short; where it covers no
 * other. */
static void put_label(const Panel *panel, const Contour *contour, size_t level, LabelBox *taken)
{
    static const double share[] = { 0.5, 0.35, 0.65, 0.2, 0.8 };
    const double high = 5.5;
    char label[NUMBER_SIZE];
    percent_words(panel_rows_levels[level], 0, panel->theme->in->language, label);
    double half = lettering_width(label, size_label) / 2 + 2;
    Longest line = longest_of(panel, contour);
    double beside = line.length < 8 * half ? half + 8 : 0;
    for (size_t i = 0; i < 2 * sizeof share / sizeof *share && line.points > 1; i++) {
        LabelPoint at = place_on(panel, contour, line, share[i / 2]);
        at.x += i % 2 ? beside : -beside;
        LabelBox box = { at.x - half, at.y - high, at.x + half, at.y + high };
        if (!inside(box, panel->box) || overlap(box, *taken))
            continue;
        *taken = box;
        theme_fill(panel->theme, box, 0xFFFFFF, true);
        theme_label(panel->theme, at, (ThemeLetters){ THEME_CENTRE, size_label, "" }, label);
        return;
    }
}

static void put_contour(const Panel *panel, const Contour *contour, size_t level, Text *data)
{
    for (size_t line = 0; line < contour->lines; line++) {
        text_put(data, "\n"); /* a gap in the curves */
        for (size_t i = contour->first[line]; i < contour->first[line + 1]; i++) {
            Row row = empty_row;
            LabelPoint at = panel_point(panel, contour->x[i], contour->y[i]);
            row.at.x = at.x;
            row.line[level] = at.y;
            text_add(data, "%zu", panel->index + 1);
            theme_cell(data, contour->x[i]);
            theme_cell(data, contour->y[i]);
            put_row(panel, row, data);
        }
    }
}

static bool put_contours(const Panel *panel, const double *value, bool labelled, Text *data)
{
    const ContourGrid grid = { panel->x.axis->number, panel->y.axis->number, panel->x.axis->values,
                               panel->y.axis->values, value };
    LabelBox taken = { 0 };
    bool good = true;
    for (size_t level = 0; level < PANEL_ROWS_LEVELS && good; level++) {
        Contour contour;
        good = contour_trace(&grid, panel_rows_levels[level], &contour);
        if (good)
            put_contour(panel, &contour, level, data);
        if (good && labelled)
            put_label(panel, &contour, level, &taken);
        contour_free(&contour);
    }
    return good;
}

static void put_grid(const Panel *panel, bool labelled, Text *data)
{
    const SweepView *view = panel->theme->in->view;
    size_t columns = sweep_view_columns(view), rows = sweep_view_rows(view);
    const Chance **grid = sweep_view_grid(view, panel->index);
    double *value = calloc(columns * rows, sizeof *value);
    bool good = grid && value;
    for (size_t i = 0; good && i < columns * rows; i++) {
        put_cell(panel, i / rows, i % rows, grid[i], data);
        value[i] = grid[i] ? grid[i]->probability : NAN;
    }
    if (good && panel_rows_contoured(view))
        good = put_contours(panel, value, labelled, data);
    data->failed = data->failed || !good;
    free(value);
    free(grid);
}

/* ---- points, and the chance along x ---- */

static void put_points(const Panel *panel, Text *data)
{
    const SweepView *view = panel->theme->in->view;
    const SweepTable *table = view->table;
    bool chance_up = view->y == table->axes;
    for (size_t cell = 0; cell < table->cells; cell++) {
        const Chance *chance = sweep_view_chance(view, panel->index, cell);
        const size_t *at = &table->at[cell * table->axes];
        if (!sweep_view_holds(view, panel->index, cell) || isnan(chance->probability))
            continue;
        size_t y = chance_up ? 0 : at[view->y];
        double place = chance_up ? chance->probability : panel_place(panel->y.axis, y);
        Row row = empty_row;
        row.chance = chance;
        row.at = panel_point(panel, panel_place(panel->x.axis, at[view->x]), place);
        row.colour = shade_of(chance->probability);
        if (chance_up) {
            row.box.low = panel_point(panel, 0, chance->interval[0]).y;
            row.box.high = panel_point(panel, 0, chance->interval[1]).y;
        }
        put_values(panel, at[view->x], y, data);
        put_row(panel, row, data);
    }
}

static void put_line(const Panel *panel, Text *data)
{
    const SweepView *view = panel->theme->in->view;
    const Chance **grid = sweep_view_grid(view, panel->index);
    data->failed = data->failed || !grid;
    for (size_t x = 0; grid && x < sweep_view_columns(view); x++) {
        Row row = empty_row;
        row.chance = grid[x];
        row.at =
            panel_point(panel, panel_place(panel->x.axis, x), grid[x] ? grid[x]->probability : NAN);
        if (grid[x]) {
            row.box.low = panel_point(panel, 0, grid[x]->interval[0]).y;
            row.box.high = panel_point(panel, 0, grid[x]->interval[1]).y;
        }
        put_values(panel, x, 0, data);
        put_row(panel, row, data);
    }
}

void panel_rows_put(const Panel *panel, bool labelled, Text *data)
{
    const SweepView *view = panel->theme->in->view;
    if (panel->index)
        text_put(data, "\n"); /* no curve goes on into the next panel */
    if (view->scattered)
        put_points(panel, data);
    else if (view->y == view->table->axes)
        put_line(panel, data);
    else
        put_grid(panel, labelled, data);
}
