/* "groups": named sets of targets. */
#ifndef IO_READ_GROUP_H
#define IO_READ_GROUP_H

#include "io/read_json.h"

/* After the targets have been read; `targets` is the object that they were read from, or NULL. */
void read_groups(ReadJson *json, const cJSON *item, const JsonPlace *place, const cJSON *targets);

#endif
