/* The names that are allowed in one place: refuses the others, with the nearest one and the list.
 */
#ifndef IO_READ_NAMES_H
#define IO_READ_NAMES_H

#include "io/read_json.h"
#include "io/read_keys.h"

#include <stdbool.h>
#include <stddef.h>

/* Zero-initialise. Names are borrowed. */
typedef struct ReadNames {
    const char **name; /* ends with NULL */
    bool *required;
    size_t count, capacity;
    bool failed;
} ReadNames;

void read_names_free(ReadNames *names);
void read_names_add(ReadNames *names, const char *name, bool required); /* once only */
void read_names_keys(ReadNames *names, const ReadKey *table);
void read_names_params(ReadNames *names, const Param *table);
void read_names_periods(ReadNames *names, const Scenario *scenario);
void read_names_indicators(ReadNames *names, const Scenario *scenario);
void read_names_list(ReadNames *names, const char *const *list);

/* "did you mean ...? Allowed are ...", appended to a sentence about the unknown `word`. */
void read_names_hint(ReadJson *json, const ReadNames *names, const char *word, Text *out);

/* Reports that `word` is an unknown `kind` ("model", "period"), with the hint. */
void read_names_unknown(ReadJson *json, const JsonPlace *place, const char *kind, const char *word,
                        const ReadNames *names);

/* Reports each key of `object` that is not among the names, and each required name that is not a
 * key, unless a misspelt key was probably meant for it. Frees `names`. */
void read_names_check(ReadJson *json, const cJSON *object, const JsonPlace *place, const char *kind,
                      ReadNames *names);

/* The same for a constant table; false when `item` is no object, which is reported too. */
bool read_names_object(ReadJson *json, const cJSON *item, const JsonPlace *place,
                       const ReadKey *table);

#endif
