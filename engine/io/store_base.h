/* Steps on a SQLite database: every one is checked, and what fails says which file and why. */
#ifndef IO_STORE_BASE_H
#define IO_STORE_BASE_H

#include "base/error.h"

#include <sqlite3.h>
#include <stdint.h>

typedef struct StoreBase {
    const char *path; /* borrowed; for messages */
    sqlite3 *database;
} StoreBase;

enum { STORE_VERSION = 1, STORE_APPLICATION = 0x64756261 /* "duba" */ };

/* Opens the file, which SQLite must not make unless `flags` say so; NULL: a temporary database.
 * STATUS_OUTPUT. */
Status store_base_open(StoreBase *base, const char *path, int flags, Error *err);
void store_base_close(StoreBase *base);

/* The sentence for a step that failed; STATUS_OUTPUT, or STATUS_INVALID for a file that is no
 * database. */
Status store_base_fail(const StoreBase *base, Error *err);

/* Statements without values or results, any number of them. */
Status store_base_run(const StoreBase *base, const char *sql, Error *err);

/* A statement, owned: sqlite3_finalize. */
Status store_base_prepare(const StoreBase *base, const char *sql, sqlite3_stmt **statement,
                          Error *err);

/* The first number of the first row of a query. */
Status store_base_number(const StoreBase *base, const char *sql, int64_t *number, Error *err);

#endif
