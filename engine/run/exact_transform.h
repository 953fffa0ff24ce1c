/* Transforms of products of yearly factors: with x the log of the product, from its centre,
 * E exp(i w x) at the multiples of a frequency, or E exp(s x) at some real s, where factors that
 * leave next to nothing are told apart. */
#ifndef RUN_EXACT_TRANSFORM_H
#define RUN_EXACT_TRANSFORM_H

#include "math/fourier.h"
#include "run/exact_law.h"

/* The greatest cost of a transform that is paid. */
double exact_transform_dearest(const Plan *plan);

/* Real s: 2^k / 8 for k = 0 .. EXACT_POWERS - 1, then the same negative. */
enum { EXACT_POWERS = 20, EXACT_EXPONENTS = 2 * EXACT_POWERS };

double exact_transform_exponent(size_t k);

typedef struct ExactTransform {
    FourierGrid *grid; /* NULL: real exponents */
    size_t fineness;   /* of the quadrature over uncertain draws */
    double reach;      /* of the scores in it */
    /* Columns of each row: harmonics or exponents, and last the mass, worked out apart from the
     * harmonics, whose first one differs from it by what the samples of a density err. */
    size_t width;
    double cost;     /* columns worked through, at every node of the quadrature */
    double *re, *im; /* [span][width]; owned */
    double *ruin;    /* [year]: density of exp(x) at 0 of its factor; without a grid only; owned */
} ExactTransform;

/* grid (borrowed), fineness and reach are given, the others are made. STATUS_INVALID when it would
 * cost too much. */
Status exact_transform_make(ExactTransform *made, const ExactLaw *law, const ExactSpan *span,
                            size_t spans, Error *err);
void exact_transform_free(ExactTransform *transform);

#endif
