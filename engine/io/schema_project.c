#include "io/schema_project.h"

#include "io/read_keys.h"
#include "io/schema_part.h"
#include "io/schema_quantity.h"

void schema_project_comes(Tree *tree, bool patch)
{
    (void)patch;
    tree_array(tree, "anyOf");
    schema_quantity_constants(tree, &read_keys_comes, read_keys_comes.unit);
    tree_close(tree);
}

void schema_project_capacity(Tree *tree, bool patch)
{
    schema_quantity_members(tree, &read_keys_capacity, patch);
}

void schema_project(Tree *tree, bool patch)
{
    schema_part_object(tree, read_keys_project, patch);
}
