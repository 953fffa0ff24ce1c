/* What a chart shows of a sweep: two of its axes (or one), and panels, each of a target with the
 * other axes held at a value. Made by cli, never changed afterwards. */
#ifndef CORE_SWEEP_VIEW_H
#define CORE_SWEEP_VIEW_H

#include "core/sweep_table.h"

enum { VIEW_PANELS = 12 }; /* most that are shown */

typedef struct SweepView {
    const SweepTable *table; /* borrowed */
    size_t x, y;             /* axes; y is table->axes where the chance itself goes up */
    bool scattered;          /* points of a design: no grid */
    size_t *held; /* owned; [panel * axes + axis]: the value; table->axis[].values: free */
    size_t target[VIEW_PANELS];
    size_t panels;
    size_t left_out; /* panels that are not shown */
    bool *panelled;  /* owned; [axis]: its values tell panels apart */
    bool by_target;  /* targets do */
} SweepView;

/* Accepts NULL. */
void sweep_view_free(SweepView *view);

bool sweep_view_varies(const SweepView *view, size_t axis); /* has several values */

/* Whether a cell of the table belongs to a panel. */
bool sweep_view_holds(const SweepView *view, size_t panel, size_t cell);

/* The chance of a panel's target in a cell of the table. */
const Chance *sweep_view_chance(const SweepView *view, size_t panel, size_t cell);

/* Of a view that is not scattered: the chance for each value of x and y, [x * rows + y], NULL where
 * there is none; with one row where y is no axis. Owned: free; NULL without memory. */
const Chance **sweep_view_grid(const SweepView *view, size_t panel);
size_t sweep_view_columns(const SweepView *view);
size_t sweep_view_rows(const SweepView *view);

/* Cells that the panels show, and how many of them are known. */
typedef struct ViewCount {
    size_t cells, known;
} ViewCount;
ViewCount sweep_view_count(const SweepView *view);

#endif
