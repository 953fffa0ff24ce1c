/* How something that is due on a date begins: late, and step by step. */
#ifndef CORE_ONSET_H
#define CORE_ONSET_H

#include "math/distribution.h"

/* Starts `delay` years after the date and is full `ramp` years later, rising along a line. The date
 * is a point in time: 2022 is 1 January, 2022.75 is 1 October. */
typedef struct Onset {
    double date;
    Quantity delay, ramp; /* years, never below 0 */
} Onset;

void onset_free(Onset *onset);

/* The average over the year of what has risen, from 0 to 1. Due in 2022.75 without delay, with a
 * ramp of 2: 1/64 in 2022, 3/8 in 2023, 55/64 in 2024, then 1. */
double onset_share(double date, double delay, double ramp, int year);

/* That of the low (side -1: late and slow), central and high path of `project`. */
double onset_side(const Onset *onset, int side, int year);

#endif
