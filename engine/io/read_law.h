/* A distribution as a scenario writes it: {"name": values}, by the form that the distribution
 * itself states. */
#ifndef IO_READ_LAW_H
#define IO_READ_LAW_H

#include "io/read_json.h"

#include <stdbool.h>

/* Reads the object `item`, a distribution of something in `unit`. False after a problem. */
bool read_law(ReadJson *json, const cJSON *item, const JsonPlace *place, ParamUnit unit,
              Quantity *q);

/* Has the object one key only, nearly the name of a distribution? */
bool read_law_meant(const cJSON *item);

#endif
