#include "io/schema_event.h"

#include "io/read_keys.h"
#include "io/schema_part.h"
#include "io/schema_quantity.h"

#include <stddef.h>

void schema_event_probability(Tree *tree, bool patch)
{
    (void)patch;
    tree_array(tree, "anyOf");
    schema_quantity_constants(tree, &read_keys_probability, read_keys_probability.unit);
    tree_close(tree);
}

void schema_event_loss(Tree *tree, bool patch)
{
    schema_quantity_members(tree, &read_keys_loss, patch);
}

void schema_event_hit(Tree *tree, bool patch)
{
    (void)patch;
    tree_text(tree, "type", "array");
    schema_part_reference(tree, "items", "id", false);
    tree_number(tree, "minItems", 1);
    tree_boolean(tree, "uniqueItems", true);
}

void schema_event_duration(Tree *tree, bool patch)
{
    (void)patch;
    tree_number(tree, "default", 1);
    tree_text(tree, "type", "integer");
    tree_number(tree, "minimum", 1);
    tree_number(tree, "maximum", READ_KEYS_LONGEST);
}

void schema_event(Tree *tree, bool patch)
{
    schema_part_object(tree, read_keys_event, patch);
}
