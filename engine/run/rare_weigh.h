/* Fresh paths from a proposal density and their weights. */
#ifndef RUN_RARE_WEIGH_H
#define RUN_RARE_WEIGH_H

#include "math/tilt.h"
#include "run/rare_trials.h"

enum { RARE_HITS_LEAST = 100 }; /* effective ones, for an error that can be trusted */

typedef struct RareTotal {
    double sum, squares, most;
} RareTotal;

void rare_total_add(RareTotal *total, const double *weight, size_t n);

/* How many independent hits of equal weight they are worth. */
double rare_total_worth(const RareTotal *total);

/* The weight of a path is the density of chance over that of the mixture, times what the path
 * counts: with `shares` its share, else 1 in the event and 0 outside. */
typedef struct RareWeighing {
    const Tilt *tilt; /* borrowed */
    bool shares;
    double *weight;   /* [path]; borrowed; NULL: not kept */
    double *x;        /* [path][draw]; borrowed; with the weights */
    RareTotal *total; /* [block]; of rare_weigh */
} RareWeighing;

Status rare_weigh(RareWeighing *weighing, RareTrials *trials, size_t blocks, RareTotal *total,
                  Error *err);

#endif
