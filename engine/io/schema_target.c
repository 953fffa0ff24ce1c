#include "io/schema_target.h"

#include "io/read_keys.h"
#include "io/schema_part.h"
#include "io/schema_quantity.h"

#include <stddef.h>

void schema_target_weight(Tree *tree, bool patch)
{
    (void)patch;
    tree_number(tree, "default", read_keys_weight.standard);
    tree_array(tree, "anyOf");
    schema_quantity_constants(tree, &read_keys_weight, read_keys_weight.unit);
    tree_close(tree);
}

void schema_target_level(Tree *tree, bool patch)
{
    (void)patch;
    tree_array(tree, "anyOf");
    schema_quantity_constants(tree, &read_keys_level, read_keys_level.unit);
    tree_close(tree);
}

void schema_target_growth(Tree *tree, bool patch)
{
    (void)patch;
    tree_array(tree, "anyOf");
    schema_quantity_constants(tree, &read_keys_growth, read_keys_growth.unit);
    tree_close(tree);
}

void schema_target_bound(Tree *tree, bool patch)
{
    tree_array(tree, "anyOf");
    schema_part_reference(tree, NULL, "level", patch);
    schema_part_reference(tree, NULL, "growth", patch);
    tree_close(tree);
}

void schema_target_bounds(Tree *tree, bool patch)
{
    (void)patch;
    tree_text(tree, "type", "array");
    schema_part_reference(tree, "items", "bound", false);
    tree_number(tree, "minItems", 2);
    tree_number(tree, "maxItems", 2);
}

/* Exactly one of these keys. */
static void only_one(Tree *tree, const char *const *key)
{
    tree_object(tree, NULL);
    tree_array(tree, "oneOf");
    for (; *key; key++) {
        tree_object(tree, NULL);
        schema_part_strings(tree, "required", (const char *const[]){ *key, NULL });
        tree_close(tree);
    }
    tree_close(tree);
    tree_close(tree);
}

/* Under "then" or "else": the bounds are of this kind. */
static void bounds_are(Tree *tree, const char *key, const char *kind)
{
    tree_object(tree, key);
    tree_object(tree, "properties");
    schema_part_reference(tree, "at_least", kind, false);
    schema_part_reference(tree, "at_most", kind, false);
    tree_object(tree, "between");
    schema_part_reference(tree, "items", kind, false);
    tree_close(tree);
    tree_close(tree);
    tree_close(tree);
}

void schema_target(Tree *tree, bool patch)
{
    schema_part_object(tree, read_keys_target, patch);
    if (patch)
        return;
    tree_array(tree, "allOf");
    only_one(tree, (const char *const[]){ "at_least", "at_most", "between", NULL });
    only_one(tree, (const char *const[]){ "year", "each_year", "growth", NULL });
    tree_close(tree);
    tree_object(tree, "if");
    schema_part_strings(tree, "required", (const char *const[]){ "growth", NULL });
    tree_close(tree);
    bounds_are(tree, "then", "growth");
    bounds_are(tree, "else", "level");
}

void schema_target_members(Tree *tree, bool patch)
{
    (void)patch;
    tree_text(tree, "type", "array");
    schema_part_reference(tree, "items", "id", false);
    tree_number(tree, "minItems", 1);
    tree_boolean(tree, "uniqueItems", true);
}

void schema_target_group(Tree *tree, bool patch)
{
    schema_part_object(tree, read_keys_group, patch);
}
