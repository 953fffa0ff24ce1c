#include "cli/sweep_choice.h"

#include "base/text.h"

#include <stdlib.h>
#include <string.h>

enum { CELLS_MOST = 90000 }; /* that a picture may show */

/* What the parts below work on. */
typedef struct Chooser {
    const SweepTable *table;
    const Options *options;
    const Chart *chart;
    size_t target;
    size_t *held; /* [axis]; the number of values: free */
    SweepView *view;
} Chooser;

/* ---- what does not exist ---- */

static void put_values(const TableAxis *axis, Text *text)
{
    enum { SHOWN = 12 };
    char number[32];
    for (size_t i = 0; i < axis->values && i < SHOWN; i++)
        text_add(text, "%s%s", i ? ", " : "",
                 axis->text[i] ? axis->text[i] : text_number(axis->number[i], number));
    if (axis->values > SHOWN)
        text_add(text, ", ... up to %s",
                 axis->text[axis->values - 1]
                     ? axis->text[axis->values - 1]
                     : text_number(axis->number[axis->values - 1], number));
}

static Status unknown_axis(const SweepTable *table, const char *option, const char *name,
                           Error *err)
{
    Text titles = { 0 };
    const char **names = calloc(table->axes + 1, sizeof *names);
    if (!names)
        return error_memory(err);
    for (size_t i = 0; i < table->axes; i++) {
        names[i] = table->axis[i].title;
        text_add(&titles, "%s%s", i ? ", " : "", names[i]);
    }
    const char *near = text_nearest(name, names);
    error_set(err, STATUS_USAGE, "--%s %s: no such axis in %s%s%s%s Allowed are %s", option, name,
              table->id, near ? "; did you mean \"" : ".", near ? near : "", near ? "\"?" : "",
              titles.data ? titles.data : "none");
    text_free(&titles);
    free(names);
    return err->status;
}

/* ---- --where ---- */

static Status hold(Chooser *c, const char *where, Error *err)
{
    const char *equals = strchr(where, '=');
    if (!equals)
        return error_set(err, STATUS_USAGE,
                         "--where %s: wanted is AXIS=VALUE, such as volatility=4%%", where);
    char *name = text_copy_bytes(where, (size_t)(equals - where));
    if (!name)
        return error_memory(err);
    size_t axis = sweep_table_axis(c->table, name);
    Status status =
        axis < c->table->axes ? STATUS_GOOD : unknown_axis(c->table, "where", name, err);
    free(name);
    TRY(status);
    const TableAxis *a = &c->table->axis[axis];
    if (a->spread)
        return error_set(err, STATUS_USAGE,
                         "--where %s: the values of %s are those of a design, each of which is "
                         "taken once; only axes of a grid can be held",
                         where, a->title);
    c->held[axis] = sweep_table_value(a, equals + 1);
    if (c->held[axis] < a->values)
        return STATUS_GOOD;
    Text values = { 0 };
    put_values(a, &values);
    error_set(err, STATUS_USAGE, "--where %s: no such value of %s; allowed are %s", where, a->title,
              values.data ? values.data : "none");
    text_free(&values);
    return err->status;
}

/* ---- --x and --y ---- */

static bool is_free(const Chooser *c, size_t axis)
{
    return c->held[axis] == c->table->axis[axis].values && c->table->axis[axis].values > 1;
}

static Status named_axis(const Chooser *c, const char *option, const char *name, size_t *axis,
                         Error *err)
{
    *axis = c->table->axes;
    if (!name)
        return STATUS_GOOD;
    *axis = sweep_table_axis(c->table, name);
    if (*axis == c->table->axes)
        return unknown_axis(c->table, option, name, err);
    const TableAxis *a = &c->table->axis[*axis];
    if (a->values < 2)
        return error_set(err, STATUS_USAGE,
                         "--%s %s: has the same value in all cells there are; wanted is an axis "
                         "with two values or more",
                         option, name);
    if (!is_free(c, *axis))
        return error_set(err, STATUS_USAGE, "--%s %s: is held at one value by --where", option,
                         name);
    return STATUS_GOOD;
}

