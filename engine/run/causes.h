/* The uncertain inputs of a target and their values on the paths of a block: what is drawn for the
 * indicator and those that it depends on, up to the last year of the target. */
#ifndef RUN_CAUSES_H
#define RUN_CAUSES_H

#include "core/discovery.h"
#include "run/block.h"

typedef struct Causes Causes;

/* Lists them as inputs of the discovery, with room for the values of its paths. */
Status causes_new(Causes **causes, const Plan *plan, Discovery *discovery, Error *err);
void causes_free(Causes *causes); /* accepts NULL */

/* Writes the first `paths` paths of the block, which are number first, first + 1, ... of those that
 * the discovery keeps. */
void causes_record(const Causes *causes, const Block *block, uint64_t first, size_t paths);

#endif
