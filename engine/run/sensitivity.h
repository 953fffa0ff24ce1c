/* Which input decides a target: the verb behind `dubao sensitivity`. */
#ifndef RUN_SENSITIVITY_H
#define RUN_SENSITIVITY_H

#include "core/sensitivity.h"
#include "run/simulate.h"

/* Base points without --paths; the most that are taken. */
enum { SENSITIVITY_POINTS = 32768, SENSITIVITY_MOST = 4194304 };

typedef struct SensitivityQuestion {
    size_t target;
    unsigned parts;           /* flags of core/sensitivity.h */
    uint64_t points;          /* base points, which are random; at most SENSITIVITY_MOST */
    const Forecast *forecast; /* borrowed; of the same projection: tells the chance and median of
                               * the target; NULL: the points do */
} SensitivityQuestion;

/* The same bits for any number of threads. The projection's scenario must outlive the result.
 * STATUS_INVALID when nothing uncertain moves the target, or when Sobol' indices are asked for of
 * correlated inputs. STATUS_NUMERIC when levels overflow. */
Status sensitivity(const Projection *projection, const SensitivityQuestion *question,
                   const SimulateOptions *options, Sensitivity **made, Error *err);

/* How many inputs move the target, and whether some are correlated with each other, so that Sobol'
 * indices would mislead. */
Status sensitivity_look(const Projection *projection, size_t target, size_t *inputs,
                        bool *correlated, Error *err);

#endif
