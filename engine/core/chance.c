#include "core/chance.h"

#include <math.h>

const Chance chance_unknown = { NAN, NAN, { NAN, NAN } };

bool chance_is_exact(const Chance *chance)
{
    return chance->standard_error <= RATE_EXACT;
}

Chance chance_missed(const Chance *chance)
{
    return (Chance){ 1 - chance->probability,
                     chance->standard_error,
                     { 1 - chance->interval[1], 1 - chance->interval[0] } };
}

void chance_cells(const Chance *chance, Document *document, Table *table)
{
    table_rate(document, table, chance->probability, chance->standard_error);
    table_rate(document, table, chance->standard_error, chance->standard_error);
    table_rate(document, table, chance->interval[0], chance->standard_error);
    table_rate(document, table, chance->interval[1], chance->standard_error);
}

void chance_tree(const Chance *chance, Tree *tree)
{
    tree_number(tree, "probability", chance->probability);
    tree_number(tree, "standard_error", chance->standard_error);
    tree_numbers(tree, "interval95", chance->interval, 2);
}
