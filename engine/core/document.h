/* What a command hands to a writer: the same result as tables for people and as a tree for
 * machines. Writers know tables and trees, never forecasts. */
#ifndef CORE_DOCUMENT_H
#define CORE_DOCUMENT_H

#include "base/error.h"
#include "core/language.h"
#include "core/tree.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef enum CellKind {
    CELL_EMPTY,
    CELL_TEXT,
    CELL_YEAR, /* no thousands mark */
    CELL_NUMBER,
    CELL_RATE /* shown to people as percent */
} CellKind;

typedef struct Cell {
    CellKind kind;
    double number; /* NaN: missing, written as an empty cell */
    double error;  /* standard error of `number`; 0: exact; sets the digits people see */
    char *text;    /* owned */
} Cell;

/* `id` is the column's name for machines (CSV), `title` its heading for people. */
typedef struct Column {
    const char *id; /* borrowed, constant */
    Words title;    /* borrowed, constant */
} Column;

typedef struct Table {
    const char *id;       /* borrowed, constant */
    Words title;          /* borrowed, constant */
    const Column *column; /* borrowed, constant, ends with id NULL */
    size_t columns;
    uint64_t optional; /* a bit for each column */
    Cell *cell;        /* row-major, owned */
    size_t rows;
    size_t capacity;
    size_t filled; /* cells given so far */
} Table;

/* A fact that holds for the whole document: how it was made. */
typedef struct Tag {
    const char *name; /* borrowed, constant */
    char *value;      /* owned */
} Tag;

enum { DOCUMENT_TABLES = 16, DOCUMENT_TAGS = 8 };

/* Zero-initialise. A failed allocation sets `failed`; document_complete tells. */
typedef struct Document {
    Language language;
    bool verbose; /* writers for people print the tree's "parameters" too */
    Tag tag[DOCUMENT_TAGS];
    size_t tags;
    Table table[DOCUMENT_TABLES];
    size_t tables;
    Tree tree;
    bool failed;
} Document;

void document_free(Document *document);

/* STATUS_GOOD, or out of memory at any step so far. */
Status document_complete(const Document *document, Error *err);

/* Adds an empty table and returns it. Never more than DOCUMENT_TABLES. */
Table *document_table(Document *document, const char *id, Words title, const Column *column);

/* Takes over `owned`, NULL when there was no memory for it. */
void document_tag(Document *document, const char *name, char *owned);

/* Cells are given in reading order, one call for each column of each row. */
void table_text(Document *document, Table *table, const char *text); /* copied, NULL: empty */
void table_year(Document *document, Table *table, int year);
void table_number(Document *document, Table *table, double value, double error);
void table_rate(Document *document, Table *table, double value, double error);

/* People do not see the column of that id where all its cells are empty or 0. */
void table_optional(Table *table, const char *id);

/* Whether people see the column. */
bool table_shows(const Table *table, size_t column);

/* The text of a cell for people in a language; `buffer` is used for numbers. */
const char *cell_words(const Cell *cell, Language language, char buffer[NUMBER_SIZE]);

#endif
