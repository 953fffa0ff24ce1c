/* The chance of a target over two axes of a sweep: coloured cells, with lines where it is 50 and
 * 80 %; of a design coloured points. */
#include "plots/panel_curves.h"
#include "plots/panel_rows.h"
#include "plots/shade.h"
#include "plots/sweep_wording.h"

static const Words what = WORDS("Chance of meeting: {1}", "Xác suất đạt: {1}");

/* Points that the name of the axis up takes above the panel, and ticks below. */
static const double above = 17, below = 8, most_left = 120;

static void add_frame(const ChartInput *in, Theme *theme)
{
    Text aim = { 0 }, subtitle = { 0 };
    sweep_wording_target(in, in->view->target[0], &aim);
    text_fill(&subtitle, words_in(&what, in->language),
              (const char *const[]){ aim.data ? aim.data : "" }, 1);
    panel_heading(in, &subtitle, theme);
    theme->script->failed = theme->script->failed || aim.failed;
    text_free(&aim);
}

static void draw(const ChartInput *in, Text *script, Text *data)
{
    Theme theme;
    panel_start(&theme, in, script, shade_room);
    panel_curves_add(&theme);
    add_frame(in, &theme);
    double width = theme.labels.width, height = theme.labels.height - above - below;
    Panel panel = { .theme = &theme, .y = panel_axis(in, in->view->y, height, false) };
    double left = panel.y.widest + 8;
    left = left < most_left ? left : most_left;
    panel.box = (LabelBox){ left, below, width, below + height };
    panel.x = panel_axis(in, in->view->x, width - left, true);
    panel_rows_headings(data);
    panel_rows_put(&panel, true, data);
    panel_frame(&panel, true, true, "");
    panel_names(&theme, panel.box, below - 22, theme.labels.height - 6);
    shade_scale(&theme);
    theme_finish(&theme);
}

const Chart chart_heatmap = {
    .name = "heatmap",
    .title = WORDS("Chance over two axes", "Xác suất theo hai trục"),
    .summary = "the chance of a target over two axes, with lines at 50 and 80 %",
    .source = CHART_FROM_SWEEP,
    .subject = CHART_OF_TARGET,
    .draw = draw,
};
