/* Rows of one year's factor, at one resolution. */
#ifndef RUN_EXACT_YEAR_H
#define RUN_EXACT_YEAR_H

#include "run/exact_noise.h"
#include "run/exact_row.h"
#include "run/exact_transform.h"

typedef struct ExactYear {
    const ExactLaw *law;   /* borrowed, like the grid */
    FourierGrid *grid;     /* NULL: real exponents */
    size_t columns;        /* of harmonics or exponents; that of the mass follows */
    Quadrature *loss;      /* [kind of year]; owned */
    ExactDensity *density; /* [kind of year]: at the volatility in force; owned */
    double volatility;
    double *spare; /* a row; owned */
    double *power; /* exp(i step), -2 points <= i <= 2 points, for the step of the grid; owned */
} ExactYear;

Status exact_year_make(ExactYear *year, const ExactLaw *law, const ExactTransform *to, Error *err);
void exact_year_free(ExactYear *year);

/* Puts a volatility in force, for growth up to `most`. */
Status exact_year_set(ExactYear *year, double volatility, double most, Error *err);

/* The transform of a mass of 1 at x; -INFINITY is a factor of 0, which leaves nothing. */
void exact_year_point(const ExactYear *year, double x, Row to);

/* That of a year of the kind with growth m, its log taken from `centre`: of an additive law with
 * noise, else of the growth that is left alone. */
void exact_year_fill(const ExactYear *year, size_t kind, double m, double centre, Row to);

/* Columns that a year of the kind costs at a growth: of a density, which a rough look makes slowly,
 * or of a point for each loss. */
double exact_year_cost(const ExactYear *year, size_t kind, size_t period, double growth);

/* The density at 0 of an additive factor, P(0 < f < y) / y for small y. */
double exact_year_ruin(const ExactYear *year, size_t kind, double m);

#endif
