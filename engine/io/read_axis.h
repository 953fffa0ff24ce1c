/* An axis of a sweep: which values a number of the scenario takes. */
#ifndef IO_READ_AXIS_H
#define IO_READ_AXIS_H

#include "core/sweep.h"
#include "io/read_json.h"

/* Reads one member of "axes" into the zeroed axis; false after a problem. */
bool read_axis(ReadJson *json, const cJSON *item, const JsonPlace *place, Axis *axis);

/* The same from POINTER=LOW:HIGH:COUNT or POINTER=VALUE,VALUE,... */
bool read_axis_vary(ReadJson *json, const char *text, Axis *axis);

#endif
