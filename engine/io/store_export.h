/* A sweep's database read again, as tables. */
#ifndef IO_STORE_EXPORT_H
#define IO_STORE_EXPORT_H

#include "core/document.h"
#include "io/store_base.h"

typedef struct StoreExport StoreExport;

/* Adds a table with a row for each cell and target, the values of the axes as columns, and the same
 * as a tree; and how the run was made. The document must not outlive the export, which owns the
 * names of its columns. Nothing is written to the database. STATUS_INVALID for a file that is none,
 * STATUS_OUTPUT when it cannot be opened. */
Status store_export(const char *path, Document *document, StoreExport **made, Error *err);

/* The same of a database that is open. */
Status store_export_open(const StoreBase *base, Document *document, StoreExport **made, Error *err);

/* Accepts NULL. */
void store_export_free(StoreExport *export);

#endif
