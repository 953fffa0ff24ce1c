/* The chance of a rare event by importance sampling: the sum over the ways in which it comes about,
 * each from fresh paths of its own proposal density. */
#ifndef RUN_RARE_CHANCE_H
#define RUN_RARE_CHANCE_H

#include "core/chance.h"
#include "core/note.h"
#include "run/rare_way.h"

typedef struct RareQuestion {
    const Plan *plan; /* of given_sampling; all is borrowed */
    const SimulateOptions *options;
    const Scenario *scenario;
    const size_t *target;
    size_t targets;
    bool missed;
    const RareWays *const *ways; /* targets that are missed: of each; else one for them together */
    size_t sets;
    uint64_t blocks; /* for the estimate, or more where the ways are many */
    double hits;     /* of plan->paths random paths, how many are in the event */
} RareQuestion;

typedef struct RareAnswer {
    bool known;
    Chance chance;     /* that the targets are met; when it is known */
    const Words *note; /* why it is not, core/note.h */
} RareAnswer;

enum { RARE_PATHS_LEAST = 50000 };

/* The standard error is that of the mean of the weights, the interval that of its logarithm. The
 * answer is not known when nothing was found, when the search of a way that may matter ran out of
 * paths, when too few paths carry the weight for an honest error, and when the random paths
 * contradict it. */
Status rare_chance(const RareQuestion *question, RareAnswer *answer, Error *err);

#endif
