/* Uncertain growth with few rows of years. Relative to 1 + m, what noise and losses make of a year
 * hardly depends on m: E f^(i w) = (1 + m)^(i w) psi(w, m) with psi smooth in m. So psi is made at
 * some points m_c only, and with the polynomials l_c that interpolate between them a product of n
 * years is
 *   E (1 + m)^(i w n) psi(w, m)^n = sum over c of psi(w, m_c)^n M_c(n w),
 *   M_c(w) = E l_c(m) (1 + m)^(i w). */
#ifndef RUN_EXACT_SPREAD_H
#define RUN_EXACT_SPREAD_H

#include "math/fourier.h"
#include "run/exact_draws.h"
#include "run/exact_row.h"

typedef struct ExactSpread {
    size_t count;   /* of points; 0: they would not be cheaper than the nodes of the rule */
    double *growth; /* m_c; owned */
    const Quadrature *rule;
    double *share; /* [point * rule->count + node]: weight times l_c; owned */
    double centre, angle;
    size_t filled, room; /* harmonics of M_c that are there, and that there is room for */
    double *memory;      /* the M_c; owned */
} ExactSpread;

/* For the growth of a period that is not linked; borrows the draws. */
Status exact_spread_make(ExactSpread *spread, const ExactDraws *draws, size_t period,
                         const FourierGrid *grid, size_t fineness, Error *err);
void exact_spread_free(ExactSpread *spread);

/* Makes sure that all M_c have so many harmonics. */
Status exact_spread_reach(ExactSpread *spread, size_t harmonics, Error *err);

/* M_c from harmonic 0 on; borrowed until the next reach. */
Row exact_spread_row(const ExactSpread *spread, size_t point);

#endif
