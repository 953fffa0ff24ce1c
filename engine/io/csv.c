#include "io/csv.h"

#include <string.h>

enum { MOST_COLUMNS = 64 };

/* The columns of all tables, each name once. */
typedef struct Header {
    const char *name[MOST_COLUMNS];
    size_t count;
} Header;

static size_t header_find(const Header *header, const char *name)
{
    size_t i = 0;
    while (i < header->count && strcmp(header->name[i], name))
        i++;
    return i;
}

static Header header_of(const Document *document)
{
    Header header = { 0 };
    for (size_t t = 0; t < document->tables; t++)
        for (size_t c = 0; c < document->table[t].columns; c++) {
            const char *name = document->table[t].column[c].id;
            if (header_find(&header, name) == header.count && header.count < MOST_COLUMNS)
                header.name[header.count++] = name;
        }
    return header;
}

static void put_text(const CsvDialect *dialect, const char *text, Text *out)
{
    bool formula = dialect->spreadsheet && *text && strchr("=+-@\t\r", *text);
    bool quoted = strchr(text, dialect->separator) || strpbrk(text, "\"\r\n");
    text_put(out, quoted ? "\"" : "");
    text_put(out, formula ? "'" : "");
    for (; *text; text++)
        text_put_bytes(out, *text == '"' ? "\"\"" : text, *text == '"' ? 2 : 1);
    text_put(out, quoted ? "\"" : "");
}

static void put_cell(const CsvDialect *dialect, const Cell *cell, Text *out)
{
    char buffer[32];
    if (cell->kind == CELL_TEXT) {
        put_text(dialect, cell->text, out);
    } else if (cell->kind != CELL_EMPTY) {
        text_number(cell->number, buffer);
        char *point = strchr(buffer, '.');
        if (point)
            *point = dialect->point;
        text_put(out, buffer);
    }
}

static void put_separator(const CsvDialect *dialect, Text *out)
{
    text_put_bytes(out, &dialect->separator, 1);
}

static void put_row(const CsvDialect *dialect, const Document *document, const Header *header,
                    const Table *table, size_t row, Text *out)
{
    if (document->tables > 1) {
        put_text(dialect, table->id, out);
        put_separator(dialect, out);
    }
    for (size_t h = 0; h < header->count; h++) {
        if (h)
            put_separator(dialect, out);
        for (size_t c = 0; c < table->columns; c++)
            if (!strcmp(table->column[c].id, header->name[h]))
                put_cell(dialect, &table->cell[row * table->columns + c], out);
    }
    for (size_t i = 0; i < document->tags; i++) {
        put_separator(dialect, out);
        put_text(dialect, document->tag[i].value, out);
    }
    text_put(out, dialect->end);
}

void csv_write(const CsvDialect *dialect, const Document *document, Text *out)
{
    Header header = header_of(document);
    text_put(out, dialect->mark);
    if (document->tables > 1) {
        text_put(out, "table");
        put_separator(dialect, out);
    }
    for (size_t h = 0; h < header.count; h++) {
        if (h)
            put_separator(dialect, out);
        text_put(out, header.name[h]);
    }
    for (size_t i = 0; i < document->tags; i++) {
        put_separator(dialect, out);
        text_put(out, document->tag[i].name);
    }
    text_put(out, dialect->end);
    for (size_t t = 0; t < document->tables; t++)
        for (size_t r = 0; r < document->table[t].rows; r++)
            put_row(dialect, document, &header, &document->table[t], r, out);
}
