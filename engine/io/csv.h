/* The shape of CSV that all its dialects share. */
#ifndef IO_CSV_H
#define IO_CSV_H

#include "base/text.h"
#include "core/document.h"

typedef struct CsvDialect {
    const char *mark; /* before everything: a byte-order mark, or "" */
    char separator;
    char point;       /* decimal mark */
    const char *end;  /* of a line */
    bool spreadsheet; /* text that a spreadsheet would calculate gets an apostrophe in front */
} CsvDialect;

/* All tables of the document as one: the columns of all, a first column `table` when there are
 * several, and the document's tags as the last columns, so that rows of many files can be put
 * under each other. Missing values are empty. */
void csv_write(const CsvDialect *dialect, const Document *document, Text *out);

#endif
