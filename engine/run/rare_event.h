/* An event of which the chance is asked for: a target or all of them, met or missed; and how near a
 * path comes to it. */
#ifndef RUN_RARE_EVENT_H
#define RUN_RARE_EVENT_H

#include "run/block.h"

typedef struct RareEvent {
    const Scenario *scenario; /* borrowed */
    const size_t *target;     /* borrowed; all of these together */
    size_t targets;
    bool missed;   /* the event is that they are not all met */
    double *scale; /* [of these]: the unit in which distances are compared; owned */
} RareEvent;

/* In units of one for each target. */
Status rare_event_new(RareEvent *event, const Scenario *scenario, const size_t *target,
                      size_t targets, Error *err);
void rare_event_free(RareEvent *event);

/* Takes as unit of each target the mean distance of the block's paths from its bounds. `scratch`
 * takes 2 BLOCK_PATHS values. */
void rare_event_scale(RareEvent *event, const Block *block, double *scratch);

/* The score of each path of the block: INFINITY in the event, else minus the distance from it. What
 * is met is what target_judge says. `scratch` takes 2 BLOCK_PATHS values. */
void rare_event_score(const RareEvent *event, const Block *block, double *scratch, double *score);

#endif
