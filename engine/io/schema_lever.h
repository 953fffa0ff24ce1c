/* The JSON Schema of a lever: members of the open object. */
#ifndef IO_SCHEMA_LEVER_H
#define IO_SCHEMA_LEVER_H

#include "core/tree.h"

#include <stdbool.h>

void schema_lever(Tree *tree, bool patch);
void schema_lever_pointer(Tree *tree, bool patch);
void schema_lever_limit(Tree *tree, bool patch);
void schema_lever_cost(Tree *tree, bool patch);

#endif
