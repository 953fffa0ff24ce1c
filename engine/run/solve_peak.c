/* Golden-section search (Kiefer 1953): of the points low < u < high the better one of u and a new
 * point in the larger part stays inside, until the interval is small. */
#include "run/solve_peak.h"

#include <math.h>

enum { STEPS = 40 };
static const double GOLDEN = 0.3819660112501051; /* (3 - sqrt 5) / 2 */
static const double NARROW = 1e-5, ROUGH = 1e-3; /* of the interval; the second on paths */
static const double EXACT = 1e-7;                /* a smaller error does not come from paths */

static Status look(const SolvePeak *peak, double u, SolveTrial *trial, Error *err)
{
    const SolveTrial *found;
    TRY(peak->at(peak->context, u, &found, err));
    *trial = found ? *found : (SolveTrial){ .chance.probability = -1, .margin = -INFINITY };
    return STATUS_GOOD;
}

Status solve_peak(const SolvePeak *peak, double low, double high, double *u, Error *err)
{
    double width = high - low;
    SolveTrial best, other;
    TRY(look(peak, *u, &best, err));
    for (int i = 0; i < STEPS; i++) {
        double small = best.chance.standard_error > EXACT ? ROUGH : NARROW;
        if (best.chance.probability >= peak->enough || high - low <= small * width)
            break;
        bool above = high - *u > *u - low;
        double next = above ? *u + GOLDEN * (high - *u) : *u - GOLDEN * (*u - low);
        TRY(look(peak, next, &other, err));
        if (solve_chance_better(&other, &best)) {
            *(above ? &low : &high) = *u;
            *u = next;
            best = other;
        } else {
            *(above ? &high : &low) = next;
        }
    }
    return STATUS_GOOD;
}
