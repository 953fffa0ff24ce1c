#include "plots/theme.h"

#include "plots/gnuplot.h"
#include "plots/lettering.h"
#include "plots/wording.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>

const double theme_width = 16 / 2.54 * 72, theme_height = 9.5 / 2.54 * 72;
const char theme_face[] = "Times New Roman";

/* Sizes and leadings in points. */
static const double size_title = 13, size_text = 11, size_source = 9;
static const double leading_title = 16, leading_text = 14, leading_source = 11;
static const double farthest_note = 130; /* from what it names */
static const double edge = 8;            /* of the page */
static const double most_entry = 155;    /* of a legend's text: two columns always fit */
static const double key_letter = 0.5;    /* gnuplot's idea of a letter's width in a legend */
static const double sample_width = 34;   /* of a legend's line, with the gaps */

/* Lightness tells the bands apart, dashes the lines, symbols the points; colour only helps. */
static const char preamble[] =
    "set encoding utf8\n"
    "set datafile separator \"\\t\"\n"
    "set datafile columnheaders\n"
    "set style fill solid 1.0 noborder\n"
    "set border 3 linewidth 0.8\n"
    "set style line 1 linecolor rgb \"#000000\" linewidth 1.2 pointtype 7 pointsize 0.55\n"
    "set style line 2 linecolor rgb \"#10355f\" linewidth 2.0\n"
    "set style line 3 linecolor rgb \"#8fb0d6\"\n"
    "set style line 4 linecolor rgb \"#d5e1ef\"\n"
    "set style line 5 linecolor rgb \"#444444\" linewidth 1.4 dashtype (3,4)\n"
    "set style line 6 linecolor rgb \"#444444\" linewidth 1.4 dashtype (12,4,3,4)\n"
    "set style line 7 linecolor rgb \"#9c1c1c\" linewidth 1.8 pointtype 13 pointsize 1.0\n"
    "set style line 8 linecolor rgb \"#9c1c1c\" linewidth 1.8 dashtype (9,6)\n"
    "set style line 9 linecolor rgb \"#9c1c1c\" linewidth 1.8 dashtype (3,5)\n"
    "set style line 10 linecolor rgb \"#9c1c1c\" linewidth 1.8 dashtype (16,5,3,5)\n"
    "set style line 11 linecolor rgb \"#666666\" linewidth 1.2 dashtype (3,4)\n"
    "set style line 12 linecolor rgb \"#666666\" linewidth 1.2 dashtype (12,5)\n"
    "set style line 13 linecolor rgb \"#dde6d5\"\n"
    "set style line 14 linecolor rgb \"#e4e4e4\" linewidth 0.6\n"
    "set style line 15 linecolor rgb \"#000000\" linewidth 0.8\n"
    "set grid ytics linestyle 14\n";

void theme_start(Theme *theme, const ChartInput *in, Text *script)
{
    *theme = (Theme){ .in = in, .script = script, .random = true, .height = theme_height };
}

void theme_curve(Theme *theme, const char *title, const char *format, ...)
{
    char clause[400];
    va_list args;
    va_start(args, format);
    vsnprintf(clause, sizeof clause, format, args);
    va_end(args);
    text_add(&theme->curves, "%s %s ", theme->curves.size ? ", \\\n    " : "plot", clause);
    if (!title) {
        text_put(&theme->curves, "notitle");
        return;
    }
    Lettering entry = lettering_wrap(title, size_text, most_entry, 1);
    text_put(&theme->curves, "title ");
    gnuplot_string(&theme->curves, entry.lines ? entry.line[0] : "");
    theme->entries++;
    double letters = entry.lines ? (double)text_width(entry.line[0]) : 0;
    theme->widest = fmax(theme->widest, letters * key_letter * size_text);
}

static const char *const sides[] = {
    [THEME_LEFT] = "left", [THEME_CENTRE] = "center", [THEME_RIGHT] = "right"
};

