#include "plots/sweep_wording.h"

#include "plots/wording.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static const Words named_value = WORDS("{1} {2}", "{1} {2}");
static const Words all_points = WORDS("; over all values of {1}", "; trên mọi giá trị của {1}");
static const Words some_cells =
    WORDS("{1} of {2} cells have a result", "{1} trong {2} ô đã có kết quả");
static const Words some_planned =
    WORDS("{1} of {2} cells of the sweep are computed", "đã tính {1} trong {2} ô của bảng quét");
static const Words some_panels =
    WORDS("{1} of {2} panels are shown", "hiển thị {1} trong {2} khung");

const char *sweep_wording_title(const ChartInput *in)
{
    const SweepTable *table = in->view->table;
    return table->scenario ? own_words_in(&table->scenario->title, in->language, table->scenario_id)
                           : table->scenario_id;
}

/* Whether an axis is about the target itself. */
static bool moved(const SweepTable *table, size_t target)
{
    static const char of[] = "/targets/";
    const char *id = table->target[target];
    for (size_t i = 0; i < table->axes; i++) {
        const char *pointer = table->axis[i].pointer ? table->axis[i].pointer : "";
        if (!strncmp(pointer, of, sizeof of - 1) &&
            !strncmp(pointer + sizeof of - 1, id, strlen(id)))
            return true;
    }
    return false;
}

void sweep_wording_target(const ChartInput *in, size_t target, Text *text)
{
    const SweepTable *table = in->view->table;
    const Target *about = sweep_table_about(table, target);
    if (!about) {
        text_put(text, table->target[target]);
        return;
    }
    Forecast forecast = { .scenario = table->scenario };
    ChartInput of_scenario = { .forecast = &forecast, .language = in->language };
    text_put(text, wording_title(&of_scenario, about));
    if (own_words_in(&about->title, in->language, NULL) || moved(table, target))
        return;
    text_put(text, ", ");
    wording_condition(&of_scenario, about, text);
}

void sweep_wording_axis(const ChartInput *in, size_t axis, Text *text)
{
    sweep_table_words(in->view->table, axis, in->language, text);
}

/* Five digits, and all that stand before the point: steps of a range may have no end. */
static double rounded(double value, bool rate)
{
    double shown = rate ? 100 * value : value;
    double before = shown < 0 || shown > 0 ? floor(log10(fabs(shown))) + 1 : 1;
    double unit = pow(10, fmax(5 - before, 0));
    return round(shown * unit) / unit / (rate ? 100 : 1);
}

void sweep_wording_value(const ChartInput *in, size_t axis, size_t value, Text *text)
{
    const TableAxis *a = &in->view->table->axis[axis];
    char number[NUMBER_SIZE];
    if (a->text[value] && !a->numeric)
        text_put(text, a->text[value]);
    else
        text_put(text,
                 wording_exact(rounded(a->number[value], a->rate), a->rate, in->language, number));
}

/* "volatility 4 %" */
static void put_value(const ChartInput *in, size_t axis, size_t value, Text *text)
{
    Text name = { 0 }, figure = { 0 };
    sweep_wording_axis(in, axis, &name);
    sweep_wording_value(in, axis, value, &figure);
    text_fill(text, words_in(&named_value, in->language),
              (const char *const[]){ name.data ? name.data : "", figure.data ? figure.data : "" },
              2);
    text->failed = text->failed || name.failed || figure.failed;
    text_free(&name);
    text_free(&figure);
}

void sweep_wording_held(const ChartInput *in, Text *text)
{
    const SweepView *view = in->view;
    const SweepTable *table = view->table;
    Text free_axes = { 0 };
    for (size_t a = 0; a < table->axes; a++) {
        if (a == view->x || a == view->y || view->panelled[a] || !sweep_view_varies(view, a))
            continue;
        if (view->held[a] < table->axis[a].values) {
            text_put(text, "; ");
            put_value(in, a, view->held[a], text);
        } else {
            text_put(&free_axes, free_axes.size ? ", " : "");
            sweep_wording_axis(in, a, &free_axes);
        }
    }
    if (free_axes.size)
        text_fill(text, words_in(&all_points, in->language),
                  (const char *const[]){ free_axes.data }, 1);
    text->failed = text->failed || free_axes.failed;
    text_free(&free_axes);
}

void sweep_wording_panel(const ChartInput *in, size_t panel, Text *text)
{
    const SweepView *view = in->view;
    size_t axes = view->table->axes, count = 0;
    if (view->by_target)
        sweep_wording_target(in, view->target[panel], text);
    for (size_t a = 0; a < axes; a++) {
        if (!view->panelled[a])
            continue;
        text_put(text, count++ ? "; " : "");
        put_value(in, a, view->held[panel * axes + a], text);
    }
}

static void put_count(const ChartInput *in, const Words *words, double shown, double all,
                      Text *text)
{
    char first[NUMBER_SIZE], second[NUMBER_SIZE];
    number_words(shown, 0, in->language, first);
    number_words(all, 0, in->language, second);
    text_put(text, text->size ? "; " : "");
    text_fill(text, words_in(words, in->language), (const char *const[]){ first, second }, 2);
}

void sweep_wording_missing(const ChartInput *in, Text *text)
{
    const SweepView *view = in->view;
    ViewCount count = sweep_view_count(view);
    if (view->left_out)
        put_count(in, &some_panels, (double)view->panels, (double)(view->panels + view->left_out),
                  text);
    if (count.known < count.cells)
        put_count(in, &some_cells, (double)count.known, (double)count.cells, text);
    if (view->table->cells < view->table->planned)
        put_count(in, &some_planned, (double)view->table->cells, (double)view->table->planned,
                  text);
}
