/* A scenario with some of its numbers changed, as often as a verb asks: how those that look for a
 * value (solve, sensitivity) reach through the door that reads scenarios. */
#ifndef CORE_VARIANTS_H
#define CORE_VARIANTS_H

#include "core/scenario.h"

typedef struct Variants {
    /* The scenario with each change "POINTER=VALUE" applied in turn, as --set does; owned by the
     * caller. STATUS_INVALID with the first problem when the changed scenario is none. */
    Status (*make)(void *context, const char *const *change, size_t changes, Scenario **scenario,
                   Error *err);
    void *context;
} Variants;

#endif
