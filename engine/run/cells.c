#include "run/cells.h"

#include "run/project.h"
#include "run/simulate.h"

#include <stdlib.h>

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

static Status make_cell(const Cells *cells, CellResult *result, Error *err)
{
    const SimulateOptions alone = { .threads = 1, .interrupt = cells->interrupt };
    Scenario *scenario = NULL;
    Projection *projection = NULL;
    Forecast *forecast = NULL;
    Status status = make_scenario(cells, result->cell, &scenario, err);
    if (status == STATUS_GOOD)
        status = project(scenario, &projection, err);
    if (status == STATUS_GOOD)
        status = simulate(projection, &alone, &forecast, err);
    if (status == STATUS_GOOD)
        status = result_fill(result, forecast, err);
    forecast_free(forecast);
    projection_free(projection);
    scenario_free(scenario);
    return status;
}

bool cells_own_fault(Status status)
{
    return status == STATUS_INVALID || status == STATUS_NUMERIC;
}

bool cells_make(const Cells *cells, uint64_t first, size_t count, CellSlot *slot)
{
    for (size_t i = 0; i < count; i++) {
        if (cells->interrupt && *cells->interrupt)
            return false;
        slot[i].result.cell = first + i;
        Status status = make_cell(cells, &slot[i].result, &slot[i].result.error);
        slot[i].done = status == STATUS_GOOD || cells_own_fault(status);
        if (!slot[i].done)
            return false;
    }
    return true;
}
