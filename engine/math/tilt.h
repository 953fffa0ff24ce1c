/* Mixtures of laws by which rare points are drawn often. In part k a standard normal number is
 * moved by m[k]; a number that decides whether something starts (when its uniform number u is below
 * a chance) has a law that is even inside cells of u. With shares a[k] the density over that of
 * chance is q(x) / f(x) = sum of a[k] exp(m[k] x - |m[k]|^2 / 2) times the ratios of the cells.
 * Part 0 is chance itself, so that no point weighs more than 1 / a[0] (Hesterberg 1995). */
#ifndef MATH_TILT_H
#define MATH_TILT_H

#include "base/error.h"

#include <stddef.h>

/* Cells halve towards the chance, where what starts is greatest; the last is where nothing starts.
 */
enum { TILT_PARTS = 48, TILT_CELLS = 22 };

typedef struct Tilt {
    size_t dimensions, parts;
    double share[TILT_PARTS]; /* their sum is 1 */
    double half[TILT_PARTS];  /* |m|^2 / 2 */
    double *shift;            /* [part][dimension], 0 of one with cells; owned */
    const double *chance;     /* [dimension]: 0: no cells; borrowed */
    size_t *celled;           /* [dimension]: its number among those with cells; owned */
    size_t cells;             /* how many have cells */
    double *cell;             /* [part][celled][cell]: logarithms of the ratios; owned */
} Tilt;

/* One part, chance itself, of share 1. */
Status tilt_new(Tilt *tilt, size_t dimensions, const double *chance, Error *err);
void tilt_free(Tilt *tilt); /* accepts an empty one */

/* Another of the same parts, with the same chances. */
Status tilt_copy(Tilt *tilt, const Tilt *other, Error *err);

/* The same parts in a longer list of numbers, in which number j is number place[j]; the others are
 * as chance has them. */
Status tilt_place(Tilt *tilt, const Tilt *other, const size_t *place, size_t dimensions,
                  const double *chance, Error *err);

/* Adds the parts of another of the same dimensions, all but its first, which together become
 * `share` of all that are not the first; those for which there is no room are left out. */
void tilt_join(Tilt *tilt, const Tilt *other, double share);

/* Points in rows, x[i * dimensions + j], with weights >= 0. */
typedef struct TiltPoints {
    const double *x, *weight;
    size_t n;
    double worth; /* how many independent points they are worth */
} TiltPoints;

/* Adds a part fitted to the points, whose share becomes `share` of the whole; nothing when all
 * parts are taken or no point has weight. */
Status tilt_add(Tilt *tilt, const TiltPoints *points, double share, Error *err);

/* Gives part 0 that share, the others the rest in equal parts. */
void tilt_share(Tilt *tilt, double plain);

/* Moves n points of standard normal numbers, x[dimension * stride + i], each by the part that the
 * uniform number u[i] picks. */
void tilt_move(const Tilt *tilt, const double *u, double *x, size_t stride, size_t n);

/* log f(x) / q(x) of each point: the logarithm of its weight. `scratch` takes TILT_PARTS n values.
 */
void tilt_weigh(const Tilt *tilt, const double *x, size_t stride, size_t n, double *scratch,
                double *log_weight);

/* The density of one part over that of chance at one point, its logarithm. */
double tilt_ratio(const Tilt *tilt, size_t part, const double *x);

/* The mean logarithm of the density of all parts but the first over that of chance. */
double tilt_likelihood(const Tilt *tilt, const TiltPoints *points);

/* Expectation maximisation: shares and parts go towards those most likely for the points, which is
 * the mixture nearest to their law (cross-entropy, Rubinstein and Kroese 2004). What chance alone
 * makes of a mean is taken away; parts of hardly any share go. The share of part 0 stays. */
Status tilt_fit(Tilt *tilt, const TiltPoints *points, size_t rounds, Error *err);

#endif
