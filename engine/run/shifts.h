/* What moves the growth of indicators in one block of paths: events lower it, programmes raise it.
 */
#ifndef RUN_SHIFTS_H
#define RUN_SHIFTS_H

#include "run/draws.h"

typedef struct Shifts Shifts;

Status shifts_new(Shifts **shifts, const Plan *plan, Error *err);
void shifts_free(Shifts *shifts); /* accepts NULL */

/* Draws all events and programmes for the paths of the block. */
void shifts_draw(Shifts *shifts, const Draws *draws);

/* The rows as the model of the indicator is to see them, its growth shifted: `row` itself when
 * nothing names the indicator, else borrowed until the next call. */
const double *const *const *shifts_apply(Shifts *shifts, size_t indicator,
                                         const double *const *const *row);

/* What an event takes off growth in year t of each path; NULL in a year that it cannot reach. */
const double *shifts_loss(const Shifts *shifts, size_t event, size_t t);

#endif
