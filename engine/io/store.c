#include "io/store.h"

#include "core/version.h"
#include "io/store_row.h"
#include "io/store_schema.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

typedef enum Insert {
    INSERT_CELL,
    INSERT_VALUE,
    INSERT_TARGET,
    INSERT_JOINT,
    INSERT_QUANTILE,
    INSERTS
} Insert;

static const char *const insert_text[INSERTS] = {
    [INSERT_CELL] = "INSERT INTO cell VALUES (?, ?, ?, ?)",
    [INSERT_VALUE] = "INSERT INTO cell_value VALUES (?, ?, ?, ?)",
    [INSERT_TARGET] = "INSERT INTO target_result VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
    [INSERT_JOINT] = "INSERT INTO joint_result VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
    [INSERT_QUANTILE] = "INSERT INTO quantile VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
};

struct Store {
    StoreBase base;
    StoreRun run;
    sqlite3_stmt *insert[INSERTS];
    bool open; /* a transaction */
};

/* ---- a cell ---- */

static Status put_values(Store *store, uint64_t cell, const size_t *at, Error *err)
{
    const Sweep *sweep = store->run.sweep;
    for (size_t i = 0; i < sweep->axes; i++) {
        const AxisValue *value = &sweep->axis[i].value[at[i]];
        StoreRow row = store_row(&store->base, store->insert[INSERT_VALUE]);
        store_row_integer(&row, cell);
        store_row_integer(&row, i + 1);
        store_row_number(&row, value->number);
        store_row_text(&row, value->shown);
        TRY(store_row_finish(&row, err));
    }
    return STATUS_GOOD;
}

static Status put_cell(Store *store, const CellResult *result, Error *err)
{
    const Sweep *sweep = store->run.sweep;
    size_t at[SWEEP_AXES];
    size_t variant = sweep_place(sweep, result->cell, at);
    bool failed = result->error.status != STATUS_GOOD;
    StoreRow row = store_row(&store->base, store->insert[INSERT_CELL]);
    store_row_integer(&row, result->cell);
    store_row_text(&row, failed ? "failed" : "good");
    store_row_text(&row, failed ? result->error.text : NULL);
    store_row_text(&row, sweep->variants ? sweep->variant[variant].name : NULL);
    TRY(store_row_finish(&row, err));
    return put_values(store, result->cell, at, err);
}

static Status put_targets(Store *store, const CellResult *result, Error *err)
{
    for (size_t i = 0; i < result->targets; i++) {
        const TargetResult *target = &result->target[i];
        StoreRow row = store_row(&store->base, store->insert[INSERT_TARGET]);
        store_row_integer(&row, result->cell);
        store_row_text(&row, target->target);
        store_row_chance(&row, &target->chance);
        store_row_number(&row, target->median);
        store_row_number(&row, target->median_gap);
        store_row_number(&row, target->required_growth);
        store_row_text(&row, target->method);
        TRY(store_row_finish(&row, err));
    }
    return STATUS_GOOD;
}

static Status put_joints(Store *store, const CellResult *result, Error *err)
{
    for (size_t i = 0; i < result->joints; i++) {
        const JointResult *joint = &result->joint[i];
        StoreRow row = store_row(&store->base, store->insert[INSERT_JOINT]);
        store_row_integer(&row, result->cell);
        store_row_text(&row, joint->group);
        store_row_chance(&row, &joint->chance);
        store_row_number(&row, joint->if_independent);
        store_row_text(&row, joint->binding);
        TRY(store_row_finish(&row, err));
    }
    return STATUS_GOOD;
}

static Status put_fans(Store *store, const CellResult *result, Error *err)
{
    for (size_t i = 0; i < result->fans; i++) {
        const FanResult *fan = &result->fan[i];
        StoreRow row = store_row(&store->base, store->insert[INSERT_QUANTILE]);
        store_row_integer(&row, result->cell);
        store_row_text(&row, fan->indicator);
        store_row_integer(&row, (uint64_t)fan->year);
        for (size_t q = 0; q < QUANTILES; q++)
            store_row_number(&row, fan->quantile[q]);
        store_row_number(&row, fan->mean);
        store_row_number(&row, fan->sd);
        TRY(store_row_finish(&row, err));
    }
    return STATUS_GOOD;
}

static Status put(void *context, const CellResult *result, Error *err)
{
    Store *store = context;
    TRY(put_cell(store, result, err));
    TRY(put_targets(store, result, err));
    TRY(put_joints(store, result, err));
    return put_fans(store, result, err);
}

