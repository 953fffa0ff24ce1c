/* Reads the levers of a scenario. */
#ifndef IO_READ_LEVER_H
#define IO_READ_LEVER_H

#include "io/read_json.h"

/* `document` is the whole scenario, in which the pointers of the levers must name numbers. */
void read_levers(ReadJson *json, const cJSON *item, const JsonPlace *place, const cJSON *document);

#endif
