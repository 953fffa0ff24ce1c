/* Dates, and how what is due on a date begins. */
#ifndef IO_READ_ONSET_H
#define IO_READ_ONSET_H

#include "io/read_json.h"

/* A point in time: 2022 (its 1 January), 2022.75, or "2022-10" (the first day of the month). False
 * after a problem; the date is untouched then. */
bool read_onset_date(ReadJson *json, const cJSON *item, const JsonPlace *place, double *date);

/* Reads the keys `date` (by the name it has in this object), "delay" and "ramp" of the object. What
 * is missing has its default; the date then is 0, which the caller has told. */
void read_onset(ReadJson *json, const cJSON *object, const JsonPlace *place, const char *date,
                Onset *onset);

#endif
