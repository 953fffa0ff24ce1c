/* The patient rule induction method (Friedman and Fisher 1999): boxes of inputs in which an outcome
 * is frequent. Scenario discovery reads them as conditions (Bryant and Lempert 2010). */
#ifndef MATH_PRIM_H
#define MATH_PRIM_H

#include "base/error.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Borrowed; no value is NaN. */
typedef struct PrimSample {
    size_t variables, paths;
    const double *const *x; /* x[variable][path] */
    const unsigned char *y; /* 1: the path is of interest, else 0 */
} PrimSample;

/* Paths with low[v] <= x[v] <= high[v] for every variable; an end that holds nobody back is
 * infinite. */
typedef struct PrimBox {
    double *low, *high; /* [variable] */
    size_t inside;      /* paths in the box */
    size_t interest;    /* those of interest among them */
} PrimBox;

/* The boxes from the whole space on, each by one face smaller than the one before, then those of
 * pasting, each by one face larger. */
typedef struct PrimTrajectory {
    size_t variables, paths, interest; /* of the sample */
    PrimBox *box;
    size_t boxes;
    double *ends; /* what the boxes' ends point into */
} PrimTrajectory;

enum { PRIM_BOXES = 400 };

/* Peels the share `alpha` (as little more as ties allow) of the paths in the box from that face
 * whose loss raises the density most for each path removed ("lenient" objective), until the density
 * is 1 or no face raises it, or fewer than the share `least` of all paths would be left; then
 * pastes the share alpha to faces while that raises it. */
Status prim_run(const PrimSample *sample, double alpha, double least, PrimTrajectory *trajectory,
                Error *err);

void prim_free(PrimTrajectory *trajectory);

/* Shares of box number k: of all paths of interest those inside; of those inside those of interest;
 * of all paths those inside. */
double prim_coverage(const PrimTrajectory *trajectory, size_t k);
double prim_density(const PrimTrajectory *trajectory, size_t k);
double prim_mass(const PrimTrajectory *trajectory, size_t k);

/* How well a box tells the paths of interest from the others: its coverage minus the share of the
 * others inside (Youden's index): 0 for the whole space, 1 for a box of all and no others. */
double prim_contrast(const PrimTrajectory *trajectory, size_t k);

bool prim_restricts(const PrimBox *box, size_t variable);
size_t prim_restrictions(const PrimTrajectory *trajectory, size_t k);

/* The box with the greatest contrast; of those within a hundredth of it the one with the fewest
 * restricted variables, then the greatest contrast. 0 when no box restricts anything. */
size_t prim_best(const PrimTrajectory *trajectory);

/* The first box whose mass is nearest to this one. */
size_t prim_nearest(const PrimTrajectory *trajectory, double mass);

/* Counts the paths inside a box of another sample of the same variables; `except` is left open
 * (as many as there are variables: none). */
void prim_count(const PrimSample *sample, const PrimBox *box, size_t except, size_t *inside,
                size_t *interest);

/* Were the box without the restriction of this variable, and each path in it as often of interest
 * as those are, how likely are as many as in the box by chance alone? One-sided, binomial. */
double prim_quasi_p(const PrimSample *sample, const PrimBox *box, size_t variable);

#endif
