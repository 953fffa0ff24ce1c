#include "run/effects.h"

#include "math/interval.h"
#include "math/sort.h"

#include <math.h>

Chance effects_chance(double hits, size_t n)
{
    double p = hits / (double)n;
    Chance chance = { .probability = p, .standard_error = sqrt(p * (1 - p) / (double)n) };
    interval_wilson(p, (double)n, INTERVAL_Z95, chance.interval);
    if (chance.standard_error == 0)
        chance.standard_error = (chance.interval[1] - chance.interval[0]) / 2 / INTERVAL_Z95;
    return chance;
}

/* A rank errs by sqrt(n) / 2, which is one standard error. */
double effects_median(double *x, double *scratch, size_t n, double *error)
{
    size_t defined = 0;
    for (size_t i = 0; i < n; i++)
        if (!isnan(x[i]))
            x[defined++] = x[i];
    *error = NAN;
    if (!(n = defined))
        return NAN;
    size_t above = (size_t)ceil(sqrt((double)n) / 2), middle = n / 2;
    size_t high = middle + above < n ? middle + above : n - 1;
    size_t low = middle > above ? middle - above : 0;
    sort_doubles(x, scratch, n);
    *error = (x[high] - x[low]) / 2;
    return (x[(n - 1) / 2] + x[middle]) / 2;
}

void effects_moves(InputEffect *effect, unsigned char *const met[QUANTILES],
                   double *const measure[QUANTILES], double *scratch, size_t n)
{
    size_t differing = 0;
    for (size_t q = 0; q < QUANTILES; q++) {
        size_t hits = 0;
        for (size_t i = 0; i < n; i++)
            hits += met[q][i];
        effect->chance[q] = effects_chance((double)hits, n);
        effect->median[q] = effects_median(measure[q], scratch, n, &effect->median_error[q]);
    }
    effect->swing =
        effect->chance[TORNADO_HIGH].probability - effect->chance[TORNADO_LOW].probability;
    for (size_t i = 0; i < n; i++)
        differing += met[TORNADO_HIGH][i] != met[TORNADO_LOW][i];
    double variance = (double)differing / (double)n - effect->swing * effect->swing;
    effect->swing_error =
        variance > 0 ? sqrt(variance / (double)n) : effects_chance(0, n).standard_error;
}

Estimate effects_cleaned(Estimate estimate)
{
    const double least = 1e-12; /* share of the variance */
    double *const number[] = { &estimate.value, &estimate.interval[0], &estimate.interval[1] };
    for (size_t i = 0; i < 3; i++)
        if (fabs(*number[i]) < least)
            *number[i] = 0;
    return estimate;
}

int effects_compare(const void *a, const void *b)
{
    const InputEffect *x = a, *y = b;
    double swing = fabs(y->swing) - fabs(x->swing);
    if (!(swing > 0 || swing < 0))
        swing = fabs(y->median[TORNADO_HIGH] - y->median[TORNADO_LOW]) -
                fabs(x->median[TORNADO_HIGH] - x->median[TORNADO_LOW]);
    return (swing > 0) - (swing < 0);
}
