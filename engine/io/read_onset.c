#include "io/read_onset.h"

#include "io/read_keys.h"
#include "io/read_quantity.h"

#include <ctype.h>
#include <stdlib.h>

static const char wanted[] =
    "a date, such as 2022 (its 1 January), 2022.75 or \"2022-10\" (the month)";

/* "2022-10" as 2022.75. */
static bool parse_month(const char *text, double *date)
{
    static const char form[] = "dddd-dd";
    size_t i = 0;
    for (; form[i]; i++)
        if (form[i] == '-' ? text[i] != '-' : !isdigit((unsigned char)text[i]))
            return false;
    int month = atoi(text + 5);
    *date = atoi(text) + (month - 1) / 12.0;
    return !text[i] && month >= 1 && month <= 12 && *date >= READ_KEYS_FIRST_YEAR;
}

bool read_onset_date(ReadJson *json, const cJSON *item, const JsonPlace *place, double *date)
{
    double found = cJSON_IsNumber(item) ? item->valuedouble : 0;
    bool good = cJSON_IsString(item)
                    ? parse_month(item->valuestring, &found)
                    : found >= READ_KEYS_FIRST_YEAR && found < READ_KEYS_LAST_YEAR + 1;
    if (good)
        *date = found;
    else
        read_json_wanted(json, item, place, wanted);
    return good;
}

void read_onset(ReadJson *json, const cJSON *object, const JsonPlace *place, const char *date,
                Onset *onset)
{
    JsonPlace at = { .parent = place, .key = date };
    const cJSON *item = read_json_get(object, at.key);
    if (item)
        read_onset_date(json, item, &at, &onset->date);
    at.key = read_keys_delay.name;
    read_quantity_default(json, read_json_get(object, at.key), &at, &read_keys_delay,
                          &onset->delay);
    at.key = read_keys_ramp.name;
    read_quantity_default(json, read_json_get(object, at.key), &at, &read_keys_ramp, &onset->ramp);
}
