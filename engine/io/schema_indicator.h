/* The JSON Schema of an indicator, whose keys depend on its model: members of the open object. */
#ifndef IO_SCHEMA_INDICATOR_H
#define IO_SCHEMA_INDICATOR_H

#include "core/tree.h"

#include <stdbool.h>

void schema_indicator(Tree *tree, bool patch);
void schema_indicator_model(Tree *tree, bool patch);
void schema_indicator_shock(Tree *tree, bool patch);

#endif
