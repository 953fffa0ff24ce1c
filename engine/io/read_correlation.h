/* The correlation of pairs of indicators. */
#ifndef IO_READ_CORRELATION_H
#define IO_READ_CORRELATION_H

#include "io/read_json.h"

/* Reads {"a": {"b": 0.8}, "repair": true} into the scenario's dense matrix; the ids of the
 * indicators must be known. After a problem there is no matrix. */
void read_correlation(ReadJson *json, const cJSON *item, const JsonPlace *place);

#endif
