/* Finding a place for labels inside a plot where they cover neither curves nor each other. All
 * lengths are points from the lower left corner of the plot area. */
#ifndef PLOTS_LABELS_H
#define PLOTS_LABELS_H

#include <stdbool.h>
#include <stddef.h>

enum { LABELS_BOXES = 40, LABELS_POINTS = 4000 };

typedef struct LabelPoint {
    double x, y;
} LabelPoint;

typedef struct LabelBox {
    double left, low, right, high;
} LabelBox;

/* Zero-initialise but for the size of the plot area. */
typedef struct Labels {
    double width, height;
    LabelPoint point[LABELS_POINTS];
    size_t points;
    LabelBox box[LABELS_BOXES];
    size_t boxes;
} Labels;

/* Keeps labels off the straight line between two points; NaN ends are ignored. */
void labels_avoid(Labels *labels, LabelPoint from, LabelPoint to);

/* Keeps labels off a box. */
void labels_block(Labels *labels, LabelBox box);

/* What a label needs: a size, the farthest it may stand from what it names, and whether it rather
 * stays away than cover a curve. */
typedef struct LabelNeed {
    double width, height;
    double farthest;
    bool clear;
} LabelNeed;

/* The best box near `at`, which is then taken. False when every place covers another label or lies
 * outside. */
bool labels_place(Labels *labels, LabelPoint at, LabelNeed need, LabelBox *box);

#endif
