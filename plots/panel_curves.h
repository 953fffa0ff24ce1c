/* The curves that draw what the rows of panels hold (plots/panel_rows.h). */
#ifndef PLOTS_PANEL_CURVES_H
#define PLOTS_PANEL_CURVES_H

#include "plots/theme.h"

/* The chances at which contours are drawn. */
enum { PANEL_CURVES_LEVELS = 2 };
extern const double panel_curves_levels[PANEL_CURVES_LEVELS];

/* Whether contours can be drawn: both axes are numbers on a grid. */
bool panel_curves_contoured(const SweepView *view);

/* Adds the curves, before the frame: cells, with contours where they can be drawn; points of a
 * design; or the chance along x. */
void panel_curves_add(Theme *theme);

#endif
