#include "io/store_row.h"

#include <math.h>

StoreRow store_row(const StoreBase *base, sqlite3_stmt *statement)
{
    return (StoreRow){ .base = base, .statement = statement };
}

void store_row_integer(StoreRow *row, uint64_t value)
{
    row->wrong |=
        sqlite3_bind_int64(row->statement, ++row->column, (sqlite3_int64)value) != SQLITE_OK;
}

void store_row_number(StoreRow *row, double value)
{
    int code = isfinite(value) ? sqlite3_bind_double(row->statement, ++row->column, value)
                               : sqlite3_bind_null(row->statement, ++row->column);
    row->wrong |= code != SQLITE_OK;
}

void store_row_text(StoreRow *row, const char *text)
{
    row->wrong |=
        sqlite3_bind_text(row->statement, ++row->column, text, -1, SQLITE_STATIC) != SQLITE_OK;
}

void store_row_chance(StoreRow *row, const Chance *chance)
{
    store_row_number(row, chance->probability);
    store_row_number(row, chance->standard_error);
    store_row_number(row, chance->interval[0]);
    store_row_number(row, chance->interval[1]);
}

Status store_row_finish(StoreRow *row, Error *err)
{
    bool good = !row->wrong && sqlite3_step(row->statement) == SQLITE_DONE;
    Status status = STATUS_GOOD;
    if (!good && sqlite3_errcode(row->base->database) == SQLITE_CONSTRAINT)
        status = error_set(err, STATUS_OUTPUT,
                           "%s: another program writes cells into it at the same time (%s)",
                           row->base->path, sqlite3_errmsg(row->base->database));
    else if (!good)
        status = store_base_fail(row->base, err);
    sqlite3_reset(row->statement);
    sqlite3_clear_bindings(row->statement);
    return status;
}
