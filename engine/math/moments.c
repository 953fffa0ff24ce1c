#include "math/moments.h"

#include <math.h>

void moments_add(Moments *moments, const double *x, size_t n)
{
    if (!n)
        return;
    Moments block = { .count = (double)n };
    double sum = 0, first = x[0], rest = 0;
    for (size_t i = 0; i < n; i++)
        sum += x[i] - first;
    block.mean = first + sum / block.count;
    for (size_t i = 0; i < n; i++) {
        double deviation = x[i] - block.mean;
        block.squares += deviation * deviation;
        rest += deviation;
    }
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
