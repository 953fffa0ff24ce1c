/* How a verb that makes results as it goes (a sweep) hands them out: one batch of cells after the
 * other, each kept whole or not at all. A result is plain memory, so that it can cross from one
 * process to another. */
#ifndef CORE_RESULTS_H
#define CORE_RESULTS_H

#include "core/forecast.h"

enum { RESULT_ID = 65, RESULT_METHOD = 32 }; /* bytes of an id, and of a method, with its end */

typedef struct TargetResult {
    char target[RESULT_ID];
    char method[RESULT_METHOD];
    Chance chance;
    double median, median_gap, required_growth;
} TargetResult;

typedef struct JointResult {
    char group[RESULT_ID]; /* "": all targets */
    char binding[RESULT_ID];
    Chance chance;
    double if_independent;
} JointResult;

/* An indicator in a year. */
typedef struct FanResult {
    char indicator[RESULT_ID];
    int year;
    double quantile[QUANTILES], mean, sd;
} FanResult;

/* Zero-initialise. The arrays are owned. */
typedef struct CellResult {
    uint64_t cell;
    Error error; /* why it failed; STATUS_GOOD: it did not */
    TargetResult *target;
    JointResult *joint;
    FanResult *fan; /* none when the sweep keeps no quantiles */
    size_t targets, joints, fans;
} CellResult;

/* Takes over what is kept of a forecast; without `fans` none of these. */
Status result_fill(CellResult *result, const Forecast *forecast, bool fans, Error *err);

/* Frees the arrays; all is zero then. */
void result_free(CellResult *result);

/* Fails with STATUS_OUTPUT; what was committed before is safe then. */
typedef struct Results {
    Status (*begin)(void *context, Error *err);
    Status (*put)(void *context, const CellResult *result, Error *err); /* in the order of cells */
    Status (*commit)(void *context, Error *err);
    void *context;
} Results;

#endif
