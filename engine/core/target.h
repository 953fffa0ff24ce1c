/* Judging paths by a target. */
#ifndef CORE_TARGET_H
#define CORE_TARGET_H

#include "core/scenario.h"

/* The measure of each path and whether it meets the target. `level` holds the target's indicator,
 * level[t * stride + p] with year 0 the base year; `measure` and `met` take `paths` values. The
 * measure is the level (of several years the one nearest to missing) or the average growth. */
void target_judge(const Target *target, int base, const double *level, size_t stride, size_t paths,
                  double *measure, unsigned char *met);

/* Whether each path is on the way in year base + t, a year that the target spans: not below
 * `required[t]` (a lower bound), not above it (an upper bound). Growth targets compare with the
 * path's own level in the year before `from`. */
void target_on_path(const Target *target, int base, const double *required, size_t t,
                    const double *level, size_t stride, size_t paths, unsigned char *on);

/* The first year in which the bounds can be met, whatever year the target names: the one after the
 * base year, or for growth `from`. */
int target_first(const Target *target, int base);

/* Whether each path meets the bounds in year base + t, from the first on: by its level, or by its
 * average growth over from..base + t. */
void target_in_year(const Target *target, int base, size_t t, const double *level, size_t stride,
                    size_t paths, unsigned char *met);

/* Whether the required path of the target has a value in this year after the base. */
bool target_spans(const Target *target, int base, int year);

/* The bound that the required path leads to: the lower one, else the upper. */
double target_bound(const Target *target);

#endif
