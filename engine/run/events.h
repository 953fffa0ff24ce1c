/* The events of one block of paths: in which years each is in force, and what it takes. */
#ifndef RUN_EVENTS_H
#define RUN_EVENTS_H

#include "run/draws.h"

typedef struct Events Events;

Status events_new(Events **events, const Plan *plan, Error *err);
void events_free(Events *events); /* accepts NULL */

/* Draws the losses of all events in all years for the paths of the block. */
void events_draw(Events *events, const Draws *draws);

/* What the event takes off the growth of year t in each path; NULL in a year that it cannot reach.
 * Borrowed until the next draw. */
const double *events_loss(const Events *events, size_t event, size_t t);

#endif
