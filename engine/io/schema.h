/* The JSON Schema (draft-07) of a scenario, for editors: written from the same tables that the
 * reader uses, so that a new model or distribution is in it without another edit. */
#ifndef IO_SCHEMA_H
#define IO_SCHEMA_H

#include "core/tree.h"

/* Fills the empty tree. A file that extends another (a merge patch) needs no key and may take keys
 * away with null; any other file must be complete. */
void schema_tree(Tree *tree);

#endif
