/* The gap between two scenarios as steps: from the first to the second, one step for each change.
 */
#ifndef PLOTS_WATERFALL_H
#define PLOTS_WATERFALL_H

#include "core/comparison.h"
#include "plots/theme.h"

/* Whether the forecast's comparison takes the gap of that target apart. */
bool waterfall_applies(const Forecast *forecast, size_t target);

/* Of the chance or the median: COMPARED_PROBABILITY, COMPARED_MEDIAN. */
void waterfall_draw(const ChartInput *in, int figure, Text *script, Text *data);

#endif
