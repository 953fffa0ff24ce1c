/* The JSON Schema of a dated project: members of the open object. */
#ifndef IO_SCHEMA_PROJECT_H
#define IO_SCHEMA_PROJECT_H

#include "core/tree.h"

#include <stdbool.h>

void schema_project(Tree *tree, bool patch);
void schema_project_comes(Tree *tree, bool patch);
void schema_project_capacity(Tree *tree, bool patch);

#endif
