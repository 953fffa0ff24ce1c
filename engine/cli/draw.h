/* Charts of a session, drawn into an output. */
#ifndef CLI_DRAW_H
#define CLI_DRAW_H

#include "cli/session.h"
#include "core/chart.h"

/* Draws `chart` (NULL: all that are drawn from a scenario) of the subject that --target or
 * --indicator names (else of all) in the picture formats asked for. `name` is the stem of the
 * files; NULL: CHART-SUBJECT, or CHART of the whole scenario. STATUS_INVALID when `chart` applies
 * to nothing. A chart that gnuplot cannot draw does not stop the others: their script and data are
 * written, and the last status is STATUS_CHARTS with the first reason in `err`. Subjects that a
 * chart does not apply to are left out; when that leaves nothing of the `chart` asked for,
 * STATUS_INVALID. */
Status draw_charts(const Session *session, const Options *options, const Chart *chart,
                   const char *name, unsigned formats, Output *output, Error *err);

/* How many subjects a chart has in the scenario, and the id of each. */
size_t draw_subjects(const Chart *chart, const Scenario *scenario);
const char *draw_subject(const Chart *chart, const Scenario *scenario, size_t index);

#endif
