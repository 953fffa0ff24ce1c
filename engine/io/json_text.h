/* The strict reading of JSON (RFC 8259) before the parser sees it, because the parser lets through
 * leading zeros, control characters, text after the end, duplicate keys and infinities. */
#ifndef IO_JSON_TEXT_H
#define IO_JSON_TEXT_H

#include "base/error.h"
#include "base/problems.h"

#include <stddef.h>

enum {
    JSON_TEXT_DEPTH = 64,  /* arrays and objects inside each other */
    JSON_TEXT_KEYS = 10000 /* of one object */
};

/* Checks one document of `size` bytes; `name` stands in the messages. Everything wrong is added to
 * `problems`. Returns STATUS_INVALID when the document cannot be parsed (the syntax error, as
 * NAME:LINE:COLUMN with columns in characters, is the last problem), STATUS_GOOD when it can, even
 * though a key is there twice or a number is too large. A UTF-8 mark at the start is skipped. */
Status json_text_check(const char *name, const char *bytes, size_t size, Problems *problems,
                       Error *err);

#endif
