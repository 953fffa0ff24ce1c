#include "math/octave.h"

#include "base/hash.h"
#include "math/normal.h"

#include <math.h>
#include <string.h>

enum { DEGREE = OCTAVE_TERMS - 1, TOP = 30 };

static const double allowed = 2e-5;

double octave_normal(const void *law, double d, unsigned side)
{
    (void)law;
    return side ? -normal_quantile(d) : normal_quantile(d);
}

static double value_at(const OctaveTable *table, double d, unsigned side)
{
    return table->quantile(table->law, d, side);
}

double octave_exact(const OctaveTable *table, uint32_t word)
{
    return value_at(table, ((word & 0x7FFFFFFF) | 1) * 0x1p-32, word >> 31);
}

double octave_deep(const OctaveTable *table, uint32_t word, uint32_t more)
{
    double x = (word & 0x7FFFFFFE) + (more + 0.5) * 0x1p-31;
    return value_at(table, x * 0x1p-32, word >> 31);
}

/* Where the kernel looks: the low five bits of the exponent field of the float m 2^octave. */
static size_t place(int octave)
{
    return (size_t)(127 + octave) % OCTAVES;
}

/* Newton's divided differences at the Chebyshev points, then multiplied out. */
static void interpolate(const double *at, const double *value, double *term)
{
    double difference[OCTAVE_TERMS];
    memcpy(difference, value, sizeof difference);
    for (size_t k = 1; k < OCTAVE_TERMS; k++)
        for (size_t i = OCTAVE_TERMS - 1; i >= k; i--)
            difference[i] = (difference[i] - difference[i - 1]) / (at[i] - at[i - k]);
    memset(term, 0, OCTAVE_TERMS * sizeof *term);
    for (size_t k = OCTAVE_TERMS; k-- > 0;) {
        for (size_t i = OCTAVE_TERMS - 1; i > 0; i--)
            term[i] = term[i - 1] - at[k] * term[i];
        term[0] = difference[k] - at[k] * term[0];
    }
}

static double evaluate(const double *term, double m)
{
    double sum = term[DEGREE];
    for (int k = DEGREE - 1; k >= 0; k--)
        sum = sum * m + term[k];
    return sum;
}

/* The error is probed between the points and at the ends, where an interpolation errs most. */
static void fit_octave(OctaveTable *table, int octave, unsigned side, double spread)
{
    double at[OCTAVE_TERMS], value[OCTAVE_TERMS], term[OCTAVE_TERMS];
    for (size_t i = 0; i < OCTAVE_TERMS; i++) {
        at[i] = 0.5 * cos(M_PI * ((double)i + 0.5) / OCTAVE_TERMS);
        value[i] = value_at(table, ldexp(1.5 + at[i], octave - 32), side) - table->median;
    }
    interpolate(at, value, term);
    for (size_t k = 0; k < OCTAVE_TERMS; k++)
        table->term[side][k][place(octave)] = (float)term[k];
    for (size_t i = 0; i <= OCTAVE_TERMS; i++) {
        double m = 0.5 * cos(M_PI * (double)i / OCTAVE_TERMS);
        double exact = value_at(table, ldexp(1.5 + m, octave - 32), side) - table->median;
        double error = fabs(evaluate(term, m) - exact) / fmax(spread, fabs(exact));
        table->error = error <= table->error ? table->error : error; /* of a NaN too */
    }
}

static uint64_t mark_of(const OctaveTable *table)
{
    uint64_t word[sizeof table->term / sizeof(uint64_t)];
    memcpy(word, table->term, sizeof word);
    uint64_t mark = hash_words(table->symmetric, word, sizeof word / sizeof *word);
    memcpy(word, &table->median, sizeof table->median);
    return hash_words(mark, word, 1);
}

/* The last octave holds d = 1/2 alone, to which a float may be rounded up: the median. */
static Status fit(OctaveTable *table, Error *err)
{
    const double shoulder = 0.15865525393145705; /* of the normal law: one standard deviation */
    double spread = (value_at(table, shoulder, 1) - value_at(table, shoulder, 0)) / 2;
    for (unsigned side = 0; side < (table->symmetric ? 1 : 2); side++)
        for (int octave = 0; octave <= TOP; octave++)
            fit_octave(table, octave, side, spread);
    table->mark = mark_of(table);
    if (table->error <= allowed)
        return STATUS_GOOD;
    return error_set(err, STATUS_NUMERIC, "a table of quantiles errs by %.2g; allowed is %g",
                     table->error, allowed);
}

Status octave_fit_symmetric(OctaveTable *table, OctaveQuantile *quantile, const void *law,
                            Error *err)
{
    *table = (OctaveTable){ .symmetric = true, .quantile = quantile, .law = law };
    return fit(table, err);
}

Status octave_fit(OctaveTable *table, OctaveQuantile *quantile, const void *law, Error *err)
{
    *table = (OctaveTable){ .quantile = quantile, .law = law };
    table->median = quantile(law, 0.5, 0);
    table->low = quantile(law, 0x1p-65, 0);
    table->high = quantile(law, 0x1p-65, 1);
    return fit(table, err);
}
