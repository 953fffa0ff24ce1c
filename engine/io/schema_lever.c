#include "io/schema_lever.h"

#include "io/read_keys.h"
#include "io/schema_part.h"
#include "io/schema_quantity.h"

#include <stddef.h>

void schema_lever_pointer(Tree *tree, bool patch)
{
    (void)patch;
    tree_text(tree, "type", "string");
    tree_text(tree, "pattern", "^/");
}

void schema_lever_limit(Tree *tree, bool patch)
{
    (void)patch;
    tree_array(tree, "anyOf");
    schema_part_open(tree, NULL, "number");
    tree_close(tree);
    schema_part_open(tree, NULL, "string");
    tree_text(tree, "pattern", "^-?[0-9]+(\\.[0-9]+)? ?%$");
    tree_close(tree);
    tree_close(tree);
}

void schema_lever_cost(Tree *tree, bool patch)
{
    (void)patch;
    tree_number(tree, "default", read_keys_cost.standard);
    tree_array(tree, "anyOf");
    schema_quantity_constants(tree, &read_keys_cost, read_keys_cost.unit);
    tree_close(tree);
}

void schema_lever(Tree *tree, bool patch)
{
    schema_part_object(tree, read_keys_lever, patch);
}
