/* Charts with a row for each target, named at the left, and cells or bars beside the names. */
#ifndef PLOTS_GRID_H
#define PLOTS_GRID_H

#include "plots/theme.h"

enum { GRID_ROWS = 28 }; /* what fits on a page; the rest is not shown */

/* Zero-initialise but for what the chart wants. */
typedef struct Grid {
    const ChartInput *in;
    bool sets;       /* rows for sets of targets follow those of targets */
    double width;    /* points that the names may take */
    double least;    /* points of height that a row needs beside its name */
    double room_top; /* points above the rows */
} Grid;

/* Rows shown: targets first, then, for more than one target, all of them and each group. */
size_t grid_rows(const Grid *grid);

/* Whether rows are so many that each has little room. */
bool grid_dense(const Grid *grid);

/* Whether a row is about the target of that index. */
bool grid_names_target(const Grid *grid, size_t row);

/* The set that a row after the targets is about. */
size_t grid_set(const Grid *grid, size_t row);

/* Points of height that the page needs. */
double grid_height(const Grid *grid);

/* Starts a theme with blank axes: x from 0 to `columns`, y from 0 to the rows, the first row on
 * top. `right` points are kept free at the right. */
void grid_start(const Grid *grid, Theme *theme, Text *script, double columns, double right);

/* Heading, margins and names of the rows. Says how many targets are not shown. */
void grid_frame(const Grid *grid, Theme *theme, const Words *subtitle);

/* The height of the middle of a row, and its x, in points from the lower left corner of the plot;
 * and the points that one unit of x takes. */
LabelPoint grid_point(const Theme *theme, const Grid *grid, double x, size_t row);
double grid_unit(const Theme *theme);

/* Adds the curves that show cells, with their numbers where these fit. */
void grid_curves(Theme *theme);

/* A cell of the data: from x to x + width in a row, `share` of the darkest colour, with a percent
 * number when it is known; `marked`: with a border. */
typedef struct GridCell {
    double x, width;
    size_t row;
    double share; /* NaN: not known, nothing is drawn */
    bool marked;
} GridCell;
void grid_headings(Text *data);
void grid_cell(const Grid *grid, GridCell cell, Text *data);

#endif
