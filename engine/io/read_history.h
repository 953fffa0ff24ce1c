/* The past of the indicators: a CSV file with the columns indicator, year and value. */
#ifndef IO_READ_HISTORY_H
#define IO_READ_HISTORY_H

#include "io/read_json.h"

/* Fills the history of the scenario's indicators from the file `name` in the scenario's folder,
 * which `place` names. Rows of other indicators are left out, so that scenarios can share a file;
 * an empty value is missing (NaN). */
void read_history(ReadJson *json, const char *name, const JsonPlace *place);

#endif
