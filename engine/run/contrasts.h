/* Errors of what is told of several simulations on the same paths: a difference of their chances or
 * medians, or any sum of these with weights, has the error of the paths' own sums. */
#ifndef RUN_CONTRASTS_H
#define RUN_CONTRASTS_H

#include "run/simulate.h"

enum { CONTRAST_RUNS = 64 };

/* One of the simulations. All is borrowed. */
typedef struct ContrastRun {
    const Plan *plan; /* NULL: it needs no paths */
    const Forecast *forecast;
    const size_t *target; /* [row]: index in its scenario; SIZE_MAX: not there */
} ContrastRun;

/* Of one row the sum of weight[run] times the chance, or the median, of its target in each run. */
typedef struct Contrast {
    size_t row;
    bool median;          /* else the chance */
    const double *weight; /* [run]; borrowed; 0 where the target is not there */
    double error;         /* made */
    double sum, squares;  /* of groups of paths */
} Contrast;

/* Works out the error of each contrast. Figures that paths do not tell, and all of them where the
 * simulations differ in sampling or paths, add their own errors as independent ones. The median's
 * comes from the density there (the influence of each path on it). Where the paths show no
 * difference it is that of a share of none of them. Paths are simulated again, in chunks, so that
 * memory does not grow with their number. */
Status contrasts_measure(const ContrastRun *run, size_t runs, size_t rows,
                         const SimulateOptions *options, Contrast *contrast, size_t contrasts,
                         Error *err);

#endif
