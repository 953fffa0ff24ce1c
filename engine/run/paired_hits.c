#include "run/paired_hits.h"

#include "math/interval.h"
#include "run/replicates.h"

#include <math.h>

void paired_hits_add(PairedHits *pair, const Plan *plan, const unsigned char *with,
                     const unsigned char *without, uint64_t first, size_t paths)
{
    size_t group = plan->sampling->group;
    hits_add(&pair->with, plan, with, first, paths);
    hits_add(&pair->without, plan, without, first, paths);
    for (size_t from = 0; from < paths; from += group) {
        int apart = 0;
        for (size_t p = from; p < from + group; p++)
            apart += with[p] - without[p];
        pair->group_squares += (uint64_t)(apart * apart);
    }
}

void paired_hits_merge(PairedHits *into, const PairedHits *other)
{
    hits_merge(&into->with, &other->with);
    hits_merge(&into->without, &other->without);
    into->group_squares += other->group_squares;
}

/* From the variance between groups of paths. */
static double group_error(const PairedHits *pair, const Plan *plan, double difference)
{
    double group = (double)plan->sampling->group, groups = (double)plan->paths / group;
    double between = (double)pair->group_squares / groups - difference * difference * group * group;
    return sqrt(fmax(between, 0) / groups) / group;
}

static double replicate_error(const PairedHits *pair, const Plan *plan)
{
    double apart[REPLICATES_MOST], length = (double)(plan->paths / plan->replicates);
    for (size_t r = 0; r < plan->replicates; r++)
        apart[r] = ((double)pair->with.replicate[r] - (double)pair->without.replicate[r]) / length;
    return replicates_error(apart, plan->replicates);
}

double paired_hits_difference(const PairedHits *pair, const Plan *plan, double *error)
{
    double n = (double)plan->paths, interval[2];
    double difference = ((double)pair->with.count - (double)pair->without.count) / n;
    *error = plan->replicates ? replicate_error(pair, plan) : group_error(pair, plan, difference);
    if (*error > 0)
        return difference;
    interval_wilson(fabs(difference), n / (double)plan->sampling->group, INTERVAL_Z95, interval);
    *error = (interval[1] - interval[0]) / (2 * INTERVAL_Z95);
    return difference;
}
