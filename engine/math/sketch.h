/* Quantiles of any number of values in constant memory: a histogram whose range a pilot sample has
 * set, half of its bins below the pilot's median and half above, so that a skewed law is resolved
 * on both sides. Within a bin values are taken as evenly spread, which errs by less than a tenth of
 * the standard error of the order statistic for every quantile between 0.01 and 0.99 of a smooth
 * law. Where the pilot shows ties (atoms, a plain number), bins keep their ends, so that an atom
 * comes back exactly. */
#ifndef MATH_SKETCH_H
#define MATH_SKETCH_H

#include "base/error.h"

#include <stddef.h>
#include <stdint.h>

typedef struct Sketch {
    double low, middle;   /* the lower half of the bins begins at low, the upper at middle */
    double scale[2];      /* bins per unit, of each half */
    uint64_t *count;      /* SKETCH_BINS, then below and above the range */
    double *least, *most; /* ends of each bin's values; NULL where the pilot had no ties */
    double smallest, largest;
    uint64_t total;
    double *pilot; /* the pilot's values in rising order */
    size_t pilots;
} Sketch;

enum { SKETCH_BINS = 16384 };

/* Sets the range from the pilot's values (copied; at least one, all finite); holds no values yet.
 */
Status sketch_start(Sketch *sketch, const double *pilot, size_t n, Error *err);

/* An empty sketch with the range of another. */
Status sketch_like(Sketch *sketch, const Sketch *other, Error *err);

void sketch_free(Sketch *sketch);

/* Counts only, so the order of additions and merges changes nothing. */
void sketch_add(Sketch *sketch, const double *x, size_t n);
void sketch_merge(Sketch *into, const Sketch *other);

/* The sample quantile of type 7 of Hyndman and Fan (1996): exact, from the pilot's values, when
 * these are all there is; else from the histogram. NaN without values. */
double sketch_quantile(const Sketch *sketch, double p);

/* The share of values at or below x, from the histogram. */
double sketch_below(const Sketch *sketch, double x);

#endif
