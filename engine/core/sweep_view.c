#include "core/sweep_view.h"

#include <math.h>
#include <stdlib.h>

void sweep_view_free(SweepView *view)
{
    if (!view)
        return;
    free(view->held);
    free(view->panelled);
    free(view);
}

bool sweep_view_varies(const SweepView *view, size_t axis)
{
    return view->table->axis[axis].values > 1;
}

bool sweep_view_holds(const SweepView *view, size_t panel, size_t cell)
{
    const SweepTable *table = view->table;
    for (size_t a = 0; a < table->axes; a++) {
        size_t held = view->held[panel * table->axes + a];
        if (held < table->axis[a].values && table->at[cell * table->axes + a] != held)
            return false;
    }
    return true;
}

const Chance *sweep_view_chance(const SweepView *view, size_t panel, size_t cell)
{
    return &view->table->chance[view->target[panel] * view->table->cells + cell];
}

size_t sweep_view_columns(const SweepView *view)
{
    return view->table->axis[view->x].values;
}

size_t sweep_view_rows(const SweepView *view)
{
    return view->y < view->table->axes ? view->table->axis[view->y].values : 1;
}

const Chance **sweep_view_grid(const SweepView *view, size_t panel)
{
    const SweepTable *table = view->table;
    size_t rows = sweep_view_rows(view);
    const Chance **grid = calloc(sweep_view_columns(view) * rows, sizeof *grid);
    for (size_t cell = 0; grid && cell < table->cells; cell++) {
        const size_t *at = &table->at[cell * table->axes];
        const Chance *chance = sweep_view_chance(view, panel, cell);
        if (sweep_view_holds(view, panel, cell) && isfinite(chance->probability))
            grid[at[view->x] * rows + (rows > 1 ? at[view->y] : 0)] = chance;
    }
    return grid;
}

ViewCount sweep_view_count(const SweepView *view)
{
    const SweepTable *table = view->table;
    ViewCount count = { 0 };
    for (size_t panel = 0; panel < view->panels; panel++)
        for (size_t cell = 0; cell < table->cells; cell++)
            if (sweep_view_holds(view, panel, cell)) {
                count.cells++;
                count.known += isfinite(sweep_view_chance(view, panel, cell)->probability) != 0;
            }
    if (!view->scattered)
        count.cells = view->panels * sweep_view_columns(view) * sweep_view_rows(view);
    return count;
}
