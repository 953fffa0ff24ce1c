/* What a chart is to show of a sweep: --x, --y, --where, and what is sensible without them. */
#ifndef CLI_SWEEP_CHOICE_H
#define CLI_SWEEP_CHOICE_H

#include "cli/options.h"
#include "core/chart.h"

typedef struct SweepChoice {
    const SweepTable *table; /* borrowed, like all here */
    const Chart *chart;
    const Options *options;
    size_t target; /* to show; table->targets: one was not chosen */
} SweepChoice;

/* The view that results, owned. Axes are taken in the order of the sweep, those that are no numbers
 * last; what is left is held at its first value, or makes panels. Where no target was chosen and
 * nothing else makes panels, the targets do (view->by_target). STATUS_USAGE for what the options
 * name that is not there, STATUS_INVALID where the sweep has nothing for the chart. */
Status sweep_choice(const SweepChoice *choice, SweepView **view, Error *err);

#endif
