/* What charts of a sweep say, in both languages. */
#ifndef PLOTS_SWEEP_WORDING_H
#define PLOTS_SWEEP_WORDING_H

#include "core/chart.h"

/* The title of the scenario, else its id. */
const char *sweep_wording_title(const ChartInput *in);

/* What a target asks for; where an axis moves its bounds, only its title. */
void sweep_wording_target(const ChartInput *in, size_t target, Text *text);

/* "growth 2021-2025". */
void sweep_wording_axis(const ChartInput *in, size_t axis, Text *text);

/* One of its values: "4 %", "75.000", "crisis". */
void sweep_wording_value(const ChartInput *in, size_t axis, size_t value, Text *text);

/* Appends "; volatility 4 %; variant crisis" for the axes that every panel holds at one value, and
 * says which axes of a design are not told apart. */
void sweep_wording_held(const ChartInput *in, Text *text);

/* What tells a panel apart: "volatility 4 %; variant crisis", or its target. */
void sweep_wording_panel(const ChartInput *in, size_t panel, Text *text);

/* What is not shown: cells without a result, panels without room; nothing when all is there. */
void sweep_wording_missing(const ChartInput *in, Text *text);

#endif
