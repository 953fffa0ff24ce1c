/* One way to miss a target: by one bound of it, in one year of those that it asks for; or, of
 * growth, because there is none to speak of (its first level is not above 0). A target is missed
 * when it is missed in one of these ways, so that each can be looked for alone. */
#ifndef RUN_RARE_BOUND_H
#define RUN_RARE_BOUND_H

#include "run/block.h"

typedef struct RareBound {
    Target target; /* the target with this bound and this year alone; its texts are borrowed */
    bool defined;  /* the way is that growth is not defined; there is no bound */

    /* Of the measure on random paths: the median, and how far its quantiles of one standard
     * deviation lie below and above. */
    double middle, unit[2];
} RareBound;

/* How many ways there are to miss a target, and each of them, in units of one. */
size_t rare_bound_count(const Target *target);
RareBound rare_bound_of(const Target *target, size_t index);

/* Takes the units from the block's paths. */
void rare_bound_scale(RareBound *bound, int base, const Block *block);

/* How many standard deviations the bound lies from the median; INFINITY without a bound. */
double rare_bound_distance(const RareBound *bound);

/* Whether each path of the block misses in this way, and how many standard deviations it lies from
 * the bound: NaN where its level is missing. Either may be NULL. */
void rare_bound_judge(const RareBound *bound, int base, const Block *block, unsigned char *missed,
                      double *distance);

#endif
