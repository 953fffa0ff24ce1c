#include "io/store_export.h"

#include "base/text.h"
#include "io/store_base.h"
#include "io/store_schema.h"

#include <math.h>
#include <stdlib.h>

struct StoreExport {
    Column *column; /* ends with id NULL */
    char **name;    /* owned; of each */
    size_t columns;
};

void store_export_free(StoreExport *export)
{
    if (!export)
        return;
    for (size_t i = 0; export->name && i < export->columns; i++)
        free(export->name[i]);
    free(export->name);
    free(export->column);
    free(export);
}

static Status name_columns(StoreExport *export, sqlite3_stmt *rows, Error *err)
{
    export->columns = (size_t)sqlite3_column_count(rows);
    export->column = calloc(export->columns + 1, sizeof *export->column);
    export->name = calloc(export->columns + 1, sizeof *export->name);
    if (!export->column || !export->name)
        return error_memory(err);
    for (size_t i = 0; i < export->columns; i++) {
        char *name = text_copy(sqlite3_column_name(rows, (int)i));
        if (!name)
            return error_memory(err);
        export->name[i] = name;
        export->column[i].id = name;
        for (int language = 0; language < LANGUAGE_COUNT; language++)
            export->column[i].title.in[language] = name;
    }
    return STATUS_GOOD;
}

static void put_value(Document *document, Table *table, const char *name, sqlite3_stmt *rows,
                      int column)
{
    int type = sqlite3_column_type(rows, column);
    if (type == SQLITE_INTEGER || type == SQLITE_FLOAT) {
        double number = sqlite3_column_double(rows, column);
        table_number(document, table, number, 0);
        tree_number(&document->tree, name, number);
        return;
    }
    const char *text = (const char *)sqlite3_column_text(rows, column);
    table_text(document, table, text);
    tree_text(&document->tree, name, text);
}

static Status put_rows(const StoreBase *base, StoreExport *export, sqlite3_stmt *rows,
                       Document *document, Error *err)
{
    static const Words title = { .in = { "Cells", "Các ô" } };
    Table *table = document_table(document, "cells", title, export->column);
    int code;
    tree_array(&document->tree, "cells");
    while ((code = sqlite3_step(rows)) == SQLITE_ROW) {
        tree_object(&document->tree, NULL);
        for (size_t i = 0; i < export->columns; i++)
            put_value(document, table, export->name[i], rows, (int)i);
        tree_close(&document->tree);
    }
    tree_close(&document->tree);
    return code == SQLITE_DONE ? STATUS_GOOD : store_base_fail(base, err);
}

/* How the run was made: the document's tags, and the head of its tree. */
static Status put_run(const StoreBase *base, Document *document, Error *err)
{
    static const char *const name[] = { "sweep", "scenario", "sha256",  "version",
                                        "paths", "seed",     "sampling" };
    sqlite3_stmt *run = NULL;
    TRY(store_base_prepare(base,
                           "SELECT sweep, scenario, scenario_digest, version, paths, seed, "
                           "sampling FROM run",
                           &run, err));
    Status status = sqlite3_step(run) == SQLITE_ROW ? STATUS_GOOD : store_base_fail(base, err);
    tree_object(&document->tree, "run");
    for (size_t i = 0; status == STATUS_GOOD && i < sizeof name / sizeof *name; i++) {
        const char *text = (const char *)sqlite3_column_text(run, (int)i);
        document_tag(document, name[i], text_copy(text ? text : ""));
        tree_text(&document->tree, name[i], text);
    }
    tree_close(&document->tree);
    sqlite3_finalize(run);
    return status;
}

/* Every cell with its axes and targets; a failed one has a row of its own, with the reason. */
static Status write_query(const StoreBase *base, Text *sql, Error *err)
{
    int64_t variants;
    sqlite3_stmt *axis = NULL;
    TRY(store_base_number(base, "SELECT count(*) FROM cell WHERE variant IS NOT NULL", &variants,
                          err));
    TRY(store_base_prepare(base, "SELECT id, title FROM axis ORDER BY id", &axis, err));
    text_put(sql, "SELECT c.id AS cell,");
    while (sqlite3_step(axis) == SQLITE_ROW)
        store_schema_axis((size_t)sqlite3_column_int64(axis, 0),
                          (const char *)sqlite3_column_text(axis, 1), sql);
    sqlite3_finalize(axis);
    text_add(sql,
             "%s %s, c.status, c.message FROM cell AS c LEFT JOIN target_result AS r"
             " ON r.cell_id = c.id ORDER BY c.id, r.target",
             variants ? " c.variant," : "", store_schema_target);
    return sql->failed ? error_memory(err) : STATUS_GOOD;
}

static Status prepare_rows(const StoreBase *base, sqlite3_stmt **rows, Error *err)
{
    Text sql = { 0 };
    Status status = write_query(base, &sql, err);
    if (status == STATUS_GOOD)
        status = store_base_prepare(base, sql.data, rows, err);
    text_free(&sql);
    return status;
}

static Status export_all(const StoreBase *base, StoreExport *export, Document *document, Error *err)
{
    int64_t application, format;
    sqlite3_stmt *rows = NULL;
    TRY(store_base_number(base, "PRAGMA application_id", &application, err));
    TRY(store_base_number(base, "PRAGMA user_version", &format, err));
    if (application != STORE_APPLICATION || format != STORE_VERSION)
        return error_set(err, STATUS_INVALID, "%s: is no database of a sweep", base->path);
    tree_object(&document->tree, NULL);
    tree_integer(&document->tree, "dubao", 1);
    TRY(put_run(base, document, err));
    TRY(prepare_rows(base, &rows, err));
    Status status = name_columns(export, rows, err);
    if (status == STATUS_GOOD)
        status = put_rows(base, export, rows, document, err);
    sqlite3_finalize(rows);
    tree_close(&document->tree);
    return status;
}

Status store_export_open(const StoreBase *base, Document *document, StoreExport **made, Error *err)
{
    *made = calloc(1, sizeof **made);
    return *made ? export_all(base, *made, document, err) : error_memory(err);
}

Status store_export(const char *path, Document *document, StoreExport **made, Error *err)
{
    StoreBase base;
    *made = NULL;
    /* not read-only: what a kill has left half written is rolled back first */
    Status status = store_base_open(&base, path, SQLITE_OPEN_READWRITE, err);
    if (status == STATUS_GOOD)
        status = store_export_open(&base, document, made, err);
    store_base_close(&base);
    return status;
}
