/* JSON pointers (RFC 6901) into the document of a scenario. */
#ifndef IO_READ_POINTER_H
#define IO_READ_POINTER_H

#include "base/text.h"
#include "io/read_json.h"

/* Resolves ~1 and ~0 in place; false when a ~ stands alone. */
bool read_pointer_unescape(char *token);

/* The member of an object or element of a list that a token names; NULL when there is none. */
cJSON *read_pointer_member(const cJSON *parent, const char *token);

/* "there is no "X"; did you mean ...", appended to `out`. */
void read_pointer_missing(ReadJson *json, const cJSON *parent, const char *token, Text *out);

/* The number that the pointer names, plain or as percent. False with a sentence in `fault` when it
 * names nothing, or no number. */
bool read_pointer_number(ReadJson *json, const cJSON *document, const char *pointer,
                         LeverNumber *number, Text *fault);

/* A number that stands alone, plain or as percent, of any size; false when it is none. */
bool read_pointer_plain(const cJSON *item, LeverNumber *number);

#endif
