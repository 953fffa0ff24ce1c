/* What panels show, as rows of the data: places on the theme's plot (0..1 across and up) beside the
 * figures themselves; and the curves that draw them. */
#ifndef PLOTS_PANEL_ROWS_H
#define PLOTS_PANEL_ROWS_H

#include "plots/panel.h"

/* The chances at which lines are drawn. */
enum { PANEL_ROWS_LEVELS = 2 };
extern const double panel_rows_levels[PANEL_ROWS_LEVELS];

/* Whether lines can be drawn: both axes are numbers on a grid. */
bool panel_rows_contoured(const SweepView *view);

/* Adds the curves, before the frame: cells, with lines where they can be drawn; points of a design;
 * or the chance along x. */
void panel_rows_curves(Theme *theme);

void panel_rows_headings(Text *data);

/* All that a panel shows, after the frame; `labelled`: lines carry their chance. */
void panel_rows_put(const Panel *panel, bool labelled, Text *data);

#endif
