/* The policy programmes of a scenario. */
#ifndef IO_READ_PROGRAMME_H
#define IO_READ_PROGRAMME_H

#include "io/read_json.h"

/* Reads the programmes; the indicators must have been read. */
void read_programmes(ReadJson *json, const cJSON *item, const JsonPlace *place);

#endif