/* One line of text, its middle at a height of the page. */
static void put_aligned(Theme *theme, const char *line, ThemeLetters letters, double x, double y)
{
    text_put(theme->script, "set label ");
    gnuplot_string(theme->script, line);
    text_add(theme->script, " at screen %.5f, screen %.5f %s noenhanced front", x / theme_width,
             y / theme->height, sides[letters.side]);
    text_add(theme->script, " font face.\"%s,%g\"\n", letters.style, letters.size);
}

static void put_line(Theme *theme, const char *line, const char *style, double size, double x,
                     double y)
{
    put_aligned(theme, line, (ThemeLetters){ .size = size, .style = style }, x, y);
}

void theme_label(Theme *theme, LabelPoint at, ThemeLetters letters, const char *line)
{
    put_aligned(theme, line, letters, theme->left + at.x, theme->bottom + at.y);
}

void theme_line(Theme *theme, LabelPoint from, LabelPoint to, int style)
{
    text_add(theme->script, "set arrow from screen %.5f, screen %.5f",
             (theme->left + from.x) / theme_width, (theme->bottom + from.y) / theme->height);
    text_add(theme->script, " to screen %.5f, screen %.5f nohead back linestyle %d\n",
             (theme->left + to.x) / theme_width, (theme->bottom + to.y) / theme->height, style);
}

static void put_box(Theme *theme, LabelBox box)
{
    text_add(theme->script, "set object rectangle from screen %.5f, screen %.5f",
             (theme->left + box.left) / theme_width, (theme->bottom + box.low) / theme->height);
    text_add(theme->script, " to screen %.5f, screen %.5f", (theme->left + box.right) / theme_width,
             (theme->bottom + box.high) / theme->height);
}

void theme_fill(Theme *theme, LabelBox box, unsigned colour, bool front)
{
    put_box(theme, box);
    text_add(theme->script, " %s fillcolor rgb \"#%06x\" fillstyle solid noborder\n",
             front ? "front" : "behind", colour);
}

void theme_border(Theme *theme, LabelBox box)
{
    put_box(theme, box);
    text_put(theme->script, " front fillstyle empty border rgb \"#000000\" linewidth 0.8\n");
}

/* Lines downwards from `top`; returns where they end. */
static double put_lines(Theme *theme, const Lettering *lines, const char *style, double size,
                        double leading, double top)
{
    for (size_t i = 0; i < lines->lines; i++)
        put_line(theme, lines->line[i], style, size, edge, top - leading * ((double)i + 0.5));
    return top - leading * (double)lines->lines;
}

/* Small print upwards from `bottom`; returns where it ends. */
static double put_small(Theme *theme, const Text *text, double bottom)
{
    Lettering lines = lettering_wrap(text->data ? text->data : "", size_source * 1.04,
                                     /* italic */ theme_width - 2 * edge, 2);
    double top = bottom + leading_source * (double)lines.lines;
    put_lines(theme, &lines, " Italic", size_source, leading_source, top);
    theme->script->failed = theme->script->failed || text->failed;
    return top;
}

/* The source line, a caution above it and the legend; returns their height. */
static double put_foot(Theme *theme)
{
    Text source = { 0 }, caution = { 0 };
    wording_source(theme->in, theme->random, &source);
    wording_caution(theme->in, &caution);
    double top = put_small(theme, &source, edge / 2);
    if (caution.size)
        top = put_small(theme, &caution, top);
    text_free(&source);
    text_free(&caution);
    size_t fitting = (size_t)((theme_width - edge) / (theme->widest + sample_width));
    size_t columns = fitting < 1 ? 1 : fitting > 4 ? 4 : fitting;
    size_t rows = (theme->entries + columns - 1) / columns;
    double height = leading_text * (double)rows + 4;
    text_add(theme->script, "set key at screen 0.5, screen %.5f center top vertical",
             (top + height) / theme->height);
    text_add(theme->script, " Left reverse maxrows %zu noenhanced samplen 2.5 spacing 1.0",
             rows ? rows : 1);
    text_add(theme->script, " width 0 font face.\",%g\"\n", size_text);
    return top + height;
}

