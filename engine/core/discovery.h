/* Scenario discovery: in which boxes of the uncertain inputs a target is missed (or met). */
#ifndef CORE_DISCOVERY_H
#define CORE_DISCOVERY_H

#include "base/text.h"
#include "core/forecast.h"
#include "math/prim.h"

/* How the values of an input are told. */
typedef enum InputUnit {
    INPUT_NUMBER,
    INPUT_RATE,
    INPUT_YES /* 0 or 1 */
} InputUnit;

/* An uncertain input as planners see it: the drawn value, one for each path. */
typedef struct DiscoveryInput {
    char *pointer;               /* of the scenario; owned */
    char *title[LANGUAGE_COUNT]; /* owned */
    InputUnit unit;
    double *x;         /* [path]; owned */
    double quasi_p;    /* of its restriction in the chosen box; NaN: it has none */
    double reproduced; /* share of the halves of the paths whose box restricts it */
    double without_it; /* density of the chosen box without its restriction; NaN: none */
} DiscoveryInput;

enum { DISCOVERY_HALVES = 20 };

typedef struct Discovery {
    const Scenario *scenario; /* borrowed */
    size_t target;
    bool met;      /* the paths of interest meet the target, else they miss it */
    Chance chance; /* of the target, whatever the paths kept say */
    DiscoveryInput *input;
    size_t inputs;
    size_t paths;
    unsigned char *interest; /* [path] */
    PrimTrajectory trajectory;
    size_t chosen; /* of its boxes */
    bool by_rule;  /* chosen by prim_best */
    /* Of boxes like the chosen one that were found in one half, in the other half: means. */
    double held_coverage, held_density;
} Discovery;

void discovery_free(Discovery *discovery); /* accepts NULL and half-built ones */

const PrimBox *discovery_box(const Discovery *discovery);

/* The inputs that the chosen box restricts, those that matter most (whose restriction raises the
 * density most) first; returns how many. `order` takes `inputs` numbers. */
size_t discovery_order(const Discovery *discovery, size_t *order);

/* What the chosen box says, as one sentence. */
void discovery_sentence(const Discovery *discovery, Language language, Text *out);

/* One restriction in words: "growth 2021-2025 of Industrial output is at most 17.1 %". */
void discovery_clause(const Discovery *discovery, size_t input, Language language, Text *out);

/* As tables and as members of the open object. */
void discovery_document(const Discovery *discovery, Document *document);

#endif
