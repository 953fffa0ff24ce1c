/* Reading one JSON value of a scenario: what is not as wanted is reported with its pointer, and
 * reading goes on. */
#ifndef IO_READ_JSON_H
#define IO_READ_JSON_H

#include "base/problems.h"
#include "core/scenario.h"
#include "io/json_place.h"

#include <cjson/cJSON.h>
#include <sha2.h>
#include <stdbool.h>
#include <stddef.h>

/* What every part of the reader knows. */
typedef struct ReadJson {
    const char *path; /* of the scenario's file; other files lie beside it */
    Scenario *scenario;
    const Indicator **by_id; /* the scenario's indicators in the order of their ids; owned */
    Problems *problems;
    SHA2_CTX digest;    /* of all bytes that the numbers depend on, so far */
    const char *change; /* what a change of the document is called; NULL: --set */
    bool failed;        /* no memory */
} ReadJson;

/* Adds a problem at a place. */
__attribute__((format(printf, 3, 4))) void read_json_problem(ReadJson *json, const JsonPlace *place,
                                                             const char *format, ...);

/* "found X; wanted is `what`". */
void read_json_wanted(ReadJson *json, const cJSON *item, const JsonPlace *place, const char *what);

/* Zeroed memory for `count` things, never of no bytes; NULL sets `failed`. */
void *read_json_memory(ReadJson *json, size_t count, size_t size);

/* The member of that exact name, or NULL. */
const cJSON *read_json_get(const cJSON *object, const char *key);

/* Texts: owned; NULL after a problem, or when `item` is NULL. */
char *read_json_text(ReadJson *json, const cJSON *item, const JsonPlace *place);
char *read_json_id(ReadJson *json, const char *id, const JsonPlace *place);
OwnWords read_json_words(ReadJson *json, const cJSON *item, const JsonPlace *place);

/* The name of a file in the scenario's folder: without a slash. */
char *read_json_file(ReadJson *json, const cJSON *item, const JsonPlace *place);

/* The index in a list that ends with NULL, or -1 after a problem. */
int read_json_choice(ReadJson *json, const cJSON *item, const JsonPlace *place,
                     const char *const *list);

/* False after a problem; the value is untouched then. */
bool read_json_boolean(ReadJson *json, const cJSON *item, const JsonPlace *place, bool *value);
bool read_json_whole(ReadJson *json, const cJSON *item, const JsonPlace *place, double low,
                     double high, double *value);
bool read_json_year(ReadJson *json, const cJSON *item, const JsonPlace *place, int *year);
bool read_json_span(ReadJson *json, const cJSON *item, const JsonPlace *place, int *from, int *to);

/* The index of the indicator with that id; the number of indicators when there is none. */
size_t read_json_indicator(const ReadJson *json, const char *id);

#endif
