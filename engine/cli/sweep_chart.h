/* Charts of a sweep's results, drawn into an output. */
#ifndef CLI_SWEEP_CHART_H
#define CLI_SWEEP_CHART_H

#include "base/output.h"
#include "cli/options.h"
#include "core/chart.h"

/* Where the pictures go; borrowed. */
typedef struct SweepPictures {
    const char *stem; /* of the files; NULL: CHART-TARGET, or CHART where targets make panels */
    unsigned formats;
    Output *output;
} SweepPictures;

/* Draws the chart of the target that --target names, else of each. STATUS_CHARTS when gnuplot could
 * not draw: script and data are written all the same. STATUS_USAGE when a single file would have to
 * show several targets, and for options that do not fit the sweep. */
Status sweep_chart_draw(const SweepTable *table, const Options *options, const Chart *chart,
                        const SweepPictures *pictures, Error *err);

#endif
