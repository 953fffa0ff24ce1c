/* Where a rare event lies: subset simulation (Au and Beck 2001). Paths drawn at random are moved in
 * steps towards the event, each step keeping the tenth that is nearest, and spread out anew by
 * Markov chains that leave the law of chance as it is (Cotter, Roberts, Stuart and White 2013). */
#ifndef RUN_RARE_SEARCH_H
#define RUN_RARE_SEARCH_H

#include "run/rare_trials.h"

typedef struct RareFound {
    double *x;      /* [path][draw]: scores of paths in the event; owned */
    double *weight; /* [path]: so that with them, nearly, they have the law of chance; owned */
    size_t n;       /* 0: the event was not reached */
} RareFound;

/* Uses up to `most` trials, `blocks` blocks at a time, and adds to what is found already. Events
 * that start with a chance below `raised` start with that chance in the search, so that it meets
 * several of them. */
Status rare_search(RareTrials *trials, size_t blocks, uint64_t most, double raised,
                   RareFound *found, Error *err);
void rare_found_free(RareFound *found);

#endif
