/* The uncertain inputs of a target and their values on the paths of a block: what is drawn for the
 * indicator and those that it depends on, up to the last year of the target. */
#ifndef RUN_INPUTS_H
#define RUN_INPUTS_H

#include "core/discovery.h"
#include "run/block.h"

typedef struct Inputs Inputs;

/* Lists them as inputs of the discovery, with room for the values of its paths. */
Status inputs_new(Inputs **inputs, const Plan *plan, Discovery *discovery, Error *err);
void inputs_free(Inputs *inputs); /* accepts NULL */

/* Writes the first `paths` paths of the block, which are number first, first + 1, ... of those that
 * the discovery keeps. */
void inputs_record(const Inputs *inputs, const Block *block, uint64_t first, size_t paths);

#endif
