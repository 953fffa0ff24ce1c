/* What panels show, as rows of the data: places on the theme's plot (0..1 across and up) beside the
 * figures themselves. */
#ifndef PLOTS_PANEL_ROWS_H
#define PLOTS_PANEL_ROWS_H

#include "plots/panel.h"

void panel_rows_headings(Text *data);

/* All that a panel shows, after the frame; `labelled`: contours carry their chance. */
void panel_rows_put(const Panel *panel, bool labelled, Text *data);

#endif
