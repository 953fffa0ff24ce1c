/* Quantiles of any number of values in constant memory: a histogram whose range a pilot sample has
 * set, half of its bins below the pilot's median and half above, so that a skewed law is resolved
 * on both sides. Within a bin the density is a line through the counts of its neighbours, which
 * errs by less than a tenth of the standard error of the order statistic for every quantile between
 * 0.01 and 0.99 of a smooth law. A value that the pilot has more than once is an atom of the law:
 * it is counted by itself, so that quantiles inside an atom are the atom; bins then keep the ends
 * of what else they hold. */
#ifndef MATH_SKETCH_H
#define MATH_SKETCH_H

#include "base/error.h"
#include "math/moments.h"

#include <stddef.h>
#include <stdint.h>

typedef struct Sketch {
    double middle;    /* the lower half of the bins ends here, the upper begins */
    double scale[2];  /* bins per unit, of each half */
    uint32_t *recent; /* counts not yet in `count`: small, so that they stay in the cache */
    uint64_t recents; /* their sum */
    uint64_t *count;  /* below the range, SKETCH_BINS, above the range; when the sketch is
                       * closed: how many lie in this cell and those before */
    double *least,
        *most;         /* ends of each cell's values but atoms; NULL where the pilot has no ties */
    double *atom;      /* rising; NULL where the pilot has no ties */
    uint64_t *at_atom; /* how many values are equal to each atom */
    uint32_t *atoms;   /* [cell]: how many atoms lie in the cells before; one more for all */
    double smallest, largest;
    uint64_t total;
    double *pilot; /* the pilot's values in rising order */
    size_t pilots;
} Sketch;

enum { SKETCH_BINS = 8192 };

/* Sets the range from the pilot's values (copied; at least one, all finite); holds no values yet.
 */
Status sketch_start(Sketch *sketch, const double *pilot, size_t n, Error *err);

/* An empty sketch with the range of another. */
Status sketch_like(Sketch *sketch, const Sketch *other, Error *err);

void sketch_free(Sketch *sketch);

/* Counts n values; the order of additions and merges changes nothing. Returns their moments. */
Moments sketch_add(Sketch *sketch, const double *x, size_t n);
void sketch_merge(Sketch *into, const Sketch *other);

/* After the last addition: makes the counts ready for the questions below. */
void sketch_close(Sketch *sketch);

/* The sample quantile of type 7 of Hyndman and Fan (1996): exact, from the pilot's values, when
 * these are all there is; else from the histogram. NaN without values. */
double sketch_quantile(const Sketch *sketch, double p);

/* The share of values at or below x, from the histogram. */
double sketch_below(const Sketch *sketch, double x);

#endif