/* The heading; returns its lower end. */
static double put_head(Theme *theme, const char *title, const char *subtitle, const char *unit)
{
    double room = theme_width - 2 * edge;
    Lettering lines = lettering_wrap(title, size_title * 1.08, room, 2); /* bold is wider */
    double below =
        put_lines(theme, &lines, " Bold", size_title, leading_title, theme->height - edge / 2);
    Text both = { 0 };
    text_add(&both, *unit ? "%s. %s" : "%s%s", subtitle, unit);
    const char *first = both.data ? both.data : "";
    bool one = !*unit || lettering_width(first, size_text) <= room;
    lines = lettering_wrap(one ? first : subtitle, size_text, room, 2);
    below = put_lines(theme, &lines, "", size_text, leading_text, below);
    if (!one) {
        lines = lettering_wrap(unit, size_text, room, 1);
        below = put_lines(theme, &lines, "", size_text, leading_text, below);
    }
    theme->script->failed = theme->script->failed || both.failed;
    text_free(&both);
    return below;
}

static void put_margins(Theme *theme, double top)
{
    Labels *labels = &theme->labels;
    text_add(theme->script, "set lmargin at screen %.5f\n", theme->left / theme_width);
    text_add(theme->script, "set rmargin at screen %.5f\n",
             (theme->left + labels->width) / theme_width);
    text_add(theme->script, "set bmargin at screen %.5f\n", theme->bottom / theme->height);
    text_add(theme->script, "set tmargin at screen %.5f\n", top / theme->height);
}

void theme_frame(Theme *theme, const char *title, const char *subtitle, const char *unit)
{
    Language language = theme->in->language;
    text_add(theme->script, "face = \"%s\"\ndata = ", theme_face);
    gnuplot_string(theme->script, theme->in->data);
    text_put(theme->script, "\n");
    text_put(theme->script, preamble);
    double top = put_head(theme, title, subtitle, unit) - 8 - theme->room_top;
    theme->bottom = put_foot(theme) + 21;
    axis_round(&theme->y);
    theme->left = edge + theme->room_left;
    if (theme->y.kind != AXIS_BLANK)
        theme->left += axis_width(&theme->y, language, size_text) + 10;
    theme->labels.width = theme_width - theme->left - theme->room_right - 2 * edge;
    theme->labels.height = top - theme->bottom;
    if (theme->x.kind == AXIS_YEAR) {
        axis_years(&theme->x, theme->labels.width, size_text);
    } else if (theme->x.kind != AXIS_BLANK) {
        axis_round(&theme->x);
        double label = axis_width(&theme->x, language, size_text);
        theme->labels.width -= fmax(label / 2 - edge, 0);
        axis_thin(&theme->x, theme->labels.width, label + size_text);
    }
    put_margins(theme, top);
    axis_write(&theme->x, 'x', language, size_text, theme->script);
    axis_write(&theme->y, 'y', language, size_text, theme->script);
}

static LabelPoint point_of(const Theme *theme, double x, double y)
{
    const Axis *across = &theme->x, *up = &theme->y;
    return (LabelPoint){ (x - across->low) / (across->high - across->low) * theme->labels.width,
                         (y - up->low) / (up->high - up->low) * theme->labels.height };
}

void theme_avoid(Theme *theme, const double *x, const double *y, size_t count)
{
    for (size_t i = 1; i < count; i++)
        labels_avoid(&theme->labels, point_of(theme, x[i - 1], y[i - 1]),
                     point_of(theme, x[i], y[i]));
}

/* The nearest point of the box, if far enough away for a line to be needed. */
static void put_leader(Theme *theme, LabelPoint at, LabelBox box)
{
    double x = fmin(fmax(at.x, box.left), box.right), y = fmin(fmax(at.y, box.low), box.high);
    if (hypot(x - at.x, y - at.y) < 15)
        return;
    text_add(theme->script, "set arrow from screen %.5f, screen %.5f",
             (theme->left + at.x) / theme_width, (theme->bottom + at.y) / theme->height);
    text_add(theme->script, " to screen %.5f, screen %.5f nohead front linewidth 0.6\n",
             (theme->left + x) / theme_width, (theme->bottom + y) / theme->height);
}

