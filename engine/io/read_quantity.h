/* Quantities: a number or a distribution, for all years or for each period. */
#ifndef IO_READ_QUANTITY_H
#define IO_READ_QUANTITY_H

#include "io/read_json.h"

#include <stdbool.h>

/* Reads one quantity in the range of `row`. False after a problem; q is empty then. */
bool read_quantity(ReadJson *json, const cJSON *item, const JsonPlace *place, const Param *row,
                   Quantity *q);

/* The same; `item` NULL, or a problem, gives the row's default. */
void read_quantity_default(ReadJson *json, const cJSON *item, const JsonPlace *place,
                           const Param *row, Quantity *q);

/* Reads the parameter that `row` describes; `item` NULL takes its default. After a problem it holds
 * the default too, so that the scenario stays whole. */
void read_quantity_parameter(ReadJson *json, const cJSON *item, const JsonPlace *place,
                             const Param *row, Parameter *parameter);

#endif
