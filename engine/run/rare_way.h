/* How the paths of a rare event are to be drawn: for each way in which it comes about one proposal
 * density, a mixture of moved normal laws, fitted to what a search for that way alone has found. */
#ifndef RUN_RARE_WAY_H
#define RUN_RARE_WAY_H

#include "math/tilt.h"
#include "run/rare_search.h"

typedef struct RareWay {
    RareBound bound; /* that is missed; of targets that are met together, none */
    Tilt tilt;       /* [draw] */
    double rough;    /* its chance, roughly */
} RareWay;

typedef struct RareWays {
    RareDraws draws;
    RareWay *way; /* those that were found, the nearest bound first; owned */
    size_t ways;
    uint64_t blocks; /* what the event takes in all */
    uint64_t used;   /* paths so far */
    double beyond;   /* roughly the chance of ways that the search had to leave unfound */
} RareWays;

enum { RARE_DRAWS_MOST = 4096 };

/* Of an otherwise zero-initialised object that has the event's draws, RARE_DRAWS_MOST at most:
 * looks for each way in turn, with plan->paths paths in all, or more where the ways are many, of
 * which those that are left are for the estimate. Plan (of given_sampling), event and options are
 * borrowed. */
Status rare_ways_find(RareWays *ways, const Plan *plan, RareEvent *event,
                      const SimulateOptions *options, Error *err);
void rare_ways_free(RareWays *ways); /* accepts an empty one */

#endif
