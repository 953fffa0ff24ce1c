/* The events of a scenario. */
#ifndef IO_READ_EVENT_H
#define IO_READ_EVENT_H

#include "io/read_json.h"

/* Reads the events; years and indicators must have been read. */
void read_events(ReadJson *json, const cJSON *item, const JsonPlace *place);

#endif
