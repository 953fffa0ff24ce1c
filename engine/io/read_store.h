/* The results of a sweep read from its database. */
#ifndef IO_READ_STORE_H
#define IO_READ_STORE_H

#include "core/sweep_table.h"

/* Whether the file begins as every SQLite database does. */
bool read_store_is(const char *path);

/* All cells there are, finished or not: what a kill has left half written is rolled back first,
 * nothing else is changed. `*table` is owned; NULL after a failure. STATUS_INVALID for a file that
 * is no database of a sweep, or has more than READ_STORE_MOST results. */
Status read_store(const char *path, SweepTable **table, Error *err);

enum { READ_STORE_MOST = 5000000 }; /* cells times targets */

#endif
