/* The targets of a scenario. */
#ifndef IO_READ_TARGET_H
#define IO_READ_TARGET_H

#include "io/read_json.h"

/* Reads the targets; the ids of the indicators must be known. A target with a problem is left
 * out. */
void read_targets(ReadJson *json, const cJSON *item, const JsonPlace *place);

#endif
