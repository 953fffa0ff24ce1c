/* What the single chances of targets tell about the chance of several together. */
#ifndef CORE_JOINT_H
#define CORE_JOINT_H

#include "core/forecast.h"

/* Fills all but the chance and the members of a set of targets: the product, Frechet's bounds, and
 * the binding target, which is the one that is the only miss most often; where that is the same or
 * not known, the least likely. */
void joint_bounds(Forecast *forecast, size_t index);

/* A set of one target has its chance. */
void joint_single(Forecast *forecast, size_t index);

/* A chance within bounds, and its interval too; they bound its error. */
Chance joint_within(const Chance *chance, double low, double high);

/* The greatest standard error of the chances of its targets, for what is made of them alone. */
double joint_single_error(const Forecast *forecast, size_t index);

/* The standard error of `without` of a member: of the sum of two shares that exclude each other. */
double joint_without_error(const Joint *joint, size_t member);

#endif
