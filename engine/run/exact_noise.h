/* Transforms of one year's noisy factor. */
#ifndef RUN_EXACT_NOISE_H
#define RUN_EXACT_NOISE_H

#include "math/fourier.h"
#include "run/exact_density.h"

/* f = max(0, a + v e), v > 0, where e has that density; x = log f - centre. */
typedef struct ExactFactor {
    const ExactDensity *density;
    double a, v, centre;
    const double *power; /* [i], also negative: exp(i step) for the step of the grid; else NULL */
} ExactFactor;

/* E[exp(i w x); f > 0] at the harmonics of the grid, or, without a grid, E[exp(s x); f > a / 20] at
 * the real exponents of exact_transform.h, roughly, added to re. */
void exact_noise_transform(const ExactFactor *factor, FourierGrid *grid, double *re, double *im);

/* Density of the factor at 0. */
double exact_noise_at_zero(const ExactFactor *factor);

/* The transforms of the factor exp(v e) of plain noise, without a chance of so much at each end of
 * Student's t. */
extern const double exact_noise_cut;
void exact_noise_exponential(const Noise *noise, double v, FourierGrid *grid, double *re,
                             double *im);

/* Adds weight exp(s x) for each of the real exponents. */
void exact_noise_powers(double x, double weight, double *re);

#endif
