/* Output that appears complete or not at all: files are written into a work folder inside the
 * target folder, and get their final place only when all of them are there. */
#ifndef BASE_OUTPUT_H
#define BASE_OUTPUT_H

#include "base/error.h"

#include <stddef.h>

typedef struct Output Output;

/* Makes `folder` when it is missing, and a work folder in it, so that a place that cannot be
 * written shows before the long computation. */
Status output_open(Output **output, const char *folder, Error *err);

/* The work folder, for programs that write there themselves; borrowed. */
const char *output_work(const Output *output);

/* Writes one file whole. `name` has no slash. Fails with STATUS_OUTPUT. */
Status output_write(Output *output, const char *name, const char *bytes, size_t size, Error *err);

/* Takes a file that another program wrote into the work folder. */
Status output_adopt(Output *output, const char *name, Error *err);

/* Number and names of the files so far, in the order they came; borrowed. */
size_t output_count(const Output *output);
const char *output_name(const Output *output, size_t index);

/* Moves every file to its final name, replacing older ones. */
Status output_commit(Output *output, Error *err);

/* Removes what was not committed, and a folder that output_open made and that stayed empty; frees.
 * Accepts NULL. */
void output_close(Output *output);

/* One file, whole or not at all, through the calls above. "-" or NULL: standard output. */
Status output_single(const char *path, const char *bytes, size_t size, Error *err);

#endif
