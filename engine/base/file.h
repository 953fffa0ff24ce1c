/* Reading a whole file, and the parts of its path. */
#ifndef BASE_FILE_H
#define BASE_FILE_H

#include "base/error.h"

#include <stddef.h>

enum { FILE_MOST_BYTES = 64 * 1024 * 1024 };

/* Reads all of `path` ("-": standard input) into `*bytes`, owned, NUL-terminated after `*size`
 * bytes. Fails with STATUS_INVALID for a missing or unreadable file, a folder, or more than
 * FILE_MOST_BYTES. */
Status file_read(const char *path, char **bytes, size_t *size, Error *err);

/* `name` in the folder of `path`; owned. NULL without memory. */
char *file_beside(const char *path, const char *name);

/* The part of `path` after the last slash; borrowed. */
const char *file_name(const char *path);

#endif
