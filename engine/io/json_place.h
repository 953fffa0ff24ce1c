/* Where in a JSON document a value stands: a chain on the stack from the value up to the root, so
 * that no text is made until there is something to say. */
#ifndef IO_JSON_PLACE_H
#define IO_JSON_PLACE_H

#include "base/text.h"

#include <stddef.h>

/* NULL is the root. */
typedef struct JsonPlace JsonPlace;
struct JsonPlace {
    const JsonPlace *parent;
    const char *key; /* borrowed; NULL: element `index` of an array */
    size_t index;
};

/* Appends `text` with control characters as \u00xx, so that a message cannot steer a terminal. */
void json_place_visible(const char *text, Text *out);

/* Appends the pointer of the place (RFC 6901), visible; nothing for the root. */
void json_place_put(const JsonPlace *place, Text *out);

#endif
