#include "plots/panel_rows.h"

#include "math/contour.h"
#include "plots/panel_curves.h"
#include "plots/panel_label.h"
#include "plots/shade.h"

#include <math.h>
#include <stdlib.h>

/* NaN: the cell of the data stays empty. */
typedef struct Row {
    const Chance *chance; /* NULL: none */
    LabelPoint at;        /* points, as the box */
    LabelBox box;
    bool missing;
    double colour;
    double line[PANEL_CURVES_LEVELS];
} Row;

static const Row empty_row = {
    .at = { NAN, NAN }, .box = { NAN, NAN, NAN, NAN }, .colour = NAN, .line = { NAN, NAN }
};

void panel_rows_headings(Text *data)
{
    text_put(data, "panel\tx\ty\tprobability\tstandard_error\tacross\tup\tleft\tright\tlow\thigh\t"
                   "missing\tcolour");
    for (size_t i = 0; i < PANEL_CURVES_LEVELS; i++)
        text_add(data, "\tline_%.0f", 100 * panel_curves_levels[i]);
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
    for (size_t i = 0; i < PANEL_CURVES_LEVELS; i++)
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
    for (size_t level = 0; level < PANEL_CURVES_LEVELS && good; level++) {
        Contour contour;
        good = contour_trace(&grid, panel_curves_levels[level], &contour);
        if (good)
            put_contour(panel, &contour, level, data);
        if (good && labelled)
            panel_label_put(panel, &contour, panel_curves_levels[level], &taken);
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
    if (good && panel_curves_contoured(view))
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
    free(grid);
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
