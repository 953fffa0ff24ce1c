/* The colours of chances: from light to dark, so that they are told apart in black and white and by
 * readers who do not see all colours. */
#ifndef PLOTS_SHADE_H
#define PLOTS_SHADE_H

#include "plots/theme.h"

/* Points of room that the scale takes at the right of the plot. */
extern const double shade_room;

/* 0xRRGGBB of a share from 0 to 1; the greater, the darker. */
unsigned shade_of(double share);

/* The scale beside the plot, with its labels; after the frame. */
void shade_scale(Theme *theme);

#endif
