/* The parameter row that a number of a scenario belongs to, by its place in the document: what it
 * is and what it may be, whatever its size. */
#ifndef IO_READ_ROW_H
#define IO_READ_ROW_H

#include "io/read_json.h"

/* Fills in unit and range of the number that the pointer names; a number without a row keeps an
 * infinite range. Inside a distribution it is the row of the quantity, cut to that of the
 * distribution's own parameter. */
void read_row(ReadJson *json, const cJSON *document, const char *pointer, LeverNumber *number);

#endif
