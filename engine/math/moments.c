#include "math/moments.h"

#include "math/vector_loops.h"

#include <math.h>

void moments_add(Moments *moments, const double *x, size_t n)
{
    if (!n)
        return;
    const VectorLoops *loops = vector_loops();
    Moments block = { .count = (double)n };
    double sum, rest, squares;
    loops->sums(x, n, x[0], &sum, &squares);
    block.mean = x[0] + sum / block.count;
    loops->sums(x, n, block.mean, &rest, &block.squares);
    block.squares -= rest * rest / block.count; /* what rounding left in the mean */
    block.mean += rest / block.count;
    moments_merge(moments, &block);
}

void moments_merge(Moments *into, const Moments *other)
{
    double count = into->count + other->count;
    if (count == 0)
        return;
    double distance = other->mean - into->mean;
    into->mean += distance * (other->count / count);
    into->squares += other->squares + distance * distance * (into->count * (other->count / count));
    into->count = count;
}

double moments_sd(const Moments *moments)
{
    return moments->count > 1 ? sqrt(fmax(moments->squares, 0) / (moments->count - 1)) : NAN;
}
