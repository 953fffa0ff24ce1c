/* The JSON Schema of a target and its bounds: members of the open object. */
#ifndef IO_SCHEMA_TARGET_H
#define IO_SCHEMA_TARGET_H

#include "core/tree.h"

#include <stdbool.h>

void schema_target(Tree *tree, bool patch);
void schema_target_weight(Tree *tree, bool patch);

/* A group of targets, and the list of their ids. */
void schema_target_group(Tree *tree, bool patch);
void schema_target_members(Tree *tree, bool patch);

/* A bound: of a level, of a growth, or of either where only the target tells which. */
void schema_target_level(Tree *tree, bool patch);
void schema_target_growth(Tree *tree, bool patch);
void schema_target_bound(Tree *tree, bool patch);
void schema_target_bounds(Tree *tree, bool patch);

#endif
