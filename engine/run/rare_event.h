/* An event of which the chance is asked for: targets met together, or not all of them met, which
 * comes about in as many ways as there are bounds; and how near a path comes to it. */
#ifndef RUN_RARE_EVENT_H
#define RUN_RARE_EVENT_H

#include "run/rare_bound.h"

typedef struct RareEvent {
    const Scenario *scenario; /* borrowed */
    const size_t *target;     /* borrowed; all of these together */
    size_t targets;
    bool missed;      /* the event is that they are not all met */
    RareBound *bound; /* owned; the ways to miss any of them */
    size_t bounds;
    size_t looked; /* missed: the one that is looked for at the moment */
} RareEvent;

/* With all bounds of the targets, in units of one. */
Status rare_event_new(RareEvent *event, const Scenario *scenario, const size_t *target,
                      size_t targets, bool missed, Error *err);
void rare_event_free(RareEvent *event);

/* Takes the units of the bounds from the block's paths and puts the nearest bounds first. */
void rare_event_scale(RareEvent *event, const Block *block);

/* The score of each path of the block: INFINITY in the event (missed: by the bound that is looked
 * for), else minus the standard deviations from it. What is met is what target_judge says. */
void rare_event_score(const RareEvent *event, const Block *block, double *score);

/* What each path of the block counts: 1 in the event, else 0. A path that misses several bounds
 * counts an equal part for each of them, so that the ways add up to the event, whatever they share
 * (Owen, Maximov and Chertkov 2019); this is the part of the bound that is looked for. */
void rare_event_share(const RareEvent *event, const Block *block, double *share);

#endif
