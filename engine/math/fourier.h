/* Densities on the line by their Fourier coefficients over one period: for a smooth density the
 * coefficients fall faster than any power, and the sum is as exact as the arithmetic. */
#ifndef MATH_FOURIER_H
#define MATH_FOURIER_H

#include "base/error.h"

#include <stddef.h>

/* Harmonics of functions with this period, from samples at the multiples of period / points. */
typedef struct FourierGrid {
    size_t points; /* a power of two, or three times one */
    double period;
    double *sample; /* [i mod points]: at i * period / points; a workspace of the caller */
    struct FourierTables *tables;
} FourierGrid;

Status fourier_grid_make(FourierGrid *grid, size_t points, double period, Error *err);
void fourier_grid_free(FourierGrid *grid);

/* Sum of sample[i] exp(2 pi i k x / period) for k = 0 .. points / 2 - 1; destroys the samples. */
void fourier_grid_harmonics(FourierGrid *grid, double *re, double *im);

/* value[k] = exp(i k angle), k = 0 .. n - 1; or exp(i (first + k) angle). */
void fourier_phases(double angle, double *re, double *im, size_t n);
void fourier_phases_from(double angle, size_t first, double *re, double *im, size_t n);

/* A law with mass `mass` spread over low .. low + period, phi_k = E exp(2 pi i k x / period). */
typedef struct FourierLaw {
    double low, period, mass;
    size_t count; /* harmonics that matter */
    double *re, *im;
    double start; /* of the sum at `low` */
    double tail;  /* estimate of what the harmonics beyond the last would add to a probability */
} FourierLaw;

/* Takes the first `count` harmonics from re and im (copied); drops those that do not matter. */
Status fourier_law_make(FourierLaw *law, double low, double period, const double *re,
                        const double *im, size_t count, Error *err);
void fourier_law_free(FourierLaw *law);

/* The mass at or below x. */
double fourier_law_below(const FourierLaw *law, double x);

#endif
