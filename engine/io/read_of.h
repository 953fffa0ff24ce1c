/* The key "of": which indicators another one follows. */
#ifndef IO_READ_OF_H
#define IO_READ_OF_H

#include "io/read_json.h"

/* Reads the ids into the indicator, whose model is known and allows them: one id, or a list of
 * different ones. `item` NULL leaves it empty, which other checks report. */
void read_of(ReadJson *json, const cJSON *item, const JsonPlace *place, Indicator *indicator);

#endif
