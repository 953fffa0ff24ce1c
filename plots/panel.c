#include "plots/panel.h"

#include "plots/lettering.h"
#include "plots/sweep_wording.h"
#include "plots/wording.h"

#include <math.h>
#include <stdio.h>

static const Words chance = WORDS("chance", "xác suất");

/* Points. */
static const double size_tick = 9, size_title = 9.5, size_long = 8.5, size_name = 10;
static const double leading_long = 10;
static const double tick = 3, gap = 5;
static const double widest_text = 96; /* a text beside an axis up */

enum { FEW = 10 }; /* values that each get a label where there is room */

double panel_place(const TableAxis *axis, size_t value)
{
    return axis->numeric ? axis->number[value] : (double)value;
}

double panel_edge(const TableAxis *axis, size_t value)
{
    if (axis->values < 2)
        return panel_place(axis, 0) + (value ? 0.5 : -0.5);
    size_t near = value ? value - 1 : 0;
    near = near + 1 < axis->values ? near : axis->values - 2;
    double from = panel_place(axis, near), to = panel_place(axis, near + 1);
    return from + (to - from) * ((double)value - (double)near - 0.5);
}

/* ---- ticks ---- */

typedef struct Room {
    const ChartInput *in;
    size_t axis;
    double points;
    bool across;
} Room;

static void add_tick(PanelAxis *axis, const Room *room, double at, const char *label)
{
    double width = room->across ? room->points : widest_text;
    if (axis->ticks == PANEL_TICKS)
        return;
    if (room->across && axis->axis && !axis->axis->numeric)
        width = room->points / (double)axis->axis->values - gap;
    Lettering line = lettering_wrap(label, size_tick, width, 1);
    axis->at[axis->ticks] = at;
    snprintf(axis->label[axis->ticks], NUMBER_SIZE, "%.*s", NUMBER_SIZE - 1,
             line.lines ? line.line[0] : "");
    axis->ticks++;
}

/* Whether the labels stand clear of each other. */
static bool fits(const PanelAxis *axis, const Room *room)
{
    for (size_t i = 1; i < axis->ticks; i++) {
        double apart = room->points * (axis->at[i] - axis->at[i - 1]) / (axis->high - axis->low);
        double need = room->across ? gap + (lettering_width(axis->label[i - 1], size_tick) +
                                            lettering_width(axis->label[i], size_tick)) /
                                               2
                                   : size_tick + 1;
        if (apart < need)
            return false;
    }
    return true;
}

/* A tick at each value, or each second, third ... */
static void tick_values(PanelAxis *axis, const Room *room, size_t step)
{
    axis->ticks = 0;
    for (size_t i = 0; i < axis->axis->values; i += step) {
        Text label = { 0 };
        sweep_wording_value(room->in, room->axis, i, &label);
        add_tick(axis, room, panel_place(axis->axis, i), label.data ? label.data : "");
        text_free(&label);
    }
}

/* Ticks at round numbers. */
static void tick_steps(PanelAxis *axis, const Room *room, double step)
{
    bool rate = !axis->axis || axis->axis->rate;
    axis->ticks = 0;
    for (double i = ceil(axis->low / step - 1e-9); i * step <= axis->high + 1e-9 * step; i++) {
        char label[NUMBER_SIZE];
        add_tick(axis, room, i * step, wording_exact(i * step, rate, room->in->language, label));
    }
}

static double round_step(const PanelAxis *axis)
{
    Axis rounded = { .kind = AXIS_NUMBER, .fixed = true };
    axis_include(&rounded, axis->low);
    axis_include(&rounded, axis->high);
    axis_round(&rounded);
    return rounded.step;
}

static void choose_ticks(PanelAxis *axis, const Room *room)
{
    const TableAxis *values = axis->axis;
    bool texts = values && !values->numeric;
    if (texts || (values && values->values <= FEW)) {
        size_t step = texts ? (values->values + PANEL_TICKS - 1) / PANEL_TICKS : 1;
        do
            tick_values(axis, room, step++);
        while (texts && axis->ticks > 2 && !fits(axis, room));
        if (texts || fits(axis, room))
            return;
    }
    double step = values ? round_step(axis) : 0.2;
    do {
        tick_steps(axis, room, step);
        step *= 2;
    } while (axis->ticks > 2 && (axis->ticks == PANEL_TICKS || !fits(axis, room)));
}

PanelAxis panel_axis(const ChartInput *in, size_t axis, double room, bool across)
{
    const SweepTable *table = in->view->table;
    const Room space = { in, axis, room, across };
    PanelAxis made = { .axis = axis < table->axes ? &table->axis[axis] : NULL, .high = 1 };
    if (made.axis) {
        bool points = made.axis->spread && made.axis->numeric;
        made.low = points ? made.axis->number[0] : panel_edge(made.axis, 0);
        made.high = points ? made.axis->number[made.axis->values - 1]
                           : panel_edge(made.axis, made.axis->values);
        double air = points ? (made.high - made.low) / 25 : 0;
        made.low -= air;
        made.high += air;
    }
    choose_ticks(&made, &space);
    for (size_t i = 0; i < made.ticks; i++)
        made.widest = fmax(made.widest, lettering_width(made.label[i], size_tick));
    return made;
}