/* Texts beside the plot: a short line, then the text, of which most takes so much. */
static const double side_line = 14, side_gap = 3, most_side = 150;

void theme_reserve(Theme *theme, const char *const *text, size_t count)
{
    for (size_t i = 0; i < count; i++)
        theme->room_right =
            fmax(theme->room_right,
                 side_line + side_gap + fmin(lettering_width(text[i], size_text), most_side));
}

void theme_beside(Theme *theme, const char *const *text, double x, const double *y, size_t count)
{
    enum { MOST = 40 };
    size_t n = count < MOST ? count : MOST;
    double at[MOST], height = theme->labels.height;
    double leading = fmin(leading_text, height / (double)(n ? n : 1));
    for (size_t i = 0; i < n; i++) {
        double own = point_of(theme, x, y[i]).y;
        at[i] = i ? fmax(own, at[i - 1] + leading) : fmax(own, leading / 2);
    }
    for (size_t i = n; i-- > 0;)
        at[i] = fmin(at[i], i + 1 < n ? at[i + 1] - leading : height);
    for (size_t i = 0; i < n; i++) {
        LabelPoint from = point_of(theme, x, y[i]);
        double beside = theme->left + theme->labels.width + side_line;
        Lettering line = lettering_wrap(text[i], size_text, most_side, 1);
        text_add(theme->script,
                 "set arrow from screen %.5f, screen %.5f to screen %.5f, screen %.5f nohead front "
                 "linewidth 0.6 linecolor rgb \"#666666\"\n",
                 (theme->left + from.x) / theme_width, (theme->bottom + from.y) / theme->height,
                 beside / theme_width, (theme->bottom + at[i]) / theme->height);
        put_line(theme, line.lines ? line.line[0] : "", "", size_text, beside + side_gap,
                 theme->bottom + at[i]);
    }
}

static bool put_note(Theme *theme, LabelPoint at, LabelNeed need, const char *const *line,
                     size_t lines, LabelBox *box)
{
    need.height = leading_text * (double)lines;
    for (size_t i = 0; i < lines; i++)
        need.width = fmax(need.width, lettering_width(line[i], size_text));
    if (!labels_place(&theme->labels, at, need, box))
        return false;
    for (size_t i = 0; i < lines; i++)
        put_line(theme, line[i], "", size_text, theme->left + box->left,
                 theme->bottom + box->high - leading_text * ((double)i + 0.5));
    return true;
}

void theme_note(Theme *theme, double x, double y, const char *const *line, size_t lines)
{
    const LabelNeed clear = { .farthest = farthest_note, .clear = true };
    const LabelNeed any = { .farthest = farthest_note };
    LabelPoint at = point_of(theme, x, y);
    LabelBox box;
    if (put_note(theme, at, clear, line, lines, &box) || put_note(theme, at, any, line, 1, &box))
        put_leader(theme, at, box);
}

void theme_remark(Theme *theme, double x, double y, const char *const *line, size_t lines)
{
    const LabelNeed clear = { .farthest = theme_width, .clear = true };
    const LabelNeed any = { .farthest = theme_width };
    LabelPoint at = point_of(theme, x, y);
    LabelBox box;
    if (!put_note(theme, at, clear, line, lines, &box))
        put_note(theme, at, any, line, lines, &box);
}

double theme_text_width(const char *text)
{
    return lettering_width(text, size_text);
}

void theme_row(Theme *theme, double y, const char *text)
{
    LabelPoint at = point_of(theme, theme->x.high, y);
    put_line(theme, text, "", size_text, theme->left + at.x + edge, theme->bottom + at.y);
}

void theme_finish(Theme *theme)
{
    if (theme->curves.size)
        text_put_bytes(theme->script, theme->curves.data, theme->curves.size);
    text_put(theme->script, "\n");
    theme->script->failed = theme->script->failed || theme->curves.failed;
    text_free(&theme->curves);
}

void theme_cell(Text *data, double value)
{
    char buffer[32];
    text_put(data, "\t");
    text_put(data, isfinite(value) ? text_number(value, buffer) : "");
}
