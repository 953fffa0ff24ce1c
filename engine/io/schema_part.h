/* Small pieces of a JSON Schema. `patch` is the form for a file that extends another: nothing is
 * required, and null takes a key away. */
#ifndef IO_SCHEMA_PART_H
#define IO_SCHEMA_PART_H

#include "core/tree.h"
#include "io/read_keys.h"

#include <stdbool.h>

/* Opens {"type": `type`; the caller closes it. */
void schema_part_open(Tree *tree, const char *key, const char *type);

/* {"type": "null"} as an element of the open array. */
void schema_part_null(Tree *tree);

/* {"$ref": "#/definitions/NAME"}. */
void schema_part_reference(Tree *tree, const char *key, const char *name, bool patch);

/* A list of texts, which ends with NULL. */
void schema_part_strings(Tree *tree, const char *key, const char *const *list);

/* A described property for each row, into the open object. */
void schema_part_properties(Tree *tree, const ReadKey *row, bool patch);

/* The names of the required rows, under "required". */
void schema_part_required(Tree *tree, const ReadKey *row);

/* The members of the schema of an object that has these keys only. */
void schema_part_object(Tree *tree, const ReadKey *table, bool patch);

#endif
