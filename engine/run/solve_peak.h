/* The greatest chance along a line. */
#ifndef RUN_SOLVE_PEAK_H
#define RUN_SOLVE_PEAK_H

#include "run/solve_chance.h"

typedef struct SolvePeak {
    /* The point at u of the line; *point is borrowed until the next call, NULL: no scenario is
     * there, which counts as worse than any that is. */
    Status (*at)(void *context, double u, const SolveTrial **point, Error *err);
    void *context; /* borrowed */
    double enough; /* a chance at which the search ends early; above 1: none */
} SolvePeak;

/* Golden-section search between low < high, of which `u` is a point inside that is no worse than
 * both; *u becomes the best one found, to a small part of the interval. */
Status solve_peak(const SolvePeak *peak, double low, double high, double *u, Error *err);

#endif
