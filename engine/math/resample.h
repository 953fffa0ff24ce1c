/* Intervals of statistics that are functions of sums over independent rows, by the bootstrap (Efron
 * 1979): rows are drawn with replacement, and the statistic taken of each such sample. */
#ifndef MATH_RESAMPLE_H
#define MATH_RESAMPLE_H

#include "base/error.h"
#include "math/stream.h"

#include <stddef.h>

enum { RESAMPLES = 200 };

/* A number with its 95 % interval, the percentiles of the resamples. NaN: not known. */
typedef struct Estimate {
    double value, interval[2];
} Estimate;

extern const Estimate estimate_unknown;

typedef struct Resample Resample;
struct Resample {
    const double *row; /* [rows][columns]; borrowed */
    size_t rows, columns;
    Stream stream;     /* which rows are drawn; the same for statistics that are compared */
    size_t statistics; /* how many `of` leaves in `value`, from the sums of the columns */
    void (*of)(const Resample *sample, const double *sums, double *value);
};

/* estimate[statistics]. STATUS_INTERNAL without memory. */
Status resample_estimate(const Resample *sample, Estimate *estimate, Error *err);

/* How many points to sum into one row: sums of independent points are independent too, and some
 * thousand rows are enough. */
size_t resample_batch(size_t points);

#endif
