#include "math/distribution.h"

#include "math/normal.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

extern const Distribution distribution_constant;

const Distribution *distribution_find(const char *name)
{
    for (size_t i = 0; distribution_table[i]; i++)
        if (!strcmp(distribution_table[i]->name, name))
            return distribution_table[i];
    return NULL;
}

Quantity quantity_constant(double x)
{
    Quantity q = { 0 };
    double *value = malloc(sizeof *value);
    if (value) {
        *value = x;
        Error ignored = { 0 };
        if (quantity_make(&q, &distribution_constant, value, 1, &ignored) == STATUS_GOOD)
            q.plain = true;
    }
    return q;
}

Status quantity_make(Quantity *q, const Distribution *law, double *value, size_t count, Error *err)
{
    *q = (Quantity){ .law = law, .value = value, .count = count, .given_count = count };
    q->given = malloc((count ? count : 1) * sizeof *q->given);
    if (!q->given) {
        quantity_free(q);
        return error_memory(err);
    }
    if (count)
        memcpy(q->given, value, count * sizeof *value);
    Status status = law->prepare ? law->prepare(value, &q->count, err) : STATUS_GOOD;
    if (status != STATUS_GOOD)
        quantity_free(q);
    return status;
}

void quantity_free(Quantity *q)
{
    for (size_t i = 0; q->key && q->key[i]; i++)
        free(q->key[i]);
    if (q->whole)
        quantity_free(q->whole);
    free(q->key);
    free(q->whole);
    free(q->value);
    free(q->given);
    free(q->origin);
    *q = (Quantity){ 0 };
}

bool quantity_is_constant(const Quantity *q)
{
    return q->law->low(q) == q->law->high(q);
}

double quantity_tail(const Quantity *q, int side)
{
    const Quantity *whole = q->whole ? q->whole : q;
    double end = side < 0 ? q->law->low(q) : q->law->high(q);
    return whole->law->tail && !isfinite(end) ? whole->law->tail(whole) : 0;
}

bool quantity_is_bounded(const Quantity *q)
{
    const Quantity *whole = q->whole ? q->whole : q;
    bool low = isfinite(whole->law->low(whole)) || (q->whole && isfinite(q->given[0]));
    bool high = isfinite(whole->law->high(whole)) || (q->whole && isfinite(q->given[1]));
    return low && high;
}

double quantity_exceedance(const Quantity *q, double x)
{
    return q->law->exceedance ? q->law->exceedance(q, x) : 1 - q->law->cdf(q, x);
}

double quantity_quantile_above(const Quantity *q, double d)
{
    return q->law->quantile_above ? q->law->quantile_above(q, d) : q->law->quantile(q, 1 - d);
}

double quantity_side(const Quantity *q, int side)
{
    if (side == 0)
        return q->law->quantile(q, 0.5);
    if (quantity_is_bounded(q))
        return side < 0 ? q->law->low(q) : q->law->high(q);
    return q->law->quantile(q, side < 0 ? 0.05 : 0.95);
}

void quantity_from_uniforms(const Quantity *q, const double *u, double *x, size_t n)
{
    if (q->law->from_uniforms) {
        q->law->from_uniforms(q, u, x, n);
        return;
    }
    if (q->law->from_scores) {
        normal_quantiles(u, x, n);
        q->law->from_scores(q, x, x, n);
        return;
    }
    for (size_t i = 0; i < n; i++)
        x[i] = q->law->quantile(q, u[i]);
}

/* Upper quantiles are as fine as 1 - d. */
double quantity_octave(const void *quantity, double d, unsigned side)
{
    const Quantity *q = quantity;
    return q->law->quantile(q, side ? 1 - fmax(d, 0x1p-53) : d);
}

void quantity_from_scores(const Quantity *q, const double *score, double *x, size_t n)
{
    if (q->law->from_scores) {
        q->law->from_scores(q, score, x, n);
        return;
    }
    const double least = 0x1p-54, most = 1 - 0x1p-53; /* Phi of a far score must not be 0 or 1 */
    for (size_t i = 0; i < n; i++)
        x[i] = q->law->quantile(q, fmin(fmax(normal_cdf(score[i]), least), most));
}
