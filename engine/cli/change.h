/* Variants of the scenario that the command line names. */
#ifndef CLI_CHANGE_H
#define CLI_CHANGE_H

#include "cli/options.h"
#include "core/variants.h"

typedef struct Change {
    const char *path; /* of the scenario file */
    const Options
        *options; /* borrowed; their --set comes first, --paths, --seed, --sampling last */
} Change;

/* Variants of that scenario; `change` must outlive them. Standard input can be read only once, so
 * for "-" making one fails with STATUS_USAGE. */
Variants change_variants(Change *change);

#endif
