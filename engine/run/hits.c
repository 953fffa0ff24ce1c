#include "run/hits.h"

#include "math/interval.h"
#include "run/replicates.h"

#include <math.h>
#include <string.h>

/* Eight flags a word, and sums of up to 255 of them in each byte of a word. */
enum { WORD = sizeof(uint64_t), MOST_WORDS = 255 };

static uint64_t sum_of_bytes(uint64_t word)
{
    const uint64_t even = 0x00FF00FF00FF00FF, ones = 0x0001000100010001;
    return (((word & even) + (word >> 8 & even)) * ones) >> 48;
}

static uint64_t sum_of(const unsigned char *hit, size_t n)
{
    uint64_t sum = 0;
    for (; n >= WORD;) {
        size_t words = n / WORD < MOST_WORDS ? n / WORD : MOST_WORDS;
        uint64_t bytes = 0;
        for (size_t i = 0; i < words; i++) {
            uint64_t word;
            memcpy(&word, hit + i * WORD, WORD);
            bytes += word;
        }
        sum += sum_of_bytes(bytes);
        hit += words * WORD;
        n -= words * WORD;
    }
    while (n--)
        sum += *hit++;
    return sum;
}

/* The squares of the hits of each group; with a constant `group` the compiler makes vectors of it.
 */
static inline uint64_t squares_of(const unsigned char *hit, size_t n, size_t group)
{
    uint64_t squares = 0;
    for (size_t from = 0; from < n; from += group) {
        unsigned sum = 0;
        for (size_t p = 0; p < group; p++)
            sum += hit[from + p];
        squares += sum * sum;
    }
    return squares;
}

void hits_add(Hits *hits, const Plan *plan, const unsigned char *hit, uint64_t first, size_t paths)
{
    size_t group = plan->sampling->group;
    uint64_t all = sum_of(hit, paths);
    for (size_t from = 0; plan->replicates && from < paths;) {
        ReplicatePart part = replicates_part(plan, first + from, paths - from);
        hits->replicate[part.replicate] += sum_of(hit + from, part.paths);
        from += part.paths;
    }
    hits->group_squares += group == 1   ? all
                           : group == 2 ? squares_of(hit, paths, 2)
                                        : squares_of(hit, paths, group);
    hits->count += all;
}

void hits_merge(Hits *into, const Hits *other)
{
    into->count += other->count;
    into->group_squares += other->group_squares;
}

/* Where one even dimension decides, a replicate of n points counts one of the two whole numbers
 * about n p: whatever the replicates show, the deviation of its share may be half a step of 1 / n.
 */
double hits_share_error(const Plan *plan, const uint64_t *counts)
{
    double share[REPLICATES_MOST], length = (double)(plan->paths / plan->replicates);
    for (size_t r = 0; r < plan->replicates; r++)
        share[r] = (double)counts[r] / length;
    return fmax(replicates_error(share, plan->replicates),
                0.5 / length / sqrt((double)plan->replicates));
}

Chance hits_chance(const Hits *hits, const Plan *plan)
{
    size_t group = plan->sampling->group;
    double n = (double)plan->paths, groups = n / (double)group, p = (double)hits->count / n;
    double between = (double)hits->group_squares / groups - p * p * (double)(group * group);
    bool same = hits->count == 0 || hits->count == plan->paths;
    double error = same               ? 0
                   : plan->replicates ? hits_share_error(plan, hits->replicate)
                                      : sqrt(fmax(between, 0) / groups) / (double)group;
    double effective = error > 0 ? p * (1 - p) / (error * error) : groups;
    Chance chance = { .probability = p, .standard_error = error };
    if (plan->replicates && error > 0)
        replicates_interval(p, error, plan->replicates, chance.interval);
    else
        interval_wilson(p, effective, INTERVAL_Z95, chance.interval);
    if (!(error > 0))
        chance.standard_error = (chance.interval[1] - chance.interval[0]) / (2 * INTERVAL_Z95);
    return chance;
}
