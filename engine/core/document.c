#include "core/document.h"

#include "base/text.h"

#include <assert.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void document_free(Document *document)
{
    for (size_t t = 0; t < document->tables; t++) {
        Table *table = &document->table[t];
        for (size_t i = 0; i < table->filled; i++)
            free(table->cell[i].text);
        free(table->cell);
    }
    for (size_t i = 0; i < document->tags; i++)
        free(document->tag[i].value);
    tree_free(&document->tree);
    *document = (Document){ 0 };
}

Status document_complete(const Document *document, Error *err)
{
    return document->failed || document->tree.failed ? error_memory(err) : STATUS_GOOD;
}

Table *document_table(Document *document, const char *id, Words title, const Column *column)
{
    assert(document->tables < DOCUMENT_TABLES);
    Table *table = &document->table[document->tables++];
    *table = (Table){ .id = id, .title = title, .column = column };
    while (column[table->columns].id)
        table->columns++;
    return table;
}

void document_tag(Document *document, const char *name, char *owned)
{
    assert(document->tags < DOCUMENT_TAGS);
    document->tag[document->tags++] = (Tag){ name, owned };
    document->failed |= !owned;
}

static void add(Document *document, Table *table, Cell cell)
{
    if (table->filled == table->capacity) {
        size_t capacity = table->capacity ? 2 * table->capacity : 64;
        Cell *grown = realloc(table->cell, capacity * sizeof *grown);
        if (!grown) {
            document->failed = true;
            free(cell.text);
            return;
        }
        table->cell = grown;
        table->capacity = capacity;
    }
    table->cell[table->filled++] = cell;
    table->rows = table->filled / table->columns;
}

void table_text(Document *document, Table *table, const char *text)
{
    char *copy = text_copy(text);
    document->failed |= text && !copy;
    add(document, table, (Cell){ .kind = copy ? CELL_TEXT : CELL_EMPTY, .text = copy });
}

void table_year(Document *document, Table *table, int year)
{
    add(document, table, (Cell){ .kind = CELL_YEAR, .number = year });
}

void table_number(Document *document, Table *table, double value, double error)
{
    CellKind kind = isfinite(value) ? CELL_NUMBER : CELL_EMPTY;
    add(document, table, (Cell){ .kind = kind, .number = value, .error = error });
}

void table_rate(Document *document, Table *table, double value, double error)
{
    CellKind kind = isfinite(value) ? CELL_RATE : CELL_EMPTY;
    add(document, table, (Cell){ .kind = kind, .number = value, .error = error });
}

void table_optional(Table *table, const char *id)
{
    for (size_t c = 0; c < table->columns; c++)
        if (!strcmp(table->column[c].id, id))
            table->optional |= (uint64_t)1 << c;
}

bool table_shows(const Table *table, size_t column)
{
    if (!(table->optional >> column & 1))
        return true;
    for (size_t r = 0; r < table->rows; r++) {
        const Cell *cell = &table->cell[r * table->columns + column];
        if (cell->kind == CELL_TEXT || (cell->kind != CELL_EMPTY && cell->number != 0))
            return true;
    }
    return false;
}

/* Nobody reads more digits, however exact the number. */
enum { MOST_DECIMALS = 4 };

static const char *rate_words(const Cell *cell, Language language, char buffer[NUMBER_SIZE])
{
    if (rare_words(cell->number, cell->error, language, buffer))
        return buffer;
    return percent_words(cell->number, rate_decimals(cell->number, cell->error), language, buffer);
}

const char *cell_words(const Cell *cell, Language language, char buffer[NUMBER_SIZE])
{
    int decimals = number_decimals(cell->number, cell->error);
    switch (cell->kind) {
    case CELL_TEXT:
        return cell->text;
    case CELL_YEAR:
        snprintf(buffer, NUMBER_SIZE, "%.0f", cell->number);
        return buffer;
    case CELL_NUMBER:
        if (fabs(cell->number) >= 1000 && decimals > 1)
            decimals = 1;
        decimals = decimals < MOST_DECIMALS ? decimals : MOST_DECIMALS;
        return small_words(cell->number, cell->error, decimals, language, buffer)
                   ? buffer
                   : number_words(cell->number, decimals, language, buffer);
    case CELL_RATE:
        return rate_words(cell, language, buffer);
    case CELL_EMPTY:
        break;
    }
    return "";
}