static Status begin(void *context, Error *err)
{
    Store *store = context;
    TRY(store_base_run(&store->base, "BEGIN IMMEDIATE", err));
    store->open = true;
    return STATUS_GOOD;
}

static Status commit(void *context, Error *err)
{
    Store *store = context;
    TRY(store_base_run(&store->base, "COMMIT", err));
    store->open = false;
    return STATUS_GOOD;
}

Results store_results(Store *store)
{
    return (Results){ begin, put, commit, store };
}

Status store_count(Store *store, uint64_t *cells, uint64_t *failed, Error *err)
{
    int64_t number;
    TRY(store_base_number(&store->base, "SELECT count(*) FROM cell", &number, err));
    *cells = (uint64_t)number;
    TRY(store_base_number(&store->base, "SELECT count(*) FROM cell WHERE status = 'failed'",
                          &number, err));
    *failed = (uint64_t)number;
    TRY(store_base_number(&store->base, "SELECT coalesce(max(id) + 1, 0) FROM cell", &number, err));
    if (*cells != (uint64_t)number)
        return error_set(err, STATUS_INVALID, "%s: cells are missing in the middle",
                         store->base.path);
    return STATUS_GOOD;
}

Status store_first_failure(Store *store, char message[sizeof(Error)], Error *err)
{
    sqlite3_stmt *row = NULL;
    *message = '\0';
    TRY(store_base_prepare(&store->base,
                           "SELECT 'cell ' || id || ': ' || message FROM cell WHERE status = "
                           "'failed' ORDER BY id LIMIT 1",
                           &row, err));
    if (sqlite3_step(row) == SQLITE_ROW)
        snprintf(message, sizeof(Error), "%s", (const char *)sqlite3_column_text(row, 0));
    sqlite3_finalize(row);
    return STATUS_GOOD;
}

const StoreBase *store_base(const Store *store)
{
    return &store->base;
}

/* ---- opening ---- */

static Status put_run(Store *store, sqlite3_stmt *statement, Error *err)
{
    const Scenario *s = store->run.first;
    char seed[32];
    snprintf(seed, sizeof seed, "%" PRIu64, s->simulation.seed);
    StoreRow row = store_row(&store->base, statement);
    store_row_text(&row, version);
    store_row_text(&row, store->run.sweep->id);
    store_row_text(&row, store->run.sweep->digest);
    store_row_text(&row, s->id);
    store_row_text(&row, s->digest);
    store_row_integer(&row, s->simulation.paths);
    store_row_text(&row, seed);
    store_row_text(&row, s->simulation.sampling);
    store_row_integer(&row, store->run.sweep->cells);
    store_row_text(&row, store->run.parameters);
    return store_row_finish(&row, err);
}

static Status put_axes(Store *store, sqlite3_stmt *statement, Error *err)
{
    for (size_t i = 0; i < store->run.sweep->axes; i++) {
        const Axis *axis = &store->run.sweep->axis[i];
        StoreRow row = store_row(&store->base, statement);
        store_row_integer(&row, i + 1);
        store_row_integer(&row, i + 1);
        store_row_text(&row, axis->pointer);
        store_row_text(&row, axis->title);
        store_row_text(&row, axis->design ? axis->design->name : "grid");
        store_row_integer(&row, axis->values);
        TRY(store_row_finish(&row, err));
    }
    return STATUS_GOOD;
}

static Status create(Store *store, Error *err)
{
    sqlite3_stmt *run = NULL, *axis = NULL;
    Text sql = { 0 };
    store_schema(store->run.sweep, &sql);
    Status status = sql.failed ? error_memory(err) : store_base_run(&store->base, sql.data, err);
    text_free(&sql);
    if (status == STATUS_GOOD)
        status = store_base_prepare(
            &store->base, "INSERT INTO run VALUES (1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", &run, err);
    if (status == STATUS_GOOD)
        status = put_run(store, run, err);
    if (status == STATUS_GOOD)
        status = store_base_prepare(&store->base, "INSERT INTO axis VALUES (?, ?, ?, ?, ?, ?)",
                                    &axis, err);
    if (status == STATUS_GOOD)
        status = put_axes(store, axis, err);
    sqlite3_finalize(run);
    sqlite3_finalize(axis);
    return status;
}

