/* Judging paths by a target. */
#ifndef CORE_TARGET_H
#define CORE_TARGET_H

#include "core/scenario.h"

/* The measure of each path and whether it meets the target. `level` holds the target's indicator,
 * level[t * stride + p] with year 0 the base year; `measure` and `met` take `paths` values. The
 * measure is the level (of several years the one nearest to missing) or the average growth, which
 * is NaN where it is undefined: growth over years begins at a level above 0 and ends at one not
 * below 0. Such a path does not meet the target. Where a level overflows, growth is infinite.
 */
void target_judge(const Target *target, int base, const double *level, size_t stride, size_t paths,
                  double *measure, unsigned char *met);

/* Whether each path is on the way in year base + t, a year that the target spans: its level lies in
 * edge[0][t] .. edge[1][t], infinite where there is no bound. Growth targets compare with the
 * path's own level in the year before `from`. */
void target_on_path(const Target *target, int base, double *const edge[2], size_t t,
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

/* The lower bound, else the upper. */
double target_bound(const Target *target);

/* Whether it has a lower and an upper bound. */
bool target_two_sided(const Target *target);

/* The point between two bounds that is nearest to a measure; the bound, when there is only one. */
double target_nearest(const Target *target, double measure);

/* How far a measure lies from the bound, above it or (negative) below; of two bounds from the
 * nearer one, 0 between them. */
double target_gap(const Target *target, double measure);

/* The base at which half of the paths meet a target whose measure is proportional to the base; NaN
 * with two bounds, where that holds of two bases or of none. */
double target_even(const Target *target, double base, double median);

#endif
