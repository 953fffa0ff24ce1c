/* The parts of the JSON Schema that parameter rows and distributions make. */
#ifndef IO_SCHEMA_QUANTITY_H
#define IO_SCHEMA_QUANTITY_H

#include "base/param.h"
#include "core/tree.h"

#include <stdbool.h>

/* The schemas of a plain number in the row's range, and of a percent text: elements of the open
 * array. */
void schema_quantity_constants(Tree *tree, const Param *row, ParamUnit unit);

/* {"anyOf": [constants]} under `key`. */
void schema_quantity_number(Tree *tree, const char *key, const Param *row);

/* A number or a distribution: members of the open object. */
void schema_quantity_members(Tree *tree, const Param *row, bool patch);

/* A parameter of an indicator under its name; in a merge patch it may be null. */
void schema_quantity_param(Tree *tree, const Param *row, bool patch);

/* The definitions of all distributions, into the open object. */
void schema_quantity_laws(Tree *tree);

#endif
