/* The density of e - loss / v, the noise of a year with its losses in units of the volatility, as
 * polynomials on panels: cheap to sample however many losses are averaged. */
#ifndef RUN_EXACT_DENSITY_H
#define RUN_EXACT_DENSITY_H

#include "math/noise.h"
#include "math/quadrature.h"

enum { EXACT_DENSITY_TERMS = 16 };

typedef struct ExactDensity {
    size_t panels;
    double *edge; /* panels + 1 of them, rising; nothing that matters lies outside; owned */
    double *term; /* [panel][power of -1..1 across the panel]; owned */
} ExactDensity;

/* From `low` at the farthest; `high` is where the noise itself ends. */
Status exact_density_make(ExactDensity *density, const Noise *noise, const Quadrature *loss,
                          double v, double low, double high, Error *err);
void exact_density_free(ExactDensity *density);

double exact_density_at(const ExactDensity *density, double e); /* 0 outside */

/* At e between the edges of the panel. */
double exact_density_in(const ExactDensity *density, size_t panel, double e);

/* to[i] += scale y[i] times the density at e = slope y[i] + shift, all in the panel. */
void exact_density_add(const ExactDensity *density, size_t panel, const double line[2],
                       double scale, const double *y, double *to, size_t n);

#endif
