#include "math/octave.h"

#include "math/normal.h"

#include <math.h>
#include <string.h>

enum { DEGREE = OCTAVE_TERMS - 1, PROBES = 64, TOP = 30 };

static const double allowed = 2e-5;

double octave_normal(const void *law, double d)
{
    (void)law;
    return normal_quantile(d);
}

double octave_exact(const OctaveTable *table, uint32_t word)
{
    double below = table->scale * table->quantile(table->law, ((word & 0x7FFFFFFF) | 1) * 0x1p-32);
    return word >> 31 ? -below : below;
}

double octave_deep(const OctaveTable *table, uint32_t word, uint32_t more)
{
    double x = (word & 0x7FFFFFFE) + (more + 0.5) * 0x1p-31;
    double below = table->scale * table->quantile(table->law, x * 0x1p-32);
    return word >> 31 ? -below : below;
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

static void fit_octave(OctaveTable *table, int octave)
{
    double at[OCTAVE_TERMS], value[OCTAVE_TERMS], term[OCTAVE_TERMS];
    for (size_t i = 0; i < OCTAVE_TERMS; i++) {
        at[i] = 0.5 * cos(M_PI * ((double)i + 0.5) / OCTAVE_TERMS);
        value[i] = table->quantile(table->law, ldexp(1.5 + at[i], octave - 32));
    }
    interpolate(at, value, term);
    for (size_t k = 0; k < OCTAVE_TERMS; k++)
        table->term[k][place(octave)] = (float)term[k];
}

static double evaluate(const OctaveTable *table, int octave, double m)
{
    double sum = table->term[DEGREE][place(octave)];
    for (int k = DEGREE - 1; k >= 0; k--)
        sum = sum * (m - 1.5) + table->term[k][place(octave)];
    return sum;
}

static void measure(OctaveTable *table, int octave)
{
    for (int i = 0; i <= PROBES; i++) {
        double m = 1 + (double)i / PROBES;
        double exact = table->quantile(table->law, ldexp(m, octave - 32));
        double error = fabs(evaluate(table, octave, m) - exact) / fmax(1, fabs(exact));
        table->error = error > table->error ? error : table->error;
    }
}

/* The last octave holds d = 1/2 alone, to which a float may be rounded up: the median, 0. */
Status octave_fit(OctaveTable *table, OctaveQuantile *quantile, const void *law, Error *err)
{
    *table = (OctaveTable){ .quantile = quantile, .law = law, .scale = 1 };
    for (int octave = 0; octave <= TOP; octave++) {
        fit_octave(table, octave);
        measure(table, octave);
    }
    if (table->error <= allowed)
        return STATUS_GOOD;
    return error_set(err, STATUS_NUMERIC, "a table of quantiles errs by %.2g; allowed is %g",
                     table->error, allowed);
}

void octave_scale(OctaveTable *table, double scale)
{
    table->scale *= scale;
    for (size_t k = 0; k < OCTAVE_TERMS; k++)
        for (size_t i = 0; i < OCTAVES; i++)
            table->term[k][i] = (float)(table->term[k][i] * scale);
}
