/* A rise from nothing to everything along a straight line, as the average of a year sees it. */
#ifndef MATH_RAMP_H
#define MATH_RAMP_H

/* The mean over one year of clamp(x / ramp, 0, 1), where x is the time since the start: the year
 * begins `since` years after the start (below 0: before it) and the rise takes `ramp` years, 0
 * for all at once. From 0 to 1, exactly 0 before the start and exactly 1 when all has risen. */
double ramp_share(double since, double ramp);

#endif
