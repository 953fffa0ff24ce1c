/* Owen-scrambled Sobol' points as standard-normal scores, in independent replicates whose spread
 * shows the error of an average over them. */
#ifndef MATH_NORMAL_POINTS_H
#define MATH_NORMAL_POINTS_H

#include "base/error.h"
#include "math/stream.h"

enum { NORMAL_POINTS_REPLICATES = 64 }; /* at most */

/* The arrays are owned. */
typedef struct NormalPoints {
    size_t dimensions;         /* at most SOBOL_DIMENSIONS; the first are the most even */
    size_t replicates, length; /* so many points in each */
    double *score;             /* [dimension][replicate][point] */
    double *moment;            /* [dimension][replicate][2]: averages of z and z^2 - 1 */
} NormalPoints;

/* Makes the scores of points whose sizes are set; the scrambles come from the stream. */
Status normal_points_make(NormalPoints *points, Stream stream, Error *err);
void normal_points_free(NormalPoints *points);

/* average[r] := the average of value[replicate][point] over the points of each replicate. What the
 * values have in common with z and z^2 - 1 of the first `dimensions` scores, whose averages are
 * known to be 0, is taken out (control variates). */
void normal_points_average(const NormalPoints *points, size_t dimensions, const double *value,
                           double *average);

/* The mean of one average for each replicate, and its standard error (0 for a single one). */
typedef struct NormalEstimate {
    double value, error;
} NormalEstimate;

NormalEstimate normal_points_estimate(const double *average, size_t replicates);

#endif
