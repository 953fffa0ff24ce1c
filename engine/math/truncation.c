#include "math/truncation.h"

#include "math/normal.h"

#include <gsl/gsl_integration.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

const double TRUNCATION_LEAST = 1e-12;

/* No draw comes nearer to 0 or 1 (math/octave.h). */
static const double unreachable = 0x1p-65;

/* The values of the general cut law; BELOW and ABOVE: what is cut away of the whole law. */
enum { LOW, HIGH, BELOW, ABOVE, MASS, VALUES };

static double clamped(const Quantity *q, double x)
{
    return fmin(fmax(x, q->value[LOW]), q->value[HIGH]);
}

/* A cut that no draw would notice leaves the quantiles alone, to the last bit. */
static bool is_idle(const Quantity *q)
{
    return q->value[BELOW] + q->value[ABOVE] < unreachable;
}

/* The value with probability u below it and v = 1 - u above it, each with its own digits. */
static double quantile_between(const Quantity *q, double u, double v)
{
    double below = q->value[BELOW] + u * q->value[MASS];
    double above = q->value[ABOVE] + v * q->value[MASS];
    const Quantity *whole = q->whole;
    return clamped(q, below <= above ? whole->law->quantile(whole, below)
                                     : quantity_quantile_above(whole, above));
}

static double quantile(const Quantity *q, double u)
{
    return is_idle(q) ? clamped(q, q->whole->law->quantile(q->whole, u))
                      : quantile_between(q, u, 1 - u);
}

static double quantile_above(const Quantity *q, double d)
{
    return quantile_between(q, 1 - d, d);
}

static double cdf(const Quantity *q, double x)
{
    double below = q->whole->law->cdf(q->whole, x), mass = q->value[MASS];
    if (x >= q->value[HIGH])
        return 1;
    if (x <= q->value[LOW])
        return 0;
    double share = below <= 0.5 ? (below - q->value[BELOW]) / mass
                                : 1 - (quantity_exceedance(q->whole, x) - q->value[ABOVE]) / mass;
    return fmin(fmax(share, 0), 1);
}

static double exceedance(const Quantity *q, double x)
{
    double above = quantity_exceedance(q->whole, x), mass = q->value[MASS];
    if (x >= q->value[HIGH])
        return 0;
    if (x <= q->value[LOW])
        return 1;
    double share = above <= 0.5 ? (above - q->value[ABOVE]) / mass : 1 - cdf(q, x);
    return fmin(fmax(share, 0), 1);
}

static void from_scores(const Quantity *q, const double *score, double *x, size_t n)
{
    if (is_idle(q) && q->whole->law->from_scores) {
        q->whole->law->from_scores(q->whole, score, x, n);
        for (size_t i = 0; i < n; i++)
            x[i] = clamped(q, x[i]);
        return;
    }
    const double least = 1e-180; /* GSL has no quantiles of t far below it */
    for (size_t i = 0; i < n; i++)
        x[i] = quantile_between(q, fmax(normal_cdf(score[i]), least),
                                fmax(normal_cdf(-score[i]), least));
}

static void from_uniforms(const Quantity *q, const double *u, double *x, size_t n)
{
    for (size_t i = 0; i < n; i++)
        x[i] = quantile(q, u[i]);
}

static double low(const Quantity *q)
{
    return q->value[LOW];
}

static double high(const Quantity *q)
{
    return q->value[HIGH];
}

static size_t bends(const Quantity *q, double *level)
{
    const Quantity *whole = q->whole;
    size_t count = whole->law->bends ? whole->law->bends(whole, level) : 0, kept = 0;
    for (size_t i = 0; i < count; i++) {
        double here = (level[i] - q->value[BELOW]) / q->value[MASS];
        if (here > 0 && here < 1)
            level[kept++] = here;
    }
    return kept;
}

/* E (X - centre)^power over the score z of X, by Gauss-Legendre in panels of one unit or less, none
 * of which has a bend of the law inside. */
typedef struct Moment {
    const Quantity *q;
    gsl_integration_glfixed_table *rule;
    double centre;
    int power;
} Moment;

enum { NODES = 20, REACH = 38 };

static double panel(const Moment *m, double from, double to)
{
    double sum = 0;
    for (size_t i = 0; i < NODES; i++) {
        double z, weight, x;
        gsl_integration_glfixed_point(from, to, i, &z, &weight, m->rule);
        from_scores(m->q, &z, &x, 1);
        sum += weight * exp(-z * z / 2) / sqrt(2 * M_PI) * pow(x - m->centre, m->power);
    }
    return sum;
}

static double moment(const Quantity *q, double centre, int power)
{
    Moment m = { q, gsl_integration_glfixed_table_alloc(NODES), centre, power };
    double level[VALUES], sum = 0;
    size_t count = bends(q, level), next = 0;
    if (!m.rule)
        return NAN;
    for (double from = -REACH, to; from < REACH; from = to) {
        double bend = next < count ? normal_quantile(level[next]) : INFINITY;
        to = fmin(floor(from) + 1, bend > from ? bend : INFINITY);
        next += to == bend || bend <= from;
        sum += panel(&m, from, to);
    }
    gsl_integration_glfixed_table_free(m.rule);
    return sum;
}

