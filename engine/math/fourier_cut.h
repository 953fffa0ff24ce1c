/* Cuts of densities given by their harmonics: what lies outside an interval is lost. The product of
 * a trigonometric polynomial and an indicator has exact harmonics, so that the jumps at the ends
 * cost no accuracy as long as something smooth is convolved, or only the mass is asked, after it.
 */
#ifndef MATH_FOURIER_CUT_H
#define MATH_FOURIER_CUT_H

#include "base/error.h"

#include <stddef.h>

typedef struct FourierCutter {
    size_t count; /* harmonics of a density */
    double period;
    double *sample;
    struct FourierCutTables *tables;
} FourierCutter;

Status fourier_cutter_make(FourierCutter *cutter, size_t count, double period, Error *err);
void fourier_cutter_free(FourierCutter *cutter);

/* So many values make an interval. */
size_t fourier_cutter_room(const FourierCutter *cutter);

/* The interval low .. high, at most one period long: for cuts, or for the mass alone. */
void fourier_cutter_interval(FourierCutter *cutter, double low, double high, double *interval);
void fourier_cutter_window(const FourierCutter *cutter, double low, double high, double *window);

/* Harmonics phi_k = E exp(2 pi i k x / period), k = 0 .. count - 1, of what lies inside; or only
 * the first, the mass. */
void fourier_cutter_cut(FourierCutter *cutter, const double *interval, double *re, double *im);
double fourier_cutter_mass(const FourierCutter *cutter, const double *window, const double *re,
                           const double *im);

#endif
