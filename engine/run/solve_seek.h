/* Goal seek: the value of one lever that gives a target the probability asked for. */
#ifndef RUN_SOLVE_SEEK_H
#define RUN_SOLVE_SEEK_H

#include "run/solve_scan.h"

/* STATUS_INVALID when the chance does not move anywhere between the limits, or a limit that the
 * user gave makes no scenario. *seek is owned by the caller, after a failure too. */
Status solve_seek(const SeekQuestion *question, const Variants *variants,
                  const SimulateOptions *options, Seek **seek, Error *err);

#endif
