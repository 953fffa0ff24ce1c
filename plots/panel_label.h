/* Labels on the contours of a panel. */
#ifndef PLOTS_PANEL_LABEL_H
#define PLOTS_PANEL_LABEL_H

#include "math/contour.h"
#include "plots/panel.h"

/* Writes the chance `level` on the longest part of its contour, or beside it where that is short,
 * so that it does not cover the label in `taken`, which it replaces; or nowhere. */
void panel_label_put(const Panel *panel, const Contour *contour, double level, LabelBox *taken);

#endif
