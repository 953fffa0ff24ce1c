#include "run/replicates.h"

#include "math/interval.h"
#include "math/moments.h"
#include "math/student.h"

#include <math.h>

enum { USUAL = 16 }; /* fewer only where nothing from here on divides the paths */

static const uint64_t longest = (uint64_t)1 << 32; /* Sobol' points of 32 digits */

static bool divides(size_t replicates, uint64_t paths)
{
    return paths % replicates == 0 && paths / replicates >= 2 && paths / replicates <= longest;
}

/* The points of a net are most even in multiples of high powers of two, so the number of replicates
 * is the one that leaves the highest power of two in their length. */
size_t replicates_count(uint64_t paths)
{
    size_t best = 0;
    uint64_t highest = 0;
    for (size_t n = USUAL; n <= REPLICATES_MOST; n++) {
        uint64_t length = paths / n, power = length & (~length + 1);
        if (divides(n, paths) && power > highest) {
            highest = power;
            best = n;
        }
    }
    for (size_t n = USUAL - 1; n >= REPLICATES_LEAST && !best; n--)
        best = divides(n, paths) ? n : 0;
    return best;
}

Status replicates_refuse(uint64_t paths, const char *sampling, Error *err)
{
    const uint64_t least = 2 * REPLICATES_LEAST, most = REPLICATES_MOST * longest;
    uint64_t below = paths < most ? paths : most, above = paths > least ? paths : least, power = 16;
    if (paths > most || paths < least)
        return error_set(err, STATUS_INVALID,
                         "/simulation/paths: %llu is outside %llu..%llu, which %s sampling allows",
                         (unsigned long long)paths, (unsigned long long)least,
                         (unsigned long long)most, sampling);
    while (!replicates_count(below))
        below--;
    while (!replicates_count(above))
        above++;
    while (power < paths)
        power *= 2;
    return error_set(err, STATUS_INVALID,
                     "/simulation/paths: %llu paths cannot be cut into %d to %d equal replicates, "
                     "which %s sampling needs; the nearest allowed are %llu and %llu, the best is "
                     "a power of two such as %llu",
                     (unsigned long long)paths, REPLICATES_LEAST, REPLICATES_MOST, sampling,
                     (unsigned long long)below, (unsigned long long)above,
                     (unsigned long long)power);
}

ReplicatePart replicates_part(const Plan *plan, uint64_t first, size_t n)
{
    if (!plan->replicates)
        return (ReplicatePart){ .first = first, .paths = n };
    uint64_t length = plan->paths / plan->replicates, at = first % length, left = length - at;
    return (ReplicatePart){ .replicate = (size_t)(first / length),
                            .first = at,
                            .paths = left < n ? (size_t)left : n };
}

/* Numbers of the address's own stream, at places that no path has. */
void replicates_key(const Plan *plan, Address address, size_t replicate,
                    uint64_t key[REPLICATES_KEYS])
{
    const uint64_t beyond = (uint64_t)1 << 62;
    double u[REPLICATES_KEYS];
    stream_uniforms(plan->stream[address.stream], address.purpose, address.step,
                    beyond + replicate * REPLICATES_KEYS, u, REPLICATES_KEYS);
    for (size_t i = 0; i < REPLICATES_KEYS; i++)
        key[i] = (uint64_t)(u[i] * 0x1p52);
}

double replicates_error(const double *x, size_t n)
{
    Moments moments = { 0 };
    moments_add(&moments, x, n);
    return moments_sd(&moments) / sqrt((double)n);
}

void replicates_interval(double probability, double error, size_t n, double interval[2])
{
    double freedom = (double)(n - 1);
    double t = student_exact(freedom, INTERVAL_Z95) * sqrt(freedom / (freedom - 2)); /* unscaled */
    interval[0] = fmax(0, probability - t * error);
    interval[1] = fmin(1, probability + t * error);
}
