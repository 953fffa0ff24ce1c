/* Quantiles of a fixed law by table. A random word is a side of the median and a distance d from
 * that side's end of 0..1. The exponent of d picks one of 32 octaves and its mantissa is the
 * argument of that octave's polynomial, so that the tail costs what the middle costs, without a
 * branch or a logarithm, and every smooth law costs the same. */
#ifndef MATH_OCTAVE_H
#define MATH_OCTAVE_H

#include "base/error.h"

#include <stdbool.h>
#include <stdint.h>

enum { OCTAVES = 32, OCTAVE_TERMS = 6 };

/* A word w stands for d = x 2^-32 with x = (w mod 2^31) | 1, below the median when its highest bit
 * is 0, above when it is 1. Where x < OCTAVE_DEEP (a chance of 2^-15) 32 more bits place d inside
 * the cell x - 1 .. x + 1, so that far quantiles are not those of a lattice. */
enum { OCTAVE_DEEP = 1 << 16 };

/* The law's value at distance d, 0 < d <= 1/2, from 0 (side 0) or from 1 (side 1). */
typedef double OctaveQuantile(const void *law, double d, unsigned side);

typedef struct OctaveTable {
    /* [side], of (m - 1.5)^k, by the low bits of the float's exponent: the distance to the median
     */
    float term[2][OCTAVE_TERMS][OCTAVES];
    bool symmetric; /* the median is 0 and side 1 mirrors side 0 */
    double median, low, high;
    OctaveQuantile *quantile;
    const void *law; /* borrowed */
    uint64_t mark;   /* tells tables of different laws apart; 0: that of octave_normal_table */
    double error;    /* the greatest found, relative to the spread or, farther out, to the distance
                      * from the median */
} OctaveTable;

/* Fits every octave at its Chebyshev points, then measures the error between them: 5e-6 for the
 * normal law, up to 1.3e-5 for Student's t near two degrees of freedom; rounding to floats adds
 * 3e-7 at most. The spread is half of what lies between the quantiles at 16 and 84 %.
 * STATUS_NUMERIC beyond 2e-5, as for a law with a kink or an atom. */
Status octave_fit(OctaveTable *table, OctaveQuantile *quantile, const void *law, Error *err);

/* The same for a law that is symmetric about 0. */
Status octave_fit_symmetric(OctaveTable *table, OctaveQuantile *quantile, const void *law,
                            Error *err);

/* What the table stands for: the quantile of the word, by the law's own function. */
double octave_exact(const OctaveTable *table, uint32_t word);

/* The quantile of a word with x < OCTAVE_DEEP and 32 more bits. */
double octave_deep(const OctaveTable *table, uint32_t word, uint32_t more);

/* The standard normal as such a law; `law` is not used. */
double octave_normal(const void *law, double d, unsigned side);

/* Its table, as octave_fit_symmetric makes it. */
extern const OctaveTable octave_normal_table;

#endif
