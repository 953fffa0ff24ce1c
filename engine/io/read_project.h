/* The dated projects of an indicator. */
#ifndef IO_READ_PROJECT_H
#define IO_READ_PROJECT_H

#include "io/read_json.h"

/* Reads the projects of an indicator whose model takes them; `item` may be NULL. */
void read_projects(ReadJson *json, const cJSON *item, const JsonPlace *place, Indicator *indicator);

#endif
