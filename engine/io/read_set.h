/* --set POINTER=VALUE: one change of the scenario's document. */
#ifndef IO_READ_SET_H
#define IO_READ_SET_H

#include "io/read_json.h"

/* Applies `text` to `document`. POINTER is an RFC 6901 pointer whose parent exists; VALUE is JSON,
 * or else a text as it stands; null takes a key away. What is wrong is added to json->problems. */
void read_set(ReadJson *json, cJSON *document, const char *text);

#endif
