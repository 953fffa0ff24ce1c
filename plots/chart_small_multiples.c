/* A panel for each value, or combination of values, of the further axes of a sweep: the chance of a
 * target over two axes or along one, on the same scale; or, without a further axis, of each target.
 */
#include "plots/panel_curves.h"
#include "plots/panel_rows.h"
#include "plots/shade.h"
#include "plots/sweep_wording.h"

#include <math.h>

static const Words what = WORDS("Chance of meeting: {1}", "Xác suất đạt: {1}");
static const Words each = WORDS("Chance of meeting each target", "Xác suất đạt từng mục tiêu");

/* Points. */
static const double above = 14;             /* the name of the axis up */
static const double between = 12;           /* two panels */
static const double ticks = 14, names = 12; /* below the panels */
static const double page = 108;             /* heading and foot */
static const double least_high = 68, most_high = 190;

typedef struct Layout {
    size_t columns, rows;
    bool coloured; /* with a scale */
    double high;   /* a panel */
    double title;  /* above it, as the longest needs */
} Layout;

static Layout layout_of(const ChartInput *in)
{
    const SweepView *view = in->view;
    size_t n = view->panels;
    Layout layout = { .coloured = view->y < view->table->axes };
    layout.columns = n <= 3 ? n : n == 4 ? 2 : n <= 9 ? 3 : 4;
    layout.rows = (n + layout.columns - 1) / layout.columns;
    double wide = (theme_width - (layout.coloured ? shade_room : 0) - 60) / (double)layout.columns;
    layout.high = fmax(least_high, fmin(most_high, 0.8 * wide));
    for (size_t i = 0; i < n; i++) {
        Text heading = { 0 };
        sweep_wording_panel(in, i, &heading);
        layout.title = fmax(layout.title,
                            panel_title_height(heading.data ? heading.data : "", wide - between));
        text_free(&heading);
    }
    return layout;
}

static double height(const ChartInput *in)
{
    Layout layout = layout_of(in);
    return page + above + (double)layout.rows * (layout.high + layout.title + between) + ticks +
           names;
}

static void add_frame(const ChartInput *in, Theme *theme)
{
    const SweepView *view = in->view;
    Text aim = { 0 }, subtitle = { 0 };
    sweep_wording_target(in, view->target[0], &aim);
    if (view->by_target)
        text_put(&subtitle, words_in(&each, in->language));
    else
        text_fill(&subtitle, words_in(&what, in->language),
                  (const char *const[]){ aim.data ? aim.data : "" }, 1);
    panel_heading(in, &subtitle, theme);
    theme->script->failed = theme->script->failed || aim.failed;
    text_free(&aim);
}

/* The panel without its place on the page; all have the same axes. */
static void put_panel(const ChartInput *in, Panel panel, LabelBox all, Text *data)
{
    const Layout layout = layout_of(in);
    Text heading = { 0 };
    size_t column = panel.index % layout.columns, row = panel.index / layout.columns;
    double wide = panel.box.right, step = (all.high - all.low) / (double)layout.rows;
    double left = all.left + (double)column * (wide + between);
    double low = all.high - (double)(row + 1) * step + between;
    panel.box = (LabelBox){ left, low, left + wide, low + panel.box.high };
    sweep_wording_panel(in, panel.index, &heading);
    panel_rows_put(&panel, false, data);
    bool lowest = panel.index + layout.columns >= in->view->panels;
    panel_frame(&panel, lowest, column == 0, heading.data ? heading.data : "");
    data->failed = data->failed || heading.failed;
    text_free(&heading);
}

static void draw(const ChartInput *in, Text *script, Text *data)
{
    const Layout layout = layout_of(in);
    Theme theme;
    panel_start(&theme, in, script, layout.coloured ? shade_room : 0);
    theme.height = height(in);
    panel_curves_add(&theme);
    add_frame(in, &theme);
    LabelBox all = { 0, ticks - between, theme.labels.width, theme.labels.height - above };
    double columns = (double)layout.columns;
    double high = (all.high - all.low) / (double)layout.rows - layout.title - between;
    Panel panel = { .theme = &theme, .y = panel_axis(in, in->view->y, high, false) };
    all.left = fmin(panel.y.widest + 8, theme.labels.width / 4);
    double wide = (all.right - all.left - (columns - 1) * between) / columns;
    panel.x = panel_axis(in, in->view->x, wide, true);
    panel.box = (LabelBox){ 0, 0, wide, high };
    panel_rows_headings(data);
    for (panel.index = 0; panel.index < in->view->panels; panel.index++)
        put_panel(in, panel, all, data);
    panel_names(&theme, all, ticks - 22, theme.labels.height - 4);
    if (layout.coloured)
        shade_scale(&theme);
    theme_finish(&theme);
}

const Chart chart_small_multiples = {
    .name = "small_multiples",
    .title = WORDS("Chance in panels", "Xác suất theo từng khung"),
    .summary = "a heat map, or the chance along one axis, for each value of the other axes",
    .source = CHART_FROM_SWEEP,
    .subject = CHART_OF_TARGET,
    .height = height,
    .draw = draw,
    .axes = CHART_AXES_PANELS,
};