/* The next axis to be shown: of a design first, numbers before texts. table->axes: there is none.
 */
static size_t next_axis(const Chooser *c, size_t taken, bool numbers)
{
    for (int round = 0; round < (numbers ? 2 : 3); round++)
        for (size_t i = 0; i < c->table->axes; i++) {
            const TableAxis *axis = &c->table->axis[i];
            bool fits = round == 0   ? axis->numeric && axis->spread
                        : round == 1 ? axis->numeric
                                     : true;
            if (i != taken && is_free(c, i) && fits)
                return i;
        }
    return c->table->axes;
}

/* Whether anything but these two axes tells panels apart. */
static bool third(const Chooser *c, size_t x, size_t y)
{
    for (size_t i = 0; i < c->table->axes; i++)
        if (i != x && i != y && is_free(c, i) && !c->table->axis[i].spread)
            return true;
    return !c->options->target && c->table->targets > 1;
}

/* The axis up of a chart that looks for its values is the one that moves the chance more. */
static void order_solved(const Chooser *c, size_t *x, size_t *y)
{
    size_t target = c->target < c->table->targets ? c->target : 0;
    bool numbers = c->table->axis[*x].numeric;
    if (*y < c->table->axes && c->table->axis[*y].numeric &&
        (!numbers ||
         sweep_table_moves(c->table, *y, target) >= sweep_table_moves(c->table, *x, target)))
        return;
    size_t was = *x;
    *x = *y;
    *y = was;
}

static void complete_axes(const Chooser *c, size_t *x, size_t *y)
{
    size_t none = c->table->axes;
    bool solved = c->chart->axes == CHART_AXES_SOLVED;
    bool chosen = *x < none || *y < none;
    if (*x == none)
        *x = next_axis(c, *y, c->chart->axes == CHART_AXES_PANELS);
    if (*y == none)
        *y = next_axis(c, *x, (solved && chosen) || c->chart->axes == CHART_AXES_PANELS);
    if (c->chart->axes == CHART_AXES_PANELS && !c->options->y && *y < none && !third(c, *x, *y))
        *y = none;
    if (solved && !chosen && *x < none)
        order_solved(c, x, y);
}

static Status choose_axes(Chooser *c, Error *err)
{
    size_t x, y, none = c->table->axes;
    TRY(named_axis(c, "x", c->options->x, &x, err));
    TRY(named_axis(c, "y", c->options->y, &y, err));
    if (x == y && x < none)
        return error_set(err, STATUS_USAGE, "--x %s: goes up already (--y)", c->options->x);
    complete_axes(c, &x, &y);
    bool one = c->chart->axes == CHART_AXES_PANELS;
    if (x == none || (y == none && !one))
        return error_set(err, STATUS_INVALID,
                         "%s: %s takes %s with two or more values each; there %s in its cells%s%s",
                         c->table->id, c->chart->name, one ? "an axis of numbers" : "two axes",
                         x == none && y == none ? "is none" : "is only one",
                         c->options->wheres ? ", beside those of --where" : "",
                         one ? "" : " (small_multiples takes one)");
    if (c->chart->axes == CHART_AXES_SOLVED && !c->table->axis[y].numeric)
        return error_set(err, c->options->y ? STATUS_USAGE : STATUS_INVALID,
                         "--y %s: its values are texts; %s looks for a number",
                         c->table->axis[y].title, c->chart->name);
    c->view->x = x;
    c->view->y = y;
    return STATUS_GOOD;
}

/* ---- designs ---- */

