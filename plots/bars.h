/* Charts with a horizontal bar for each input of a target, named at the left. */
#ifndef PLOTS_BARS_H
#define PLOTS_BARS_H

#include "core/sensitivity.h"
#include "plots/theme.h"

enum { BARS_ROWS = 12 }; /* inputs shown; the rest is left out */

typedef struct Bars {
    const ChartInput *in;
    const Sensitivity *it;
    const InputEffect *row[BARS_ROWS]; /* the first one on top */
    size_t rows;
} Bars;

/* What decides the picture's target, its greatest swings first; `it` NULL: not worked out. */
Bars bars_of(const ChartInput *in);

/* Whether that was worked out with these parts. */
bool bars_apply(const Forecast *forecast, size_t subject, unsigned parts);

/* Points of height that the page needs. */
double bars_height(const ChartInput *in);

/* Starts a theme whose y is BARS_ROWS at most: row 0 lies between rows - 1 and rows. The x axis is
 * the chart's. */
void bars_start(const Bars *bars, Theme *theme, Text *script);

/* The middle of a row on the y axis. */
double bars_middle(const Bars *bars, size_t row);

/* Heading, margins and names. The subtitle says what the target asks for, and how many inputs are
 * not shown. */
void bars_frame(const Bars *bars, Theme *theme, const Words *subtitle);

/* The name of a row as a cell of the data. */
void bars_cell(const Bars *bars, size_t row, Text *data);

#endif
