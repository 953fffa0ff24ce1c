/* The events of one block of paths: in which years each is in force, what it takes, and the growth
 * that is left. */
#ifndef RUN_EVENTS_H
#define RUN_EVENTS_H

#include "run/plan.h"

typedef struct Events Events;

Status events_new(Events **events, const Plan *plan, Error *err);
void events_free(Events *events); /* accepts NULL */

/* Draws the losses of all events in all years for paths first .. first + BLOCK_PATHS - 1. */
void events_draw(Events *events, uint64_t first);

/* The rows as the model of the indicator is to see them, its growth lowered by the losses: `row`
 * itself when no event names it, else borrowed until the next call. */
const double *const *const *events_lower(Events *events, size_t indicator,
                                         const double *const *const *row);

#endif
