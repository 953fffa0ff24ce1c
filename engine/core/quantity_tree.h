/* Quantities and parameters as the scenario file writes them: read again, they are the same. */
#ifndef CORE_QUANTITY_TREE_H
#define CORE_QUANTITY_TREE_H

#include "core/scenario.h"

/* A number in `unit`; a rate of 1 and above as a percent text. */
void quantity_tree_number(Tree *tree, const char *key, double value, ParamUnit unit);

/* The same as a percent text, exactly. */
void quantity_tree_percent(Tree *tree, const char *key, double value);

void quantity_tree(Tree *tree, const char *key, const Quantity *q, ParamUnit unit);

/* Once, for each period or for each year, as it was given: what is given once is drawn once. */
void quantity_tree_parameter(Tree *tree, const Scenario *s, const Param *param,
                             const Parameter *parameter);

#endif
