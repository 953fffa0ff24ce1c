/* Scenarios side by side on the same draws: what a target's chance and median gain or lose against
 * the first scenario, and, of two scenarios, which changes make the gap. */
#ifndef CORE_COMPARISON_H
#define CORE_COMPARISON_H

#include "core/forecast.h"
#include "core/hybrid.h"

/* The two figures of a target that are compared. */
enum { COMPARED_PROBABILITY, COMPARED_MEDIAN, COMPARED };

typedef struct Gain {
    double value; /* NaN: not known */
    double error; /* standard error: of the pairs of paths, and of what is told without paths */
} Gain;

/* What one part of the changes makes of the gap. */
typedef struct GapPart {
    Gain share[COMPARED];   /* averaged over all orders of the changes (Shapley 1953) */
    double alone[COMPARED]; /* what it makes as the only change */
} GapPart;

/* A target by its id, which the first scenario and some other have. */
typedef struct ComparedTarget {
    size_t *target;               /* [scenario]: its index there; COMPARISON_NONE: it has none */
    Gain (*difference)[COMPARED]; /* [scenario]: minus the first */
    GapPart gap[HYBRID_PARTS];
} ComparedTarget;

#define COMPARISON_NONE ((size_t)-1)

typedef struct Comparison {
    size_t scenarios;
    Projection **projection; /* of each; owned */
    Forecast **forecast;     /* of each; owned */
    ComparedTarget *target;
    size_t targets;
    HybridPart part[HYBRID_PARTS]; /* of two scenarios: those that differ */
    size_t parts;
    char *unexplained; /* owned; why the gap could not be taken apart, or NULL */
} Comparison;

/* An empty comparison of the targets that the first scenario shares with any other. Reports those
 * that have the same id but another unit, other years or another kind; STATUS_INVALID then, and
 * without any target in common. `only`, a target's id, leaves out all others; or NULL. Scenarios
 * are borrowed. */
Status comparison_new(Comparison **comparison, const Scenario *const *scenario, size_t scenarios,
                      const char *only, Problems *problems, Error *err);

void comparison_free(Comparison *comparison); /* accepts NULL and half-built ones */

const Scenario *comparison_scenario(const Comparison *comparison, size_t scenario);

/* A target's chance or median in a scenario; NaN where it has no such target. */
double comparison_value(const Comparison *comparison, size_t target, size_t scenario, int figure);

/* What the parts make together beyond what each makes alone. */
double comparison_interaction(const Comparison *comparison, size_t target, int figure);

/* As tables and as members of the open object. */
void comparison_document(const Comparison *comparison, Document *document);

#endif