static Status look_at_design(Chooser *c, Error *err)
{
    const SweepTable *table = c->table;
    SweepView *view = c->view;
    bool shown =
        table->axis[view->x].spread || (view->y < table->axes && table->axis[view->y].spread);
    size_t spread = 0;
    while (spread < table->axes && !(table->axis[spread].spread && is_free(c, spread)))
        spread++;
    view->scattered = spread < table->axes;
    if (view->scattered && c->chart->axes == CHART_AXES_SOLVED)
        return error_set(err, STATUS_INVALID,
                         "%s: %s is an axis of a design, whose points are no grid; %s takes a grid "
                         "(values, linspace, grid), heatmap draws points",
                         table->id, table->axis[spread].title, c->chart->name);
    if (view->scattered && !shown)
        return error_set(err, STATUS_USAGE,
                         "--x %s: every cell has all points of a design then; wanted is %s, or "
                         "another axis of the design, as --x or --y",
                         table->axis[view->x].title, table->axis[spread].title);
    return STATUS_GOOD;
}

/* ---- panels ---- */

static void fill_panels(Chooser *c, size_t count)
{
    const SweepTable *table = c->table;
    SweepView *view = c->view;
    view->panels = count < VIEW_PANELS ? count : VIEW_PANELS;
    view->left_out = count - view->panels;
    for (size_t p = 0; p < view->panels; p++) {
        size_t rest = p;
        view->target[p] = view->by_target ? p : c->target < table->targets ? c->target : 0;
        for (size_t a = table->axes; a-- > 0;) {
            size_t *held = &view->held[p * table->axes + a];
            *held = c->held[a];
            if (!view->panelled[a])
                continue;
            *held = rest % table->axis[a].values;
            rest /= table->axis[a].values;
        }
    }
}

static Status make_panels(Chooser *c, Error *err)
{
    const SweepTable *table = c->table;
    SweepView *view = c->view;
    bool panels = c->chart->axes == CHART_AXES_PANELS;
    size_t count = 1;
    for (size_t a = 0; a < table->axes; a++) {
        if (a == view->x || a == view->y || !is_free(c, a) || table->axis[a].spread)
            continue;
        view->panelled[a] = panels;
        if (panels)
            count =
                count < SIZE_MAX / table->axis[a].values ? count * table->axis[a].values : count;
        else
            c->held[a] = 0;
    }
    view->by_target = panels && count == 1 && !c->options->target && table->targets > 1;
    fill_panels(c, view->by_target ? table->targets : count);
    size_t cells =
        view->scattered ? table->cells : sweep_view_columns(view) * sweep_view_rows(view);
    if (cells * view->panels > CELLS_MOST)
        return error_set(err, STATUS_INVALID,
                         "%s: %zu cells are more than the %d that a picture can show", table->id,
                         cells * view->panels, CELLS_MOST);
    return STATUS_GOOD;
}

static Status choose(Chooser *c, Error *err)
{
    const SweepTable *table = c->table;
    for (size_t i = 0; i < table->axes; i++)
        c->held[i] = table->axis[i].values;
    for (size_t i = 0; i < c->options->wheres; i++)
        TRY(hold(c, c->options->where[i], err));
    TRY(choose_axes(c, err));
    TRY(look_at_design(c, err));
    return make_panels(c, err);
}

Status sweep_choice(const SweepChoice *choice, SweepView **view, Error *err)
{
    const SweepTable *table = choice->table;
    SweepView *made = calloc(1, sizeof *made);
    Chooser c = { .table = table,
                  .options = choice->options,
                  .chart = choice->chart,
                  .target = choice->target,
                  .held = calloc(table->axes + 1, sizeof *c.held),
                  .view = made };
    *view = NULL;
    if (made) {
        made->table = table;
        made->held = calloc(table->axes * VIEW_PANELS + 1, sizeof *made->held);
        made->panelled = calloc(table->axes + 1, sizeof *made->panelled);
    }
    bool good = made && c.held && made->held && made->panelled;
    Status status = good ? choose(&c, err) : error_memory(err);
    free(c.held);
    if (status == STATUS_GOOD)
        *view = made;
    else
        sweep_view_free(made);
    return status;
}
