/* Numbers as people write them in a scenario or a table: plain, or as percent, in the range of a
 * parameter row. */
#ifndef IO_READ_NUMBER_H
#define IO_READ_NUMBER_H

#include "base/param.h"
#include "io/read_json.h"

#include <stdbool.h>

enum { READ_NUMBER_FAULT = 300 };

/* A number written as text, such as a cell of a table, and a number against the range of its row.
 * Each returns true, or writes a sentence without a location into `fault`. */
bool read_number_parse(const char *text, ParamUnit unit, double *value,
                       char fault[READ_NUMBER_FAULT]);
bool read_number_range(double x, const Param *row, ParamUnit unit, char fault[READ_NUMBER_FAULT]);

/* A number as its unit is written, and the range of a row, for a sentence: "200%", "above 0 and at
 * most 200%". Return the buffer. */
enum { READ_NUMBER_LIMIT = 40, READ_NUMBER_RANGE = 100 };
char *read_number_limit(double x, ParamUnit unit, char buffer[READ_NUMBER_LIMIT]);
char *read_number_allowed(const Param *row, ParamUnit unit, char buffer[READ_NUMBER_RANGE]);

/* A number in `unit`, inside the range of the row; false after a problem. */
bool read_number(ReadJson *json, const cJSON *item, const JsonPlace *place, const Param *row,
                 ParamUnit unit, double *value);

#endif
