/* The indicators of a scenario. */
#ifndef IO_READ_INDICATOR_H
#define IO_READ_INDICATOR_H

#include "io/read_json.h"

/* Takes the ids of all indicators, so that other parts of the file may refer to them. */
void read_indicator_ids(ReadJson *json, const cJSON *item, const JsonPlace *place);

/* Reads them; the periods must be known. */
void read_indicators(ReadJson *json, const cJSON *item, const JsonPlace *place);

#endif
