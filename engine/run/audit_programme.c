#include "run/audit_programme.h"

#include "math/linear_programme.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>

struct AuditProgramme {
    AuditReduced reduced;
    LinearProgramme *linear;
    size_t *column; /* of each node; SIZE_MAX: none */
    size_t columns;
    size_t *row; /* of each row of the programme, the reduced row */
    size_t rows;
    size_t fixed, aimed; /* nodes of the last question */
};

void audit_programme_free(AuditProgramme *it)
{
    if (!it)
        return;
    audit_reduced_free(&it->reduced);
    linear_programme_free(it->linear);
    free(it->column);
    free(it->row);
    free(it);
}

/* Which nodes have a column: those kept, and those that rows speak of. */
static void number_columns(AuditProgramme *it)
{
    const AuditReduced *r = &it->reduced;
    for (size_t i = 0; i < r->system->nodes; i++)
        it->column[i] = r->kept[i] ? it->columns++ : SIZE_MAX;
    for (size_t i = 0; i < r->rows; i++)
        for (size_t k = 0; r->row[i].alive && k < r->row[i].terms; k++) {
            size_t node = r->term[r->row[i].first + k].node;
            if (it->column[node] == SIZE_MAX)
                it->column[node] = it->columns++;
        }
}

static void set_column(AuditProgramme *it, size_t node)
{
    const AuditSystem *system = it->reduced.system;
    linear_programme_column(it->linear, it->column[node], system->negative[node] ? -INFINITY : 0,
                            INFINITY, system->size[node]);
}

static Status set_rows(AuditProgramme *it, Error *err)
{
    const AuditReduced *r = &it->reduced;
    size_t *column = malloc((it->columns + 1) * sizeof *column);
    double *weight = malloc((it->columns + 1) * sizeof *weight);
    Status status = column && weight ? STATUS_GOOD : error_memory(err);
    for (size_t i = 0; i < r->rows && status == STATUS_GOOD; i++) {
        const ReducedRow *row = &r->row[i];
        if (!row->alive || !row->terms)
            continue;
        for (size_t k = 0; k < row->terms; k++) {
            column[k] = it->column[r->term[row->first + k].node];
            weight[k] = r->term[row->first + k].weight;
        }
        it->row[it->rows++] = i;
        status = linear_programme_row(it->linear, row->equal ? 0 : -INFINITY, 0, column, weight,
                                      row->terms, err);
    }
    free(column);
    free(weight);
    return status;
}

static Status build(AuditProgramme *it, Error *err)
{
    it->column = malloc(it->reduced.system->nodes * sizeof *it->column);
    it->row = malloc((it->reduced.rows + 1) * sizeof *it->row);
    if (!it->column || !it->row)
        return error_memory(err);
    number_columns(it);
    TRY(linear_programme_new(&it->linear, it->columns, err));
    for (size_t i = 0; i < it->reduced.system->nodes; i++)
        if (it->column[i] != SIZE_MAX)
            set_column(it, i);
    return set_rows(it, err);
}

static Status make(AuditProgramme **made, const AuditSystem *system, const bool *active,
                   const size_t *kept, size_t count, AuditExtent extent, Error *err)
{
    AuditProgramme *it = *made = calloc(1, sizeof *it);
    if (!it)
        return error_memory(err);
    Status status = audit_reduce(&it->reduced, system, active, kept, count, extent, err);
    if (status == STATUS_GOOD)
        status = build(it, err);
    if (status != STATUS_GOOD) {
        audit_programme_free(it);
        *made = NULL;
    }
    return status;
}

Status audit_programme_new(AuditProgramme **made, const AuditSystem *system, const bool *active,
                           const size_t *kept, size_t count, Error *err)
{
    return make(made, system, active, kept, count, AUDIT_CONNECTED, err);
}

/* The floor under bases that nothing else keeps above 0 is to be as high as it can, up to their
 * sizes: they can be above 0 when it is, by more than rounding. */
static const double above_rounding = 1e-7;

Status audit_holds(const AuditSystem *system, const bool *active, bool *holds, Error *err)
{
    AuditProgramme *it = NULL;
    LinearAnswer answer = LINEAR_FOUND;
    TRY(make(&it, system, active, &system->floor, 1, AUDIT_ALL, err));
    size_t floor = it->column[system->floor];
    linear_programme_column(it->linear, it->column[AUDIT_GROUND], 1, 1, 1);
    linear_programme_column(it->linear, floor, 0, 1, 1);
    linear_programme_aim(it->linear, floor, 1);
    Status status = linear_programme_solve(it->linear, true, &answer, err);
    *holds = status == STATUS_GOOD && answer == LINEAR_FOUND &&
             linear_programme_value(it->linear, floor) > above_rounding;
    audit_programme_free(it);
    return status;
}

Status audit_size(const AuditSystem *system, const bool *active, size_t *columns, Error *err)
{
    AuditProgramme *it = NULL;
    TRY(make(&it, system, active, NULL, 0, AUDIT_ALL, err));
    *columns = it->columns;
    audit_programme_free(it);
    return STATUS_GOOD;
}

/* The divisor is as large as it is expected to be, so that the other columns are too. */
Status audit_reach(AuditProgramme *it, size_t from, size_t to, bool most, double *value, Error *err)
{
    const AuditSystem *system = it->reduced.system;
    LinearAnswer answer;
    double size = system->size[from];
    set_column(it, it->fixed);
    linear_programme_aim(it->linear, it->column[it->aimed], 0);
    linear_programme_column(it->linear, it->column[from], size, size, size);
    linear_programme_aim(it->linear, it->column[to], 1);
    it->fixed = from;
    it->aimed = to;
    TRY(linear_programme_solve(it->linear, most, &answer, err));
    *value = answer == LINEAR_FOUND ? linear_programme_value(it->linear, it->column[to]) / size
             : most                 ? INFINITY
                                    : -INFINITY;
    return STATUS_GOOD;
}

Status audit_rests_on(const AuditProgramme *it, bool *used, Error *err)
{
    bool *wanted = calloc(it->reduced.rows + 1, sizeof *wanted);
    if (!wanted)
        return error_memory(err);
    for (size_t i = 0; i < it->reduced.system->rows; i++)
        used[i] = false;
    for (size_t i = 0; i < it->rows; i++)
        wanted[it->row[i]] = linear_programme_rests_on(it->linear, i);
    audit_reduced_sources(&it->reduced, wanted, used);
    free(wanted);
    return STATUS_GOOD;
}

Status audit_between(const AuditSystem *system, const bool *active, size_t from, size_t to,
                     double interval[2], Error *err)
{
    AuditProgramme *it = NULL;
    TRY(audit_programme_new(&it, system, active, (const size_t[]){ from, to }, 2, err));
    Status status = audit_reach(it, from, to, false, &interval[0], err);
    if (status == STATUS_GOOD)
        status = audit_reach(it, from, to, true, &interval[1], err);
    audit_programme_free(it);
    return status;
}
