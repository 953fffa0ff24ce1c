#include "run/rare_bound.h"

#include "core/target.h"
#include "math/sort.h"

#include <math.h>

enum { N = BLOCK_PATHS };

static const double one_below = 0.158655253931457; /* Phi(-1) */

static size_t sides_of(const Target *target)
{
    return (size_t)isfinite(target->low) + (size_t)isfinite(target->high);
}

size_t rare_bound_count(const Target *target)
{
    bool each = target->shape == TARGET_EACH_YEAR, growth = target->shape == TARGET_GROWTH;
    size_t years = each ? (size_t)(target->to - target->from) + 1 : 1;
    return years * sides_of(target) + growth;
}

RareBound rare_bound_of(const Target *target, size_t index)
{
    RareBound bound = { .target = *target, .unit = { 1, 1 } };
    size_t sides = sides_of(target);
    bool low = isfinite(target->low) && index % sides == 0;
    bound.defined = target->shape == TARGET_GROWTH && index == sides;
    if (target->shape == TARGET_EACH_YEAR)
        bound.target.from = bound.target.to = target->from + (int)(index / sides);
    if (!low || bound.defined)
        bound.target.low = -INFINITY;
    if (low || bound.defined)
        bound.target.high = INFINITY;
    return bound;
}

/* What nearness is measured by: the level or the growth; where that must be defined, the lower one
 * of its two levels, which has to be above 0. */
static void measure(const RareBound *bound, int base, const Block *block, double *x,
                    unsigned char *met)
{
    const Target *target = &bound->target;
    const double *level = block_level(block, target->indicator);
    target_judge(target, base, level, N, N, x, met);
    if (!bound->defined)
        return;
    const double *start = level + (size_t)(target->from - base - 1) * N;
    const double *end = level + (size_t)(target->to - base) * N;
    for (size_t p = 0; p < N; p++)
        x[p] = fmin(start[p], end[p]);
}

static double value_of(const RareBound *bound)
{
    return bound->defined                ? 0
           : isfinite(bound->target.low) ? bound->target.low
                                         : bound->target.high;
}

/* A half on which all paths have one value takes the unit of the other. */
void rare_bound_scale(RareBound *bound, int base, const Block *block)
{
    double x[N], scratch[N];
    unsigned char met[N];
    size_t n = 0;
    measure(bound, base, block, x, met);
    for (size_t p = 0; p < N; p++)
        if (isfinite(x[p]))
            x[n++] = x[p];
    sort_doubles(x, scratch, n);
    if (n < 2 || !(x[n - 1] > x[0]))
        return;
    size_t below = (size_t)(one_below * (double)n);
    bound->middle = x[n / 2];
    bound->unit[0] = x[n / 2] - x[below];
    bound->unit[1] = x[n - 1 - below] - x[n / 2];
    for (size_t side = 0; side < 2; side++)
        if (!(bound->unit[side] > 0))
            bound->unit[side] = bound->unit[1 - side] > 0 ? bound->unit[1 - side] : x[n - 1] - x[0];
}

static double standard(const RareBound *bound, double x)
{
    return (x - bound->middle) / bound->unit[x > bound->middle];
}

double rare_bound_distance(const RareBound *bound)
{
    return bound->defined ? INFINITY : fabs(standard(bound, value_of(bound)));
}

/* A path of which growth is not defined misses in that way alone. */
static void leave_undefined(const RareBound *bound, int base, const Block *block,
                            unsigned char *missed)
{
    RareBound open = *bound;
    double x[N];
    unsigned char met[N];
    open.target.low = -INFINITY;
    open.target.high = INFINITY;
    open.defined = true;
    measure(&open, base, block, x, met);
    for (size_t p = 0; p < N; p++)
        missed[p] &= met[p];
}

void rare_bound_judge(const RareBound *bound, int base, const Block *block, unsigned char *missed,
                      double *distance)
{
    double x[N];
    unsigned char met[N];
    double at = standard(bound, value_of(bound));
    measure(bound, base, block, x, met);
    for (size_t p = 0; p < N && missed; p++)
        missed[p] = !met[p];
    if (missed && bound->target.shape == TARGET_GROWTH && !bound->defined)
        leave_undefined(bound, base, block, missed);
    for (size_t p = 0; p < N && distance; p++)
        distance[p] = fabs(standard(bound, x[p]) - at);
}
