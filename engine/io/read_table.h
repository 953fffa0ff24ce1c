/* A CSV file (RFC 4180): commas, double quotes, LF or CRLF, UTF-8 with or without its mark. */
#ifndef IO_READ_TABLE_H
#define IO_READ_TABLE_H

#include "io/read_json.h"

#include <stdbool.h>
#include <stddef.h>

/* The first row is the heading. Zero-initialise. */
typedef struct ReadTable {
    char *name;        /* owned; of the file, for messages */
    char *text;        /* owned; the cells lie in it */
    const char **cell; /* row-major, owned */
    size_t *line;      /* of each row, owned */
    size_t columns, rows, cells;
    size_t cell_capacity, row_capacity;
} ReadTable;

void read_table_free(ReadTable *table);

/* Reads the file `name` in the scenario's folder. Problems of its text are reported as FILE:LINE, a
 * missing file at `place`. Rows without any text are left out. False when there is no use in
 * reading the cells. */
bool read_table(ReadJson *json, const JsonPlace *place, const char *name, ReadTable *table);

/* The column of that heading; `columns` after a problem. */
size_t read_table_column(ReadJson *json, const ReadTable *table, const char *heading);

const char *read_table_cell(const ReadTable *table, size_t row, size_t column);

/* Adds a problem at FILE:LINE. */
__attribute__((format(printf, 4, 5))) void
read_table_problem(ReadJson *json, const ReadTable *table, size_t line, const char *format, ...);

#endif