/* ---- the page ---- */

void panel_start(Theme *theme, const ChartInput *in, Text *script, double right)
{
    theme_start(theme, in, script);
    theme->room_right = right;
    theme->x.kind = theme->y.kind = AXIS_BLANK;
    for (int end = 0; end < 2; end++) {
        axis_include(&theme->x, end);
        axis_include(&theme->y, end);
    }
}

LabelPoint panel_point(const Panel *panel, double x, double y)
{
    const LabelBox *box = &panel->box;
    const PanelAxis *across = &panel->x, *up = &panel->y;
    return (LabelPoint){ box->left + (x - across->low) / (across->high - across->low) *
                                         (box->right - box->left),
                         box->low + (y - up->low) / (up->high - up->low) * (box->high - box->low) };
}

/* Long ones are smaller, in lines. */
static Lettering title_lines(const char *title, double width, double *size)
{
    const double bolder = 1.08; /* than lettering reckons */
    bool fitting = lettering_width(title, size_title * bolder) <= width;
    *size = fitting ? size_title : size_long;
    return lettering_wrap(title, *size * bolder, width, LETTERING_LINES);
}

double panel_title_height(const char *title, double width)
{
    double size;
    Lettering lines = title_lines(title, width, &size);
    return 5 + leading_long * (double)(lines.lines ? lines.lines : 1);
}

static void put_title(Theme *theme, const LabelBox *box, const char *title)
{
    double size;
    Lettering lines = title_lines(title, box->right - box->left, &size);
    LabelPoint at = { (box->left + box->right) / 2, box->high + 7 };
    at.y += leading_long * (double)(lines.lines ? lines.lines - 1 : 0);
    for (size_t i = 0; i < lines.lines; i++, at.y -= leading_long)
        theme_label(theme, at, (ThemeLetters){ THEME_CENTRE, size, " Bold" }, lines.line[i]);
}

void panel_frame(const Panel *panel, bool across, bool up, const char *title)
{
    Theme *theme = panel->theme;
    const LabelBox *box = &panel->box;
    const ThemeLetters middle = { THEME_CENTRE, size_tick, "" },
                       right = { THEME_RIGHT, size_tick, "" };
    theme_border(theme, *box);
    for (size_t i = 0; i < panel->x.ticks; i++) {
        LabelPoint at = panel_point(panel, panel->x.at[i], panel->y.low);
        theme_line(theme, at, (LabelPoint){ at.x, at.y - tick }, THEME_FRAME);
        if (across)
            theme_label(theme, (LabelPoint){ at.x, at.y - tick - 6 }, middle, panel->x.label[i]);
    }
    for (size_t i = 0; i < panel->y.ticks; i++) {
        LabelPoint at = panel_point(panel, panel->x.low, panel->y.at[i]);
        theme_line(theme, at, (LabelPoint){ at.x - tick, at.y }, THEME_FRAME);
        if (up)
            theme_label(theme, (LabelPoint){ at.x - tick - 2, at.y }, right, panel->y.label[i]);
    }
    put_title(theme, box, title);
}

void panel_names(Theme *theme, LabelBox all, double below, double above)
{
    const SweepView *view = theme->in->view;
    Text across = { 0 }, up = { 0 };
    sweep_wording_axis(theme->in, view->x, &across);
    if (view->y < view->table->axes)
        sweep_wording_axis(theme->in, view->y, &up);
    else
        text_put(&up, words_in(&chance, theme->in->language));
    theme_label(theme, (LabelPoint){ (all.left + all.right) / 2, below },
                (ThemeLetters){ THEME_CENTRE, size_name, "" }, across.data ? across.data : "");
    theme_label(theme, (LabelPoint){ 0, above }, (ThemeLetters){ THEME_LEFT, size_name, "" },
                up.data ? up.data : "");
    theme->script->failed = theme->script->failed || across.failed || up.failed;
    text_free(&across);
    text_free(&up);
}

void panel_heading(const ChartInput *in, Text *subtitle, Theme *theme)
{
    Text missing = { 0 };
    sweep_wording_held(in, subtitle);
    sweep_wording_missing(in, &missing);
    theme_frame(theme, sweep_wording_title(in), subtitle->data ? subtitle->data : "",
                missing.data ? missing.data : "");
    text_put(theme->script, "unset border\nunset grid\n");
    theme->script->failed = theme->script->failed || subtitle->failed || missing.failed;
    text_free(subtitle);
    text_free(&missing);
}
