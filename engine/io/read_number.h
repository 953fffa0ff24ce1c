/* Numbers as people write them in a scenario or a table: plain, or as percent, in the range of a
 * parameter row. */
#ifndef IO_READ_NUMBER_H
#define IO_READ_NUMBER_H

#include "base/param.h"
#include "io/read_json.h"

#include <stdbool.h>

enum { READ_NUMBER_FAULT = 300 };

/* Each returns true, or writes a sentence without a location into `fault`. */
bool read_number_value(double x, ParamUnit unit, char fault[READ_NUMBER_FAULT]);
bool read_number_parse(const char *text, ParamUnit unit, double *value,
                       char fault[READ_NUMBER_FAULT]);
bool read_number_range(double x, const Param *row, ParamUnit unit, char fault[READ_NUMBER_FAULT]);

/* Is x inside the range of the row? */
bool read_number_allowed(double x, const Param *row);

/* The range of a row in words: "above 0", "-100% to 1000%". Returns buffer. */
char *read_number_words(const Param *row, ParamUnit unit, char buffer[100]);

/* "16.5%" or "16.5 %" as 0.165, rounded once. */
bool read_number_percent(const char *text, double *value);

/* A number in `unit`, inside the range of the row; false after a problem. */
bool read_number(ReadJson *json, const cJSON *item, const JsonPlace *place, const Param *row,
                 ParamUnit unit, double *value);

#endif
