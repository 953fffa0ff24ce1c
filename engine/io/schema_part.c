#include "io/schema_part.h"

#include <stdio.h>
#include <string.h>

void schema_part_open(Tree *tree, const char *key, const char *type)
{
    tree_object(tree, key);
    tree_text(tree, "type", type);
}

void schema_part_null(Tree *tree)
{
    schema_part_open(tree, NULL, "null");
    tree_close(tree);
}

void schema_part_reference(Tree *tree, const char *key, const char *name, bool patch)
{
    char target[100];
    snprintf(target, sizeof target, "#/definitions/%s%s", name, patch ? "_patch" : "");
    tree_object(tree, key);
    tree_text(tree, "$ref", target);
    tree_close(tree);
}

void schema_part_strings(Tree *tree, const char *key, const char *const *list)
{
    tree_array(tree, key);
    for (; *list; list++)
        tree_text(tree, NULL, *list);
    tree_close(tree);
}

void schema_part_properties(Tree *tree, const ReadKey *row, bool patch)
{
    for (; row->name; row++) {
        tree_object(tree, row->name);
        tree_text(tree, "description", row->doc);
        tree_array(tree, "anyOf");
        schema_part_reference(tree, NULL, row->type, patch);
        if (patch && strcmp(row->name, "extends")) /* which makes it a patch */
            schema_part_null(tree);
        tree_close(tree);
        tree_close(tree);
    }
}

void schema_part_required(Tree *tree, const ReadKey *row)
{
    tree_array(tree, "required");
    for (; row->name; row++)
        if (row->required)
            tree_text(tree, NULL, row->name);
    tree_close(tree);
}

void schema_part_object(Tree *tree, const ReadKey *table, bool patch)
{
    tree_text(tree, "type", "object");
    tree_boolean(tree, "additionalProperties", false);
    tree_object(tree, "properties");
    schema_part_properties(tree, table, patch);
    tree_close(tree);
    if (!patch)
        schema_part_required(tree, table);
}
