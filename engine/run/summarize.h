/* From what was kept of the paths to the forecast: quantiles, chances and their errors. */
#ifndef RUN_SUMMARIZE_H
#define RUN_SUMMARIZE_H

#include "run/summary.h"

/* `moments` are those of all paths, [indicator][year], and then of each replicate's. STATUS_NUMERIC
 * when levels overflowed. */
Status summarize(const Summary *summary, const Moments *moments, Forecast **forecast, Error *err);

#endif
