#include "io/read_store.h"

#include "io/read_scenario.h"
#include "io/store_base.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

bool read_store_is(const char *path)
{
    static const char magic[16] = "SQLite format 3";
    char head[sizeof magic] = "";
    FILE *file = fopen(path, "rb");
    bool is = file && fread(head, 1, sizeof head, file) == sizeof head &&
              !memcmp(head, magic, sizeof magic);
    if (file)
        fclose(file);
    return is;
}

/* A reader of one query after the other. */
typedef struct ReadStore {
    StoreBase base;
    SweepTable *table;
    sqlite3_stmt *rows; /* of the query at hand */
} ReadStore;

static char *text_at(const ReadStore *read, int column)
{
    const char *text = (const char *)sqlite3_column_text(read->rows, column);
    return text_copy(text ? text : "");
}

static double number_at(const ReadStore *read, int column)
{
    return sqlite3_column_type(read->rows, column) == SQLITE_NULL
               ? NAN
               : sqlite3_column_double(read->rows, column);
}

/* Does `take` for every row of a query, with the row's number. */
static Status each_row(ReadStore *read, const char *sql,
                       Status (*take)(ReadStore *read, size_t row, Error *err), Error *err)
{
    int code = SQLITE_DONE;
    size_t row = 0;
    TRY(store_base_prepare(&read->base, sql, &read->rows, err));
    Status status = STATUS_GOOD;
    while (status == STATUS_GOOD && (code = sqlite3_step(read->rows)) == SQLITE_ROW)
        status = take(read, row++, err);
    if (status == STATUS_GOOD && code != SQLITE_DONE)
        status = store_base_fail(&read->base, err);
    sqlite3_finalize(read->rows);
    read->rows = NULL;
    return status;
}

static Status damaged(const ReadStore *read, Error *err)
{
    return error_set(err, STATUS_INVALID, "%s: is a damaged database of a sweep", read->base.path);
}

/* ---- the run ---- */

/* The scenario that the parameters of the run are. Without one there are only ids. */
static Scenario *scenario_of(const char *path, const char *parameters)
{
    cJSON *json = cJSON_Parse(parameters);
    const cJSON *document = cJSON_GetObjectItemCaseSensitive(json, "parameters");
    Scenario *scenario = NULL;
    Problems problems = { 0 };
    Error own = { 0 };
    SHA2_CTX digest;
    SHA256Init(&digest);
    if (document)
        read_scenario_document(path, document, &digest, &scenario, &problems, &own);
    problems_free(&problems);
    cJSON_Delete(json);
    return scenario;
}

static Status take_run(ReadStore *read, size_t row, Error *err)
{
    SweepTable *table = read->table;
    if (row)
        return damaged(read, err);
    table->id = text_at(read, 0);
    table->digest = text_at(read, 1);
    table->scenario_id = text_at(read, 2);
    table->seed = text_at(read, 3);
    table->sampling = text_at(read, 4);
    table->paths = (uint64_t)sqlite3_column_int64(read->rows, 5);
    table->planned = (uint64_t)sqlite3_column_int64(read->rows, 6);
    char *parameters = text_at(read, 7);
    table->scenario = parameters ? scenario_of(read->base.path, parameters) : NULL;
    bool good = table->id && table->digest && table->scenario_id && table->seed &&
                table->sampling && parameters;
    free(parameters);
    return good ? STATUS_GOOD : error_memory(err);
}

/* ---- axes ---- */

static Status take_axis(ReadStore *read, size_t row, Error *err)
{
    TableAxis *axis = &read->table->axis[row];
    char *design = text_at(read, 2);
    read->table->axes = row + 1;
    axis->pointer = text_at(read, 0);
    axis->title = text_at(read, 1);
    if (!design || !axis->pointer || !axis->title) {
        free(design);
        return error_memory(err);
    }
    axis->spread = strcmp(design, "grid") != 0;
    axis->numeric = true;
    axis->rate = sweep_table_rate(read->table->scenario, axis->pointer);
    free(design);
    return STATUS_GOOD;
}

