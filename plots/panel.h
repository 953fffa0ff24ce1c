/* Panels of the charts of a sweep: plots of their own on one page, by places in points from the
 * lower left corner of the theme's plot. */
#ifndef PLOTS_PANEL_H
#define PLOTS_PANEL_H

#include "plots/theme.h"

enum { PANEL_TICKS = 16 };

/* How one axis runs through a panel. */
typedef struct PanelAxis {
    const TableAxis *axis; /* borrowed; NULL: the chance */
    double low, high;
    size_t ticks;
    double at[PANEL_TICKS];
    char label[PANEL_TICKS][NUMBER_SIZE];
    double widest; /* label, in points */
} PanelAxis;

typedef struct Panel {
    Theme *theme; /* borrowed */
    size_t index; /* of the view's panels */
    LabelBox box;
    PanelAxis x, y;
} Panel;

/* Where a value of an axis stands along it: itself, or its index when values are texts. */
double panel_place(const TableAxis *axis, size_t value);

/* The lower edge of its cell: half-way to the neighbour. `value` may be the number of values. */
double panel_edge(const TableAxis *axis, size_t value);

/* An axis of the view (its number of axes: the chance) through `room` points, across or up. */
PanelAxis panel_axis(const ChartInput *in, size_t axis, double room, bool across);

/* Starts a theme whose plot is the page that panels stand on, with `right` points beside it. */
void panel_start(Theme *theme, const ChartInput *in, Text *script, double right);

LabelPoint panel_point(const Panel *panel, double x, double y);

/* Border and ticks, with labels where they are wanted, and a title above, which may be "". */
void panel_frame(const Panel *panel, bool across, bool up, const char *title);

/* Points of height that a title takes above a panel of some width. */
double panel_title_height(const char *title, double width);

/* The names of the view's axes: of that across below, of that up above, at these heights. */
void panel_names(Theme *theme, LabelBox all, double below, double above);

/* The heading of a page of panels: the title, the subtitle (which is freed) with what is held, and
 * what is missing. */
void panel_heading(const ChartInput *in, Text *subtitle, Theme *theme);

#endif
