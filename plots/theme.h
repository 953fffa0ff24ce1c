/* The look that all charts share: page, typeface, styles readable in black and white, heading,
 * legend and source line; and the script they become.
 *
 * A chart starts the theme, includes its values in the axes, adds its curves, then makes the frame
 * (from here on places are known), keeps notes off its curves, adds notes, and finishes. */
#ifndef PLOTS_THEME_H
#define PLOTS_THEME_H

#include "core/chart.h"
#include "plots/axis.h"
#include "plots/labels.h"

/* 16 cm by 9.5 cm in points: the text width of an A4 page by Decree 30/2020/ND-CP. A chart may have
 * a height of its own. */
extern const double theme_width, theme_height;

/* Fontconfig takes Liberation Serif, of the same metrics, where this one is missing. */
extern const char theme_face[];

/* Line styles, by the numbers they have in the script. */
enum {
    THEME_ACTUAL = 1,
    THEME_CENTRAL,
    THEME_BAND_INNER,
    THEME_BAND_OUTER,
    THEME_LOW,
    THEME_HIGH,
    THEME_TARGET,
    THEME_REQUIRED, /* and the two after it */
    THEME_REFERENCE = THEME_REQUIRED + 3,
    THEME_REFERENCE_HIGH,
    THEME_MET,
    THEME_GRID,
    THEME_FRAME
};

typedef enum ThemeSide { THEME_LEFT, THEME_CENTRE, THEME_RIGHT } ThemeSide;

/* How a line of text is written: which of its points is given, points of size, "" or " Bold". */
typedef struct ThemeLetters {
    ThemeSide side;
    double size;
    const char *style;
} ThemeLetters;

typedef struct Theme {
    const ChartInput *in;
    Text *script;
    Axis x, y;
    double height;                          /* of the page, in points */
    double room_left, room_right, room_top; /* points beside the plot that the chart writes in */
    bool random;                            /* the source line names paths and seed */
    Text curves;                            /* clauses of the plot command so far */
    size_t entries;                         /* of the legend */
    double widest;                          /* of its texts, as gnuplot reckons */
    double left, bottom;                    /* of the plot area on the page */
    Labels labels;
} Theme;

void theme_start(Theme *theme, const ChartInput *in, Text *script);

/* Adds a curve: what stands in the plot command before its title, printf-like; `data` is the data
 * file. The title may be NULL. */
__attribute__((format(printf, 3, 4))) void theme_curve(Theme *theme, const char *title,
                                                       const char *format, ...);

/* Rounds the axes and writes everything around the plot. The unit, which may be "", follows the
 * subtitle, or stands below it. */
void theme_frame(Theme *theme, const char *title, const char *subtitle, const char *unit);

/* Writes a line of text, its middle at a point in points from the lower left corner of the plot,
 * which may lie outside of it; or draws a line behind the curves. After the frame. */
void theme_label(Theme *theme, LabelPoint at, ThemeLetters letters, const char *line);
void theme_line(Theme *theme, LabelPoint from, LabelPoint to, int style);

/* Fills a box of that colour (0xRRGGBB), in front of the curves or behind them; or draws its
 * border, in front. In points as above, after the frame. */
void theme_fill(Theme *theme, LabelBox box, unsigned colour, bool front);
void theme_border(Theme *theme, LabelBox box);

/* Keeps notes off the line through points of the plot, in the units of the axes. */
void theme_avoid(Theme *theme, const double *x, const double *y, size_t count);

/* Writes a note of some lines near a point, where it covers nothing; with no clear
 * room for all lines only the first is written, or none. */
void theme_note(Theme *theme, double x, double y, const char *const *line, size_t lines);

/* The same for a note on the whole chart: it starts looking at the point, but does not name it. */
void theme_remark(Theme *theme, double x, double y, const char *const *line, size_t lines);

/* Keeps room to the right of the plot for these texts; before the frame. */
void theme_reserve(Theme *theme, const char *const *text, size_t count);

/* Writes them there, each near its height y, rising; those that would overlap move apart, and a
 * line leads from the point x, y of the plot to each. */
void theme_beside(Theme *theme, const char *const *text, double x, const double *y, size_t count);
/* The width of a text beside the plot, in points: what `right` must hold of it. */
double theme_text_width(const char *text);

/* Writes a text to the right of the plot, at a height in the units of its axis. */
void theme_row(Theme *theme, double y, const char *text);

/* Writes the plot command and frees. */
void theme_finish(Theme *theme);

/* Appends a cell of the data file, empty for a missing value. */
void theme_cell(Text *data, double value);

#endif
