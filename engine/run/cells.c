#include "run/cells.h"

#include "run/project.h"
#include "run/simulate.h"

#include <stdlib.h>

/* ---- the scenario ---- */

static Status make_scenario(const Cells *cells, uint64_t cell, Scenario **scenario, Error *err)
{
    const Sweep *sweep = cells->sweep;
    size_t at[SWEEP_AXES];
    char *change[SWEEP_AXES] = { 0 };
    const Variants *variants = &cells->variants[sweep_place(sweep, cell, at)];
    Status status = STATUS_GOOD;
    for (size_t i = 0; i < sweep->axes && status == STATUS_GOOD; i++) {
        change[i] = axis_change(&sweep->axis[i], at[i]);
        status = change[i] ? STATUS_GOOD : error_memory(err);
    }
    if (status == STATUS_GOOD)
        status = variants->make(variants->context, (const char *const *)change, sweep->axes,
                                scenario, err);
    for (size_t i = 0; i < sweep->axes; i++)
        free(change[i]);
    return status;
}

bool cells_own_fault(Status status)
{
    return status == STATUS_INVALID || status == STATUS_NUMERIC;
}

/* ---- a cell at work ---- */

typedef struct CellWork {
    CellSlot *slot;
    Status status;
    Scenario *scenario;
    Projection *projection;
    Plan *plan;   /* NULL: it needs no paths */
    Paths *paths; /* of the plan */
    Forecast *forecast;
} CellWork;

/* What the cells of one call have in common. */
typedef struct Maker {
    const Cells *cells;
    SimulateOptions options;
    DrawsStore *store;
} Maker;

/* All but the paths. */
static Status start(const Maker *maker, CellWork *cell, Error *err)
{
    TRY(make_scenario(maker->cells, cell->slot->result.cell, &cell->scenario, err));
    TRY(project(cell->scenario, &cell->projection, err));
    TRY(simulate_prepare(cell->projection, &maker->options, &cell->plan, &cell->forecast, err));
    return cell->plan ? paths_new(&cell->paths, cell->plan, &maker->options,
                                  helpers_count(maker->cells->helpers), maker->store, err)
                      : STATUS_GOOD;
}

/* After the paths; frees all but the result. */
static bool finish(const Maker *maker, CellWork *cell)
{
    CellResult *result = &cell->slot->result;
    if (cell->status == STATUS_GOOD && cell->paths)
        cell->status = paths_finish(cell->paths, &cell->forecast, &result->error);
    if (cell->status == STATUS_GOOD)
        cell->status =
            result_fill(result, cell->forecast, maker->cells->sweep->quantiles, &result->error);
    cell->slot->done = cell->status == STATUS_GOOD || cells_own_fault(cell->status);
    paths_free(cell->paths);
    plan_free(cell->plan);
    forecast_free(cell->forecast);
    projection_free(cell->projection);
    scenario_free(cell->scenario);
    return cell->slot->done;
}

/* ---- cells that share their random numbers ---- */

enum {
    STORE_BYTES = 16 << 20, /* about what stays in the third cache */
    GROUP = 4,              /* cells at work at a time when their numbers do not fit in there */
};

static size_t lanes_of(const CellWork *cell)
{
    return cell->status == STATUS_GOOD && cell->paths ? paths_lanes(cell->paths) : 0;
}

/* The cell with the most lanes takes them as long as what it draws finds room in the store, then
 * the others the same lanes; and so on. */
static void run_group(const Maker *maker, const CellWork *cell, size_t cells)
{
    const CellWork *leader = &cell[0];
    for (size_t i = 1; i < cells; i++)
        leader = lanes_of(&cell[i]) > lanes_of(leader) ? &cell[i] : leader;
    for (size_t from = 0, to; from < lanes_of(leader); from = to) {
        draws_store_clear(maker->store);
        for (to = from; to < lanes_of(leader) && !draws_store_full(maker->store); to++)
            helpers_run(maker->cells->helpers, leader->paths, to, to + 1, maker->store);
        for (size_t i = 0; i < cells; i++)
            if (&cell[i] != leader && from < lanes_of(&cell[i]))
                helpers_run(maker->cells->helpers, cell[i].paths, from,
                            to < lanes_of(&cell[i]) ? to : lanes_of(&cell[i]), maker->store);
    }
}

/* One cell alone goes through all its lanes at once, and the store is for those that come after. */
static bool make_group(const Maker *maker, uint64_t first, size_t cells, CellSlot *slot)
{
    CellWork cell[GROUP] = { 0 };
    bool good = true;
    for (size_t i = 0; i < cells; i++) {
        cell[i].slot = &slot[i];
        slot[i].result.cell = first + i;
        cell[i].status = start(maker, &cell[i], &slot[i].result.error);
    }
    if (cells > 1)
        run_group(maker, cell, cells);
    else if (lanes_of(cell))
        helpers_run(maker->cells->helpers, cell->paths, 0, lanes_of(cell), maker->store);
    for (size_t i = 0; i < cells; i++)
        good = finish(maker, &cell[i]) && good;
    return good;
}

static bool is_interrupted(const Cells *cells)
{
    return cells->interrupt && *cells->interrupt;
}

bool cells_make(const Cells *cells, uint64_t first, size_t count, CellSlot *slot)
{
    unsigned without = FORECAST_CURVES | FORECAST_YEARS | FORECAST_PAIRS;
    Maker maker = { .cells = cells,
                    .options = { .threads = 1,
                                 .without = without | (cells->sweep->quantiles ? 0 : FORECAST_FANS),
                                 .interrupt = cells->interrupt } };
    if (draws_store_new(&maker.store, STORE_BYTES, &slot[0].result.error) != STATUS_GOOD)
        return false;
    bool good = true, crowded = false;
    for (size_t at = 0, size; at < count && good; at += size) {
        crowded |= draws_store_full(maker.store);
        size = crowded ? GROUP : 1;
        size = size < count - at ? size : count - at;
        good = !is_interrupted(cells) && make_group(&maker, first + at, size, slot + at);
    }
    draws_store_free(maker.store);
    return good;
}
