/* What a target requires of the growth from a level. */
#ifndef CORE_REQUIRED_H
#define CORE_REQUIRED_H

#include "core/scenario.h"

/* The growth a year from one level to another, exact for small changes; NaN when a level is not
 * positive, or for no years. */
double required_rate(double from, double to, int years);

/* Least and greatest growth a year that, kept from the level in that year on, meets the bounds of a
 * level target in all of its years; -INFINITY, INFINITY: no bound on that side. Both NaN when
 * growth cannot do it: the level or a bound is not above 0, no year is ahead, or no constant growth
 * stays within the bounds. Where there is an upper bound too, a lower one that is not above 0 asks
 * for a growth of -1, the least that there is. */
void required_band(const Target *target, double level, int year, double band[2]);

/* The growth of the band that is nearest to the scenario's own: that itself when it lies inside. Of
 * a band with one end, this end; with two, the lower one when there is no own growth. */
double required_nearest(const double band[2], double own);

/* Whether levels of the indicator stay above 0, but for what loses everything on its way: they move
 * by growth, and so does what is required of them. Else, as of a balance or a count from 0, it is a
 * straight line. A chance of a millionth does not count. */
bool required_grows(const Scenario *scenario, size_t indicator);

/* Whether they are never below 0, with the same exceptions. */
bool required_is_never_negative(const Scenario *scenario, size_t indicator);

#endif
