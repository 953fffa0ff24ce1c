/* The cursor that json_text.c moves over a document, and the words of JSON under it. */
#ifndef IO_JSON_SCAN_H
#define IO_JSON_SCAN_H

#include "base/problems.h"
#include "base/text.h"

#include <stdbool.h>
#include <stddef.h>

enum { JSON_SCAN_NUMBER = 63 }; /* characters of one number; the parser reads no more */

/* A key of an object that is still open. */
typedef struct JsonKey {
    char *text; /* owned, escapes resolved */
    size_t line;
} JsonKey;

typedef struct JsonScan {
    const char *name;     /* of the file, for messages */
    const char *bytes;    /* start of the text, after a UTF-8 mark */
    const char *at, *end; /* a NUL stands at `end` */
    size_t line;          /* of `at` */
    Problems *problems;
    JsonKey *key; /* of all open objects, the innermost last */
    size_t keys, capacity;
    bool failed; /* no memory */
} JsonScan;

/* Adds a syntax error at `at`, which is in the current line; always false. */
__attribute__((format(printf, 3, 4))) bool json_scan_wrong(JsonScan *scan, const char *at,
                                                           const char *format, ...);

/* "found X; wanted is `what`" at the cursor; always false. */
bool json_scan_wanted(JsonScan *scan, const char *what);

void json_scan_blanks(JsonScan *scan);

/* A text in double quotes; its meaning is appended to `out`. False after a problem. */
bool json_scan_string(JsonScan *scan, Text *out);

/* The end of the number at the cursor, or NULL after a problem. */
const char *json_scan_number(JsonScan *scan);

/* true, false or null; or the problem with what stands there instead. */
bool json_scan_word(JsonScan *scan);

#endif
