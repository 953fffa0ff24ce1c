#include "io/store_base.h"

#include "base/text.h"

#include <stdlib.h>

enum { BUSY_MILLISECONDS = 5000 };

Status store_base_fail(const StoreBase *base, Error *err)
{
    int code = base->database ? sqlite3_errcode(base->database) : SQLITE_NOMEM;
    if (code == SQLITE_NOMEM)
        return error_memory(err);
    if (code == SQLITE_NOTADB || code == SQLITE_CORRUPT)
        return error_set(err, STATUS_INVALID, "%s: is no database, or a damaged one: %s",
                         base->path, sqlite3_errmsg(base->database));
    return error_set(err, STATUS_OUTPUT, "%s: %s", base->path, sqlite3_errmsg(base->database));
}

Status store_base_open(StoreBase *base, const char *path, int flags, Error *err)
{
    /* so that no name is special, such as :memory: */
    char *plain = !path || *path == '/' ? text_copy(path ? path : "") : text_format("./%s", path);
    *base = (StoreBase){ .path = path ? path : "temporary database" };
    if (!plain)
        return error_memory(err);
    int code = sqlite3_open_v2(plain, &base->database, flags, NULL);
    free(plain);
    if (code != SQLITE_OK)
        return store_base_fail(base, err);
    sqlite3_extended_result_codes(base->database, 0);
    sqlite3_busy_timeout(base->database, BUSY_MILLISECONDS);
    return STATUS_GOOD;
}

void store_base_close(StoreBase *base)
{
    sqlite3_close_v2(base->database);
    base->database = NULL;
}

Status store_base_run(const StoreBase *base, const char *sql, Error *err)
{
    return sqlite3_exec(base->database, sql, NULL, NULL, NULL) == SQLITE_OK
               ? STATUS_GOOD
               : store_base_fail(base, err);
}

Status store_base_prepare(const StoreBase *base, const char *sql, sqlite3_stmt **statement,
                          Error *err)
{
    return sqlite3_prepare_v2(base->database, sql, -1, statement, NULL) == SQLITE_OK
               ? STATUS_GOOD
               : store_base_fail(base, err);
}

Status store_base_number(const StoreBase *base, const char *sql, int64_t *number, Error *err)
{
    sqlite3_stmt *statement = NULL;
    TRY(store_base_prepare(base, sql, &statement, err));
    int code = sqlite3_step(statement);
    *number = code == SQLITE_ROW ? sqlite3_column_int64(statement, 0) : 0;
    Status status =
        code == SQLITE_ROW || code == SQLITE_DONE ? STATUS_GOOD : store_base_fail(base, err);
    sqlite3_finalize(statement);
    return status;
}