/* Between two ends every moment exists; else that of the whole law must. */
static double mean(const Quantity *q)
{
    bool ends = isfinite(q->value[LOW]) && isfinite(q->value[HIGH]);
    double whole = ends ? 0 : q->whole->law->mean(q->whole);
    return isfinite(whole) ? moment(q, 0, 1) : NAN;
}

static double variance(const Quantity *q)
{
    bool ends = isfinite(q->value[LOW]) && isfinite(q->value[HIGH]);
    double whole = ends ? 0 : q->whole->law->variance(q->whole);
    return isfinite(whole) ? moment(q, mean(q), 2) : INFINITY;
}

static const Param params[] = {
    [LOW] = { .name = "low", .low = -1e300, .high = 1e300, .doc = "least value" },
    [HIGH] = { .name = "high", .low = -1e300, .high = 1e300, .doc = "greatest value" },
    { 0 },
};

/* In no table: a user writes `within` beside the whole law. */
static const Distribution general = {
    .name = "within",
    .summary = "a law between two ends",
    .source = "Johnson, Kotz, Balakrishnan (1994), section 10.1",
    .params = params,
    .quantile = quantile,
    .cdf = cdf,
    .mean = mean,
    .variance = variance,
    .low = low,
    .high = high,
    .bends = bends,
    .exceedance = exceedance,
    .quantile_above = quantile_above,
    .from_scores = from_scores,
    .from_uniforms = from_uniforms,
};

/* The shares of the whole law that are cut away and that stay, the last from the nearer tail. */
static void shares(const Quantity *whole, Ends ends, double *value)
{
    double end = nextafter(ends.low, -INFINITY); /* an atom at the low end stays */
    double below = isfinite(ends.low) ? whole->law->cdf(whole, end) : 0;
    double above = isfinite(ends.high) ? quantity_exceedance(whole, ends.high) : 0;
    double rest = below > 0.5 ? quantity_exceedance(whole, end) : 1 - below;
    value[LOW] = fmax(ends.low, whole->law->low(whole));
    value[HIGH] = fmin(ends.high, whole->law->high(whole));
    value[BELOW] = below;
    value[ABOVE] = above;
    value[MASS] = above > 0.5 ? whole->law->cdf(whole, ends.high) - below : rest - above;
}

static Status check(const Quantity *q, Ends ends, double mass, Error *err)
{
    if (ends.low > ends.high)
        return error_set(err, STATUS_INVALID,
                         "low %.15g is above high %.15g; allowed is [low, high] with low < high",
                         ends.low, ends.high);
    if (ends.low == ends.high)
        return error_set(err, STATUS_INVALID,
                         "both ends are %.15g; allowed is [low, high] with low < high, or a plain "
                         "number in place of the distribution",
                         ends.low);
    if (mass > TRUNCATION_LEAST)
        return STATUS_GOOD;
    return error_set(err, STATUS_INVALID,
                     "no value of the %s lies inside (less than a share of %g): its middle is "
                     "%.6g; allowed are ends around values that it takes",
                     q->law->name, TRUNCATION_LEAST, q->law->quantile(q, 0.5));
}

static bool is_own_kind(const Quantity *whole)
{
    return whole->law->cut || quantity_is_constant(whole);
}

/* The values of the cut law, of its own kind or the general one; owned. */
static double *cut_values(const Quantity *whole, Ends ends, const double *share, size_t *count)
{
    bool own = is_own_kind(whole);
    *count = own ? whole->count : VALUES;
    double *value = malloc(*count * sizeof *value);
    if (!value)
        return NULL;
    memcpy(value, own ? whole->value : share, *count * sizeof *value);
    if (whole->law->cut)
        whole->law->cut(value, count, ends.low, ends.high);
    return value;
}

Status truncation_cut(Quantity *q, Ends said, Ends ends, Error *err)
{
    double share[VALUES];
    shares(q, ends, share);
    TRY(check(q, ends, share[MASS], err));
    size_t count = 0;
    Quantity *whole = malloc(sizeof *whole);
    double *given = malloc(2 * sizeof *given), *value = cut_values(q, ends, share, &count);
    if (!whole || !given || !value) {
        free(whole);
        free(given);
        free(value);
        return error_memory(err);
    }
    *whole = *q;
    given[0] = said.low;
    given[1] = said.high;
    *q = (Quantity){ .law = is_own_kind(whole) ? whole->law : &general,
                     .value = value,
                     .count = count,
                     .given = given,
                     .given_count = 2,
                     .whole = whole };
    return STATUS_GOOD;
}

void truncation_undo(Quantity *q)
{
    if (!q->whole)
        return;
    Quantity whole = *q->whole;
    *q->whole = (Quantity){ 0 };
    quantity_free(q);
    *q = whole;
}
