/* A scenario's file with those it extends, as one JSON document. */
#ifndef IO_READ_EXTENDS_H
#define IO_READ_EXTENDS_H

#include "base/error.h"
#include "base/problems.h"

#include <cjson/cJSON.h>
#include <sha2.h>
#include <stdbool.h>

enum { READ_EXTENDS_MOST = 16 };

/* Reads the file `path` ("-": standard input), then the file that it extends, and so on, adds their
 * bytes to `digest` in this order, and merges each onto the one it extends (RFC 7396). `*document`
 * is owned; NULL after a problem that leaves no whole document; every problem is added to
 * `problems`. */
Status read_extends(const char *path, cJSON **document, SHA2_CTX *digest, Problems *problems,
                    Error *err);

/* Parses checked, NUL-terminated JSON text; NULL without memory. */
cJSON *read_extends_parse(const char *bytes, size_t size);

/* Merges the patch onto the object `target` (RFC 7396). False without memory; `target` is then
 * changed in part. */
bool read_extends_merge(cJSON *target, const cJSON *patch);

/* Puts `now` in the place and under the key of the member `old`, which is deleted. Unlike the
 * parser's own call it needs no memory, whose lack would leave a member without a key. */
void read_extends_replace(cJSON *object, cJSON *old, cJSON *now);

#endif
