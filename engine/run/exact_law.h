/* The law of an indicator as the exact method sees it: yearly factors f[t] that are independent
 * once the draws that outlast a year are given; with s the year's losses by events,
 *   additive:  f = max(0, 1 + m - s + v e),      else  f = max(0, 1 + m - s) exp(v e). */
#ifndef RUN_EXACT_LAW_H
#define RUN_EXACT_LAW_H

#include "math/noise.h"
#include "run/exact_event.h"

enum { EXACT_DIMENSIONS = 2 }; /* most draws that all years share */

typedef struct ExactLaw {
    const Plan *plan;
    const Indicator *indicator;
    bool additive;           /* what the model says (core/model.h) */
    const Parameter *growth; /* a row that the law speaks of, like the base */
    bool linked;             /* one uniform number behind the growth of all periods */
    Noise noise;
    double noise_end; /* the highest noise that matters */
    ExactEvents events;
    double persistence;
    const Quantity *base;
    double base_centre; /* logs are taken from here */
    double *centre;     /* [period]: and those of a year's factor from here; owned */
    const Quantity *uncertain[EXACT_DIMENSIONS]; /* volatilities drawn once a path */
    size_t uncertains;
    bool gentle; /* and these within a factor of four: few nodes average over them */
} ExactLaw;

/* A product of yearly factors, years counted from the base year: first .. last, times the base. */
typedef struct ExactSpan {
    size_t first, last; /* first > last: no factor */
    bool base;
} ExactSpan;

/* STATUS_INVALID with the reason when the law is not one of these. */
Status exact_law_make(ExactLaw *law, const Plan *plan, const Indicator *indicator, Error *err);
void exact_law_free(ExactLaw *law);

const Quantity *exact_law_growth(const ExactLaw *law, size_t period);
const Quantity *exact_law_volatility(const ExactLaw *law, size_t period);
bool exact_law_noisy(const ExactLaw *law, size_t period);
double exact_law_least_volatility(const ExactLaw *law, size_t period); /* hardly ever less */

/* Years of the span that lie in the period, and the log that the span's product is taken from. */
size_t exact_law_years(const ExactLaw *law, ExactSpan span, size_t period);
double exact_law_centre(const ExactLaw *law, ExactSpan span);

/* Of the sum of v e over the span, with v [period] and e an AR(1) of unit variance:
 * sum of v v r^|i - j|. */
double exact_law_noise_variance(const ExactLaw *law, ExactSpan span, const double *volatility);
/* Whether some year up to `last` lies in the period and is of the kind. */
bool exact_law_has(const ExactLaw *law, size_t period, size_t kind, size_t last);

/* Whether some factor of the span has noise; whether none of its parts is left to chance. */
bool exact_law_span_noisy(const ExactLaw *law, ExactSpan span);
bool exact_law_span_certain(const ExactLaw *law, ExactSpan span);

#endif
