/* The events of an indicator as the exact method sees them: the loss of a year has its own law,
 * independent of all other years. */
#ifndef RUN_EXACT_EVENT_H
#define RUN_EXACT_EVENT_H

#include "math/quadrature.h"
#include "run/plan.h"

enum { EXACT_EVENTS = 3 }; /* most that can fall in one year */

typedef struct ExactEvents {
    const Plan *plan;
    size_t indicator;
    size_t *kind; /* [year]: years of one kind have the same events; of year 0 that of year 1 */
    size_t *year; /* [kind]: a year of it; both owned */
    size_t kinds;
} ExactEvents;

/* STATUS_INVALID with the event when it is not covered: it lasts longer than its year, or too many
 * fall together. */
Status exact_events_make(ExactEvents *events, const Plan *plan, size_t indicator, Error *err);
void exact_events_free(ExactEvents *events);

/* An event that may fall in a year of the kind, the number of all events when there is none. */
size_t exact_events_some(const ExactEvents *events, size_t kind);

/* The greatest sum of losses in a year of the kind, but for a chance of 1e-13 each. */
double exact_events_most(const ExactEvents *events, size_t kind);

/* Nodes of the sum of losses in a year of the kind; without events the one node 0. */
Status exact_events_rule(const ExactEvents *events, size_t kind, const QuadratureOptions *options,
                         Quadrature *rule, Error *err);

#endif