/* One column of the run against what it must be. */
static Status compare(const Store *store, sqlite3_stmt *row, int column, const char *what,
                      const char *wanted, Error *err)
{
    const char *found = (const char *)sqlite3_column_text(row, column);
    if (found && !strcmp(found, wanted))
        return STATUS_GOOD;
    return error_set(err, STATUS_INVALID,
                     "%s: holds results of another %s (%.64s; now it is %.64s); choose another "
                     "database",
                     store->base.path, what, found ? found : "none", wanted);
}

static Status compare_run(const Store *store, sqlite3_stmt *row, Error *err)
{
    const Simulation *simulation = &store->run.first->simulation;
    char paths[32], seed[32];
    snprintf(paths, sizeof paths, "%" PRIu64, simulation->paths);
    snprintf(seed, sizeof seed, "%" PRIu64, simulation->seed);
    TRY(compare(store, row, 0, "version of the program", version, err));
    TRY(compare(store, row, 1, "scenario", store->run.first->digest, err));
    TRY(compare(store, row, 2, "number of paths", paths, err));
    TRY(compare(store, row, 3, "seed", seed, err));
    TRY(compare(store, row, 4, "sampling", simulation->sampling, err));
    return compare(store, row, 5, "sweep", store->run.sweep->digest, err);
}

/* Is the database one of this very sweep? */
static Status recognise(Store *store, Error *err)
{
    int64_t application, format;
    sqlite3_stmt *row = NULL;
    TRY(store_base_number(&store->base, "PRAGMA application_id", &application, err));
    TRY(store_base_number(&store->base, "PRAGMA user_version", &format, err));
    if (application != STORE_APPLICATION || format != STORE_VERSION)
        return error_set(err, STATUS_INVALID, "%s: is no database of a sweep; choose another name",
                         store->base.path);
    TRY(store_base_prepare(&store->base,
                           "SELECT version, scenario_digest, paths, seed, sampling, sweep_digest "
                           "FROM run",
                           &row, err));
    Status status = sqlite3_step(row) == SQLITE_ROW ? compare_run(store, row, err)
                                                    : store_base_fail(&store->base, err);
    sqlite3_finalize(row);
    return status;
}

/* Nothing but the transaction is written before the database is known to be ours. */
static Status prepare(Store *store, Error *err)
{
    int64_t objects;
    TRY(store_base_run(&store->base, "PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON", err));
    TRY(begin(store, err));
    TRY(store_base_number(&store->base, "SELECT count(*) FROM sqlite_master", &objects, err));
    TRY(objects ? recognise(store, err) : create(store, err));
    TRY(commit(store, err));
    for (size_t i = 0; i < INSERTS; i++)
        TRY(store_base_prepare(&store->base, insert_text[i], &store->insert[i], err));
    return STATUS_GOOD;
}

/* Whether there is a file, which may be what a kill has left before the first transaction. */
static Status look(const char *path, bool resume, bool *there, Error *err)
{
    struct stat info;
    *there = stat(path, &info) == 0;
    if (!*there)
        return STATUS_GOOD;
    if (!S_ISREG(info.st_mode))
        return error_set(err, STATUS_OUTPUT, "%s: is no file; wanted is the name of a database",
                         path);
    if (info.st_size && !resume)
        return error_set(err, STATUS_OUTPUT,
                         "%s: exists already; --resume goes on with it, or choose another name",
                         path);
    return STATUS_GOOD;
}

Status store_open(Store **made, const char *path, const StoreRun *run, bool resume, Error *err)
{
    bool there;
    *made = NULL;
    there = false;
    if (path)
        TRY(look(path, resume, &there, err));
    Store *store = calloc(1, sizeof *store);
    if (!store)
        return error_memory(err);
    store->run = *run;
    Status status = store_base_open(&store->base, path,
                                    SQLITE_OPEN_READWRITE | (there ? 0 : SQLITE_OPEN_CREATE), err);
    if (status == STATUS_GOOD)
        status = prepare(store, err);
    if (status == STATUS_GOOD) {
        *made = store;
        return STATUS_GOOD;
    }
    store_close(store);
    if (path && !there)
        unlink(path);
    return status;
}

void store_close(Store *store)
{
    if (!store)
        return;
    for (size_t i = 0; i < INSERTS; i++)
        sqlite3_finalize(store->insert[i]);
    if (store->open)
        sqlite3_exec(store->base.database, "ROLLBACK", NULL, NULL, NULL);
    store_base_close(&store->base);
    free(store);
}
