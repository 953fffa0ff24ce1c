/* The ends of a distribution: those that `within` beside it gives, and those of its parameter. */
#ifndef IO_READ_WITHIN_H
#define IO_READ_WITHIN_H

#include "io/read_json.h"

#include <stdbool.h>

/* Cuts the law q, which the object `item` describes, where its "within" says. Refuses a law that
 * leaves the range of its row: at an end of its own, or, without an end there, with more than a
 * millionth, which is cut off otherwise. False after a problem. */
bool read_within(ReadJson *json, const cJSON *item, const JsonPlace *place, const Param *row,
                 Quantity *q);

#endif
