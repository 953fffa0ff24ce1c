#include "io/read_table.h"

#include "base/file.h"
#include "io/read_names.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The reading position; cells are unquoted in place, which never makes them longer. */
typedef struct Csv {
    ReadJson *json;
    ReadTable *table;
    char *at, *end;
    size_t line;
} Csv;

void read_table_free(ReadTable *table)
{
    free(table->name);
    free(table->text);
    free(table->cell);
    free(table->line);
    *table = (ReadTable){ 0 };
}

void read_table_problem(ReadJson *json, const ReadTable *table, size_t line, const char *format,
                        ...)
{
    char what[500];
    va_list args;
    va_start(args, format);
    vsnprintf(what, sizeof what, format, args);
    va_end(args);
    Text where = { 0 }, visible = { 0 };
    text_add(&where, "%s:%zu", table->name, line);
    json_place_visible(what, &visible);
    json->failed |= where.failed || visible.failed;
    problems_add(json->problems, where.data ? where.data : "", "%s",
                 visible.data ? visible.data : "");
    text_free(&where);
    text_free(&visible);
}

/* Room for one more in an owned array; false without memory. */
static bool grow(Csv *csv, void **array, size_t count, size_t *capacity, size_t size)
{
    if (count < *capacity)
        return true;
    size_t more = *capacity ? 2 * *capacity : 64;
    void *larger = realloc(*array, more * size);
    csv->json->failed |= !larger;
    if (!larger)
        return false;
    *array = larger;
    *capacity = more;
    return true;
}

static bool add_cell(Csv *csv, const char *cell)
{
    ReadTable *table = csv->table;
    void *array = table->cell;
    bool good = grow(csv, &array, table->cells, &table->cell_capacity, sizeof *table->cell);
    table->cell = array;
    if (good)
        table->cell[table->cells++] = cell;
    return good;
}

/* Unquotes the cell at csv->at, which begins with a quote. */
static bool quoted_cell(Csv *csv)
{
    char *out = csv->at++;
    size_t start = csv->line;
    bool closed = false;
    for (; !closed && csv->at < csv->end; csv->at++) {
        closed = csv->at[0] == '"' && csv->at[1] != '"';
        if (closed)
            continue;
        csv->at += *csv->at == '"';
        csv->line += *csv->at == '\n';
        *out++ = *csv->at;
    }
    *out = '\0';
    if (!closed)
        read_table_problem(csv->json, csv->table, start, "a quoted cell without its closing quote");
    bool ends = csv->at >= csv->end || strchr(",\r\n", *csv->at);
    if (!ends)
        read_table_problem(csv->json, csv->table, csv->line,
                           "text after a closing quote; a quote in a cell is doubled");
    return closed && ends;
}

/* Reads one cell and stops at what ends it. */
static bool read_cell(Csv *csv)
{
    if (!add_cell(csv, csv->at))
        return false;
    if (*csv->at == '"')
        return quoted_cell(csv);
    csv->at += strcspn(csv->at, ",\r\n\"");
    if (*csv->at == '"')
        read_table_problem(csv->json, csv->table, csv->line,
                           "a quote inside a cell; such a cell stands in quotes, with \"\" for \"");
    return *csv->at != '"';
}

/* Ends the cell before csv->at; true when another one follows in the row. */
static bool next_cell(Csv *csv)
{
    char mark = *csv->at;
    *csv->at = '\0';
    if (csv->at < csv->end)
        csv->at++;
    if (mark == '\r' && *csv->at == '\n')
        csv->at++;
    return mark == ',';
}

/* Takes the cells since `first` as a row, unless it is empty or does not fit the heading. */
static bool close_row(Csv *csv, size_t first, size_t line)
{
    ReadTable *table = csv->table;
    size_t cells = table->cells - first;
    bool empty = cells == 1 && !*table->cell[first];
    if (!empty && !table->rows)
        table->columns = cells;
    if (!empty && cells != table->columns)
        read_table_problem(csv->json, table, line, "%zu cells; wanted are %zu, as in the heading",
                           cells, table->columns);
    if (empty || cells != table->columns) {
        table->cells = first;
        return true;
    }
    void *array = table->line;
    bool good = grow(csv, &array, table->rows, &table->row_capacity, sizeof *table->line);
    table->line = array;
    if (good)
        table->line[table->rows++] = line;
    return good;
}

static bool read_rows(Csv *csv)
{
    while (csv->at < csv->end) {
        size_t first = csv->table->cells, line = csv->line;
        do
            if (!read_cell(csv))
                return false;
        while (next_cell(csv));
        csv->line++;
        if (!close_row(csv, first, line))
            return false;
    }
    return true;
}

static bool is_text(Csv *csv, size_t size)
{
    size_t bad = text_invalid_utf8(csv->at, size), nul = strlen(csv->at);
    size_t stop = bad < nul ? bad : nul;
    if (stop == size)
        return true;
    for (size_t i = 0; i < stop; i++)
        csv->line += csv->at[i] == '\n';
    read_table_problem(csv->json, csv->table, csv->line, "byte 0x%02X is not UTF-8 text",
                       (unsigned)(unsigned char)csv->at[stop]);
    return false;
}

bool read_table(ReadJson *json, const JsonPlace *place, const char *name, ReadTable *table)
{
    Error err = { 0 };
    size_t size = 0;
    char *path = file_beside(json->path, name);
    table->name = text_copy(name);
    if (!path || !table->name || file_read(path, &table->text, &size, &err) != STATUS_GOOD) {
        if (err.status == STATUS_INVALID)
            read_json_problem(json, place, "%s", err.text);
        json->failed |= err.status != STATUS_INVALID;
        free(path);
        return false;
    }
    free(path);
    Csv csv = { .json = json, .table = table, .at = table->text, .line = 1 };
    csv.end = csv.at + size;
    if (size >= 3 && !memcmp(csv.at, "\xEF\xBB\xBF", 3))
        csv.at += 3;
    if (!is_text(&csv, (size_t)(csv.end - csv.at)) || !read_rows(&csv))
        return false;
    if (!table->rows)
        read_table_problem(json, table, 1, "no heading; wanted is a CSV file");
    else if (table->columns == 1 && strchr(table->cell[0], ';'))
        read_table_problem(json, table, 1, "the cells are divided by ;  wanted are commas");
    else
        return true;
    return false;
}

size_t read_table_column(ReadJson *json, const ReadTable *table, const char *heading)
{
    size_t found = table->columns;
    ReadNames names = { 0 };
    for (size_t i = 0; i < table->columns; i++) {
        bool same = !strcmp(table->cell[i], heading);
        if (same && found < table->columns)
            read_table_problem(json, table, table->line[0], "two columns \"%.80s\"", heading);
        if (same)
            found = i;
        read_names_add(&names, table->cell[i], false);
    }
    if (found == table->columns) {
        Text hint = { 0 };
        read_names_hint(json, &names, heading, &hint);
        read_table_problem(json, table, table->line[0], "no column \"%.80s\"; %s", heading,
                           hint.data ? hint.data : "");
        text_free(&hint);
    }
    read_names_free(&names);
    return found;
}

const char *read_table_cell(const ReadTable *table, size_t row, size_t column)
{
    return table->cell[row * table->columns + column];
}
