/* One row put into a table: the values of a statement, given in the order of its marks. */
#ifndef IO_STORE_ROW_H
#define IO_STORE_ROW_H

#include "core/chance.h"
#include "io/store_base.h"

#include <stdbool.h>

typedef struct StoreRow {
    const StoreBase *base;   /* borrowed */
    sqlite3_stmt *statement; /* borrowed */
    int column;              /* of the last value given */
    bool wrong;              /* a value could not be given */
} StoreRow;

StoreRow store_row(const StoreBase *base, sqlite3_stmt *statement);

void store_row_integer(StoreRow *row, uint64_t value);
void store_row_number(StoreRow *row, double value);   /* missing when it is not finite */
void store_row_text(StoreRow *row, const char *text); /* must stay until the end; NULL: missing */
void store_row_chance(StoreRow *row, const Chance *chance); /* four numbers */

/* Puts it, and makes the statement ready for the next. */
Status store_row_finish(StoreRow *row, Error *err);

#endif
