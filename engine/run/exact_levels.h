/* The distributions of the products an indicator is asked about: its levels, its growth. */
#ifndef RUN_EXACT_LEVELS_H
#define RUN_EXACT_LEVELS_H

#include "math/fourier.h"
#include "run/exact_direct.h"
#include "run/exact_moments.h"

/* One product. Two resolutions; what they differ by is the numerical error. */
typedef struct ExactSeries {
    double centre;       /* the log that the others are taken from */
    double low, high;    /* of the log: nothing that matters lies outside */
    ExactDirect *direct; /* instead of harmonics; owned */
    FourierLaw coarse, fine;
    double aliased;    /* mass that the samples of densities miss or add */
    double omitted;    /* chance that these leave out */
    double lost;       /* chance that all is lost before the first factor: there is no product */
    double lost_error; /* what this may change, when it has to do with the factors */
    ExactMoments moments;
} ExactSeries;

typedef struct ExactResolution {
    size_t points, fineness;
    double period;
    bool sharp;  /* some product without noise is not direct */
    double cost; /* of the last transform */
} ExactResolution;

typedef struct ExactLevels {
    ExactLaw law;
    size_t spans;
    ExactSpan *span;     /* owned */
    ExactSeries *series; /* one for each span; owned */
    double *budget;      /* of run/exact_chain.h; borrowed */
    ExactResolution at;  /* at which the laws settled; a period of 0: all are direct */
} ExactLevels;

/* Takes over `span` (allocated). STATUS_INVALID when the law of the indicator is not covered. */
Status exact_levels_make(ExactLevels *levels, const Plan *plan, const Indicator *indicator,
                         ExactSpan *span, size_t spans, Error *err);
void exact_levels_free(ExactLevels *levels);

/* P(product <= y), given that there is one; *error is a bound on what it may be off, never below
 * 1e-12; may be NULL. */
double exact_levels_below(const ExactLevels *levels, size_t span, double y, double *error);

/* Whether the product takes finitely many values, so that its cdf is known to jump between them. */
bool exact_levels_stepped(const ExactLevels *levels, size_t span);

#endif
