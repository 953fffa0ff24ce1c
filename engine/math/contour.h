/* Lines of equal value over a grid, and the same along a single line, by linear interpolation. */
#ifndef MATH_CONTOUR_H
#define MATH_CONTOUR_H

#include <stdbool.h>
#include <stddef.h>

/* Borrowed. */
typedef struct ContourGrid {
    const double *x, *y; /* rising */
    size_t columns, rows;
    const double *value; /* [column * rows + row]; NaN: not known, no line runs beside it */
} ContourGrid;

/* Zero-initialise. Lines one after the other; a closed one ends where it begins. */
typedef struct Contour {
    double *x, *y; /* owned, as `first` */
    size_t *first; /* point of each line; first[lines] is the number of points */
    size_t lines;
} Contour;

/* The lines that part values below `level` from those at or above it (marching squares; a saddle is
 * judged by the mean of its corners). False without memory. */
bool contour_trace(const ContourGrid *grid, double level, Contour *contour);

void contour_free(Contour *contour);

/* Where a value that is known at rising places comes to a level. */
typedef struct ContourCrossing {
    double at;      /* the place */
    double slope;   /* of the value there */
    size_t segment; /* between this place and the next ... */
    double share;   /* ... so far along it, 0..1 */
} ContourCrossing;

/* The first crossings, at most `most`, by rising place; returns how many there are. Segments with
 * an end that is NaN are left out. */
size_t contour_crossings(const double *at, const double *value, size_t count, double level,
                         ContourCrossing *found, size_t most);

#endif
