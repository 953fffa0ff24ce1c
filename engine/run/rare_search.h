/* Where a rare event lies: subset simulation (Au and Beck 2001). Paths drawn at random are moved in
 * steps towards the event, each step keeping the tenth that is nearest, and spread out anew by
 * Markov chains that leave the law of chance as it is (Cotter, Roberts, Stuart and White 2013). */
#ifndef RUN_RARE_SEARCH_H
#define RUN_RARE_SEARCH_H

#include "math/tilt.h"
#include "run/rare_trials.h"

typedef struct RareSearch {
    size_t blocks; /* that are moved at a time */
    uint64_t most; /* trials */
    double raised; /* what starts with a chance below this starts with it in the search, so that
                    * it meets several such events; 0: nothing does */
    const Tilt *covered; /* borrowed; what this proposal density draws often enough does not count
                          * as found, so that the search goes elsewhere; NULL: everything counts */
    double negligible;   /* the search ends where it finds the event less likely */
} RareSearch;

typedef struct RareFound {
    double *x;      /* [path][draw]: scores of paths in the event; owned */
    double *weight; /* [path]: so that with them, nearly, they have the law of chance; owned */
    size_t n;       /* 0: the event was not reached */
    double beyond;  /* roughly the chance of getting as far as the search, which was not there yet;
                     * 0: it was there, or nothing lies farther */
} RareFound;

/* Adds to what is found already. */
Status rare_search(RareTrials *trials, const RareSearch *settings, RareFound *found, Error *err);
void rare_found_free(RareFound *found);

#endif