/* Room for one value more; false without memory. */
static bool grow(TableAxis *axis)
{
    double *number = realloc(axis->number, (axis->values + 1) * sizeof *number);
    if (!number)
        return false;
    axis->number = number;
    char **text = realloc(axis->text, (axis->values + 1) * sizeof *text);
    if (!text)
        return false;
    axis->text = text;
    return true;
}

/* One row for each value of each axis, in the order in which they came. */
static Status take_value(ReadStore *read, size_t row, Error *err)
{
    size_t id = (size_t)sqlite3_column_int64(read->rows, 0);
    (void)row;
    if (id < 1 || id > read->table->axes)
        return damaged(read, err);
    TableAxis *axis = &read->table->axis[id - 1];
    if (!grow(axis))
        return error_memory(err);
    double number = number_at(read, 1);
    axis->number[axis->values] = number;
    axis->text[axis->values] = isnan(number) ? text_at(read, 2) : NULL;
    if (isnan(number) && !axis->text[axis->values])
        return error_memory(err);
    axis->numeric = axis->numeric && !isnan(number);
    axis->values++;
    return STATUS_GOOD;
}

static int by_number(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static Status read_axes(ReadStore *read, Error *err)
{
    int64_t axes;
    SweepTable *table = read->table;
    TRY(store_base_number(&read->base, "SELECT count(*) FROM axis", &axes, err));
    table->axis = calloc((size_t)axes + 1, sizeof *table->axis);
    if (!table->axis)
        return error_memory(err);
    TRY(each_row(read, "SELECT pointer, title, design FROM axis ORDER BY id", take_axis, err));
    TRY(each_row(read,
                 "SELECT axis_id, value, text FROM cell_value GROUP BY axis_id, value, text "
                 "ORDER BY axis_id, min(cell_id)",
                 take_value, err));
    for (size_t i = 0; i < table->axes; i++)
        if (table->axis[i].numeric && table->axis[i].values)
            qsort(table->axis[i].number, table->axis[i].values, sizeof(double), by_number);
    int64_t variants;
    TRY(store_base_number(&read->base, "SELECT count(variant) FROM cell", &variants, err));
    if (!variants)
        return STATUS_GOOD;
    TableAxis *last = &table->axis[table->axes++];
    last->title = text_copy("variant");
    if (!last->title)
        return error_memory(err);
    return each_row(read,
                    "SELECT (SELECT count(*) + 1 FROM axis), NULL, variant FROM cell "
                    "GROUP BY variant ORDER BY min(id)",
                    take_value, err);
}

/* ---- cells ---- */

/* Which value of the axis stands in the two columns; the number of values: none. */
static size_t value_at(const ReadStore *read, const TableAxis *axis, int number, int text)
{
    const char *word = (const char *)sqlite3_column_text(read->rows, text);
    double wanted = number_at(read, number);
    if (axis->numeric) {
        const double *found = axis->values ? bsearch(&wanted, axis->number, axis->values,
                                                     sizeof *axis->number, by_number)
                                           : NULL;
        return found ? (size_t)(found - axis->number) : axis->values;
    }
    size_t i = 0;
    while (i < axis->values &&
           (axis->text[i] ? !word || strcmp(axis->text[i], word) : !(axis->number[i] == wanted)))
        i++;
    return i;
}

/* A row for each cell and axis. */
static Status take_place(ReadStore *read, size_t row, Error *err)
{
    SweepTable *table = read->table;
    size_t cell = (size_t)sqlite3_column_int64(read->rows, 0);
    size_t axis = (size_t)sqlite3_column_int64(read->rows, 1) - 1;
    (void)row;
    if (cell >= table->cells || axis >= table->axes)
        return damaged(read, err);
    size_t value = value_at(read, &table->axis[axis], 2, 3);
    if (value == table->axis[axis].values)
        return damaged(read, err);
    table->at[cell * table->axes + axis] = value;
    return STATUS_GOOD;
}

static Status take_target(ReadStore *read, size_t row, Error *err)
{
    char **target = realloc(read->table->target, (row + 1) * sizeof *target);
    if (!target)
        return error_memory(err);
    read->table->target = target;
    target[row] = text_at(read, 0);
    if (!target[row])
        return error_memory(err);
    read->table->targets = row + 1;
    return STATUS_GOOD;
}

/* In the order of the scenario, then those that only variants have. */
static void sort_targets(SweepTable *table)
{
    size_t sorted = 0;
    for (size_t i = 0; table->scenario && i < table->scenario->targets; i++) {
        size_t found = sweep_table_target(table, table->scenario->target[i].id);
        if (found == table->targets)
            continue;
        char *id = table->target[found];
        memmove(table->target + sorted + 1, table->target + sorted,
                (found - sorted) * sizeof *table->target);
        table->target[sorted++] = id;
    }
}

static Status take_result(ReadStore *read, size_t row, Error *err)
{
    SweepTable *table = read->table;
    size_t cell = (size_t)sqlite3_column_int64(read->rows, 0);
    const char *id = (const char *)sqlite3_column_text(read->rows, 1);
    size_t target = sweep_table_target(table, id ? id : "");
    (void)row;
    if (cell >= table->cells || target == table->targets)
        return damaged(read, err);
    table->chance[target * table->cells + cell] = (Chance){
        number_at(read, 2), number_at(read, 3), { number_at(read, 4), number_at(read, 5) }
    };
    return STATUS_GOOD;
}

static Status read_cells(ReadStore *read, Error *err)
{
    SweepTable *table = read->table;
    int64_t cells, last;
    TRY(store_base_number(&read->base, "SELECT count(*) FROM cell", &cells, err));
    TRY(store_base_number(&read->base, "SELECT coalesce(max(id) + 1, 0) FROM cell", &last, err));
    if (cells != last)
        return damaged(read, err);
    table->cells = (size_t)cells;
    TRY(each_row(read, "SELECT DISTINCT target FROM target_result", take_target, err));
    sort_targets(table);
    size_t results = table->cells * (table->targets ? table->targets : 1);
    if (results > READ_STORE_MOST)
        return error_set(err, STATUS_INVALID,
                         "%s: has %zu results; charts take at most %d (cells times targets)",
                         read->base.path, results, READ_STORE_MOST);
    table->at = calloc(table->cells * table->axes + 1, sizeof *table->at);
    table->chance = calloc(results + 1, sizeof *table->chance);
    if (!table->at || !table->chance)
        return error_memory(err);
    for (size_t i = 0; i < results; i++)
        table->chance[i] = chance_unknown;
    TRY(each_row(read, "SELECT cell_id, axis_id, value, text FROM cell_value", take_place, err));
    if (table->axes && !table->axis[table->axes - 1].pointer)
        TRY(each_row(read, "SELECT id, (SELECT count(*) + 1 FROM axis), NULL, variant FROM cell",
                     take_place, err));
    return each_row(read,
                    "SELECT cell_id, target, probability, standard_error, low95, high95 "
                    "FROM target_result",
                    take_result, err);
}

static Status read_all(ReadStore *read, Error *err)
{
    int64_t application, format;
    /* one state of a database that a sweep may be writing to */
    TRY(store_base_run(&read->base, "BEGIN", err));
    TRY(store_base_number(&read->base, "PRAGMA application_id", &application, err));
    TRY(store_base_number(&read->base, "PRAGMA user_version", &format, err));
    if (application != STORE_APPLICATION || format != STORE_VERSION)
        return error_set(err, STATUS_INVALID, "%s: is no database of a sweep", read->base.path);
    TRY(each_row(read,
                 "SELECT sweep, sweep_digest, scenario, seed, sampling, paths, cells, parameters "
                 "FROM run",
                 take_run, err));
    if (!read->table->id)
        return damaged(read, err);
    TRY(read_axes(read, err));
    return read_cells(read, err);
}

Status read_store(const char *path, SweepTable **table, Error *err)
{
    ReadStore read = { .table = calloc(1, sizeof *read.table) };
    *table = NULL;
    if (!read.table)
        return error_memory(err);
    /* not read-only: what a kill has left half written is rolled back first */
    Status status = store_base_open(&read.base, path, SQLITE_OPEN_READWRITE, err);
    if (status == STATUS_GOOD)
        status = read_all(&read, err);
    store_base_close(&read.base);
    if (status == STATUS_GOOD)
        *table = read.table;
    else
        sweep_table_free(read.table);
    return status;
}
