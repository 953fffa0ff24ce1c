/* Quantities: a number or a distribution, for all years or for each period. */
#ifndef IO_READ_QUANTITY_H
#define IO_READ_QUANTITY_H

#include "io/read_json.h"

/* Reads the parameter that `row` describes; `item` NULL takes its default. After a problem it holds
 * the default too, so that the scenario stays whole. */
void read_quantity_parameter(ReadJson *json, const cJSON *item, const JsonPlace *place,
                             const Param *row, Parameter *parameter);

#endif
