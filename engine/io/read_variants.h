/* A scenario file read once and changed often: many scenarios from one document. */
#ifndef IO_READ_VARIANTS_H
#define IO_READ_VARIANTS_H

#include "base/problems.h"
#include "core/variants.h"

typedef struct ReadVariants ReadVariants;

/* What all variants have in common; borrowed during the call. */
typedef struct VariantsBase {
    const char *path;       /* of the scenario's file */
    const char *const *set; /* POINTER=VALUE, applied first and part of the scenario's digest */
    size_t sets;
    const char *patch;          /* then an object merged onto it (RFC 7396), as JSON; or NULL */
    const char *const *setting; /* then these, some of which may be NULL */
    size_t settings;
} VariantsBase;

/* Reads the file and those it extends. The history and the evidence that it names are left out,
 * since no result of a variant rests on them. STATUS_INVALID when there are problems. */
Status read_variants_open(ReadVariants **variants, const VariantsBase *base, Problems *problems,
                          Error *err);

/* Accepts NULL. */
void read_variants_free(ReadVariants *variants);

/* As the interface of core; `variants` must outlive it. Several threads may use it at once. The
 * digest of a scenario made is that of the file with the changes `set`. */
Variants read_variants(ReadVariants *variants);

/* One scenario with all its problems. */
Status read_variants_make(const ReadVariants *variants, const char *const *change, size_t changes,
                          Scenario **scenario, Problems *problems, Error *err);

#endif
