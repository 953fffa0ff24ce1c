#include "io/schema_programme.h"

#include "io/read_keys.h"
#include "io/schema_part.h"
#include "io/schema_quantity.h"

#include <stddef.h>

void schema_programme_date(Tree *tree, bool patch)
{
    (void)patch;
    tree_array(tree, "anyOf");
    schema_part_open(tree, NULL, "number");
    tree_number(tree, "minimum", READ_KEYS_FIRST_YEAR);
    tree_number(tree, "exclusiveMaximum", READ_KEYS_LAST_YEAR + 1);
    tree_close(tree);
    schema_part_open(tree, NULL, "string");
    tree_text(tree, "pattern", "^(?!0000)[0-9]{4}-(0[1-9]|1[0-2])$");
    tree_close(tree);
    tree_close(tree);
}

void schema_programme_delay(Tree *tree, bool patch)
{
    tree_number(tree, "default", read_keys_delay.standard);
    schema_quantity_members(tree, &read_keys_delay, patch);
}

void schema_programme_ramp(Tree *tree, bool patch)
{
    tree_number(tree, "default", read_keys_ramp.standard);
    schema_quantity_members(tree, &read_keys_ramp, patch);
}

void schema_programme_effect(Tree *tree, bool patch)
{
    schema_quantity_members(tree, &read_keys_effect, patch);
}

void schema_programme(Tree *tree, bool patch)
{
    schema_part_object(tree, read_keys_programme, patch);
}
