#include "run/audit_conflicts.h"

#include "run/audit_chain.h"
#include "run/audit_programme.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* ---- what a statement asks for, and what the others leave it ---- */

/* A row of a statement that the others exclude: the ends of the quotient that it bounds. */
typedef struct Excluded {
    size_t row, from, to;
    bool most;      /* the most that the others allow is below its bound; else the least above */
    double reached; /* what the others allow, nearest to the bound */
    double bound;
    double excess; /* in sizes of the nodes; 0: nothing is excluded */
    bool *used;    /* of each row: whether `reached` rests on it; owned */
} Excluded;

static Status try_row(const AuditSystem *system, const bool *rest, size_t row, Excluded *found,
                      Error *err)
{
    const AuditTerm *term = system->term + system->row[row].first;
    if (system->row[row].terms != 2 || !system->row[row].step.phrase ||
        system->negative[term[1].node])
        return STATUS_GOOD;
    Excluded it = { .row = row,
                    .to = term[0].node,
                    .from = term[1].node,
                    .most = term[0].weight < 0,
                    .bound = -term[1].weight / term[0].weight };
    AuditProgramme *programme = NULL;
    TRY(audit_programme_new(&programme, system, rest, (const size_t[]){ it.from, it.to }, 2, err));
    Status status = audit_reach(programme, it.from, it.to, it.most, &it.reached, err);
    double beyond = it.most ? it.bound - it.reached : it.reached - it.bound;
    it.excess = beyond * system->size[it.from] / system->size[it.to];
    if (status == STATUS_GOOD && isfinite(it.reached) && it.excess > found->excess) {
        it.used = found->used;
        *found = it;
        status = audit_rests_on(programme, it.used, err);
    }
    audit_programme_free(programme);
    return status;
}

/* The row of the statement that the rest, which holds together, excludes most. */
static Status find_excluded(const AuditSystem *system, bool *rest, size_t statement,
                            Excluded *found, Error *err)
{
    *found = (Excluded){ .used = calloc(system->rows + 1, sizeof(bool)) };
    if (!found->used)
        return error_memory(err);
    for (size_t i = 0; i < system->rows; i++) {
        if (!audit_row_rests_on(system, i, statement))
            continue;
        rest[statement] = true;
        bool counts = audit_row_counts(system, i, rest);
        rest[statement] = false;
        if (counts)
            TRY(try_row(system, rest, i, found, err));
    }
    return STATUS_GOOD;
}

/* ---- telling ---- */

static Status fill_edge(const AuditSystem *system, size_t row, AuditEdge *edge, Error *err)
{
    const AuditRow *it = &system->row[row];
    edge->step = it->step;
    edge->step.said = calloc(system->audit->statements + 1, sizeof(bool));
    if (!edge->step.said)
        return error_memory(err);
    for (size_t i = 0; i < it->labels; i++)
        edge->step.said[system->label[it->first_label + i]] = true;
    return STATUS_GOOD;
}

/* Below every log of a double: the log of nothing. */
static const double nothing = -1000;

static double log_of(double value)
{
    return value > 0 ? log(value) : nothing;
}

/* Whether a row, read as an edge, starts at the node: x[to] <= e^most x[from]. */
static bool starts_at(const AuditSystem *system, size_t row, size_t node, AuditEdge *edge)
{
    const AuditRow *it = &system->row[row];
    const AuditTerm *term = system->term + it->first;
    if (it->terms != 2 || !it->step.phrase || term[0].weight * term[1].weight > 0)
        return false;
    for (int i = 0; i < 2; i++) {
        const AuditTerm *own = &term[i], *other = &term[1 - i];
        if (own->node != node || !(it->equal || other->weight > 0))
            continue;
        edge->from = node;
        edge->to = other->node;
        edge->most = log_of(-own->weight / other->weight);
        return true;
    }
    return false;
}

/* The rows used as one chain from a node to another; false when they are more than a chain. */
static Status walk(const AuditSystem *system, bool *used, size_t from, size_t to, AuditChain *chain,
                   bool *good, Error *err)
{
    size_t left = 0, node = from;
    for (size_t i = 0; i < system->rows; i++)
        left += used[i];
    *good = true;
    while (*good && left) {
        size_t found = 0;
        AuditEdge *edge = &chain->edge[chain->length];
        while (found < system->rows && !(used[found] && starts_at(system, found, node, edge)))
            found++;
        *good = found < system->rows && node != to;
        if (!*good)
            break;
        TRY(fill_edge(system, found, edge, err));
        used[found] = false;
        node = edge->to;
        chain->length++;
        left--;
    }
    *good &= node == to;
    return STATUS_GOOD;
}

/* The other statements in one step: the most or least that they allow. */
static Status put_summary(const AuditSystem *system, const bool *rest, const Excluded *it,
                          AuditEdge *edge, Error *err)
{
    const AuditRow *row = &system->row[it->row];
    const AuditPhrase *const *phrase =
        row->step.phrase->measure == AUDIT_GROWTH  ? audit_growth_phrases
        : row->step.phrase->measure == AUDIT_SHARE ? audit_share_phrases
                                                   : audit_level_phrases;
    int years = row->step.to - row->step.from + 1;
    edge->step = row->step;
    edge->step.phrase = phrase[it->most ? 1 : 2];
    edge->step.value =
        phrase == audit_growth_phrases
            ? pow(fmax(it->reached, 0), 1.0 / years) - 1
            : it->reached * (phrase == audit_share_phrases ? row->step.value / it->bound : 1);
    edge->step.said = malloc((system->audit->statements + 1) * sizeof(bool));
    if (!edge->step.said)
        return error_memory(err);
    memcpy(edge->step.said, rest, system->audit->statements * sizeof(bool));
    return STATUS_GOOD;
}

/* Levels that may be below 0 are compared as they are, not as multiples. */
static Status tell_levels(const AuditSystem *system, const Excluded *it, AuditChain *chain,
                          AuditConflict *conflict, Error *err)
{
    conflict->anchored = true;
    conflict->upward = it->most;
    conflict->reached = it->reached;
    conflict->bound = system->row[it->row].step.value;
    conflict->indicator = system->row[it->row].step.indicator;
    conflict->year = system->row[it->row].step.to;
    conflict->step = calloc(2, sizeof *conflict->step);
    if (!conflict->step)
        return error_memory(err);
    for (size_t i = 0; i < 2; i++) {
        conflict->step[i] = chain->edge[i].step;
        chain->edge[i].step.said = NULL;
    }
    conflict->steps = 2;
    return STATUS_GOOD;
}

static Status tell_excluded(const AuditSystem *system, const bool *rest, const Excluded *it,
                            AuditConflict *conflict, Error *err)
{
    AuditChain chain = { .edge = calloc(system->rows + 2, sizeof *chain.edge) };
    bool good = false, below = it->from == AUDIT_GROUND && !(it->bound > 0 && it->reached >= 0);
    size_t from = it->most ? it->from : it->to, to = it->most ? it->to : it->from;
    if (!chain.edge)
        return error_memory(err);
    Status status = below ? STATUS_GOOD : walk(system, it->used, from, to, &chain, &good, err);
    if (status == STATUS_GOOD && !good) {
        audit_chain_free(&chain);
        chain = (AuditChain){ .edge = calloc(2, sizeof *chain.edge), .length = 1 };
        status = chain.edge ? put_summary(system, rest, it, chain.edge, err) : error_memory(err);
        if (status == STATUS_GOOD) {
            double log_reached = log_of(it->reached);
            chain.edge[0].from = from;
            chain.edge[0].to = to;
            chain.edge[0].most = it->most ? log_reached : -log_reached;
        }
    }
    if (status == STATUS_GOOD) {
        AuditEdge *last = &chain.edge[chain.length++];
        status = fill_edge(system, it->row, last, err);
        last->from = to;
        last->to = from;
        last->most = it->most ? -log_of(it->bound) : log_of(it->bound);
    }
    if (status == STATUS_GOOD)
        status = (below ? tell_levels(system, it, &chain, conflict, err)
                        : audit_chain_tell(system, &chain, conflict, err));
    audit_chain_free(&chain);
    return status;
}

/* The last statement of the contradiction that the others exclude by themselves tells it. A
 * contradiction that no row shows keeps its list of statements alone. */
static Status tell(const AuditSystem *system, bool *blamed, AuditConflict *conflict, Error *err)
{
    Status status = STATUS_GOOD;
    for (size_t i = system->audit->statements; i-- > 0 && !conflict->steps;) {
        Excluded found;
        if (!blamed[i] || status != STATUS_GOOD)
            continue;
        blamed[i] = false;
        status = find_excluded(system, blamed, i, &found, err);
        if (status == STATUS_GOOD && found.excess > 0)
            status = tell_excluded(system, blamed, &found, conflict, err);
        free(found.used);
        blamed[i] = true;
    }
    return status;
}

static Status record_conflict(AuditSystem *system, bool *blamed, Error *err)
{
    Audit *audit = system->audit;
    AuditConflict *grown =
        realloc(audit->conflict, (audit->conflicts + 1) * sizeof *audit->conflict);
    if (!grown)
        return error_memory(err);
    audit->conflict = grown;
    AuditConflict *conflict = &grown[audit->conflicts++];
    *conflict = (AuditConflict){ .statement = calloc(audit->statements, sizeof(size_t)) };
    if (!conflict->statement)
        return error_memory(err);
    for (size_t i = 0; i < audit->statements; i++)
        if (blamed[i])
            conflict->statement[conflict->statements++] = i;
    return tell(system, blamed, conflict, err);
}

/* ---- finding ---- */

/* The first statement that does not hold together with those before it; STATUS_GOOD with `count`
 * when all do. Those before `from` do. */
static Status find_first(const AuditSystem *system, const bool *active, size_t from, size_t *first,
                         Error *err)
{
    size_t n = system->audit->statements, low = from, high = n;
    bool holds, *some = calloc(n + 1, sizeof *some);
    Status status = some ? audit_holds(system, active, &holds, err) : error_memory(err);
    if (status == STATUS_GOOD && holds)
        low = high = n;
    while (status == STATUS_GOOD && low < high) { /* the first is in low .. high - 1 */
        size_t middle = low + (high - low) / 2;
        for (size_t i = 0; i < n; i++)
            some[i] = i <= middle && active[i];
        status = audit_holds(system, some, &holds, err);
        if (holds)
            low = middle + 1;
        else
            high = middle;
    }
    free(some);
    *first = low;
    return status;
}

/* Takes the statement out when the others contradict each other without it. */
static Status spare(const AuditSystem *system, bool *blamed, size_t statement, Error *err)
{
    bool holds;
    blamed[statement] = false;
    TRY(audit_holds(system, blamed, &holds, err));
    blamed[statement] = holds;
    return STATUS_GOOD;
}

/* blamed[] := what the row that is excluded rests on, with the last statement: a contradiction,
 * but not yet a smallest one. When it is none, `blamed` stays all statements up to the last one. */
static Status narrow(const AuditSystem *system, bool *blamed, size_t last, Error *err)
{
    size_t n = system->audit->statements;
    Excluded found;
    bool holds = true, *some = calloc(n + 1, sizeof *some);
    blamed[last] = false;
    Status status = find_excluded(system, blamed, last, &found, err);
    blamed[last] = true;
    if (!some)
        status = error_memory(err);
    if (status == STATUS_GOOD && found.excess > 0) {
        for (size_t i = 0; i < system->rows; i++)
            for (size_t k = 0; found.used[i] && k < system->row[i].labels; k++)
                some[system->label[system->row[i].first_label + k]] = true;
        some[last] = true;
        status = audit_holds(system, some, &holds, err);
    }
    if (status == STATUS_GOOD && !holds)
        memcpy(blamed, some, n * sizeof *blamed);
    free(found.used);
    free(some);
    return status;
}

/* Targets are spared first: what the plan says of itself is the better reason. */
static Status shrink(const AuditSystem *system, bool *blamed, size_t last, Error *err)
{
    const Audit *audit = system->audit;
    for (int target = 1; target >= 0; target--)
        for (size_t i = 0; i < last; i++)
            if (blamed[i] && audit->statement[i].target == (target == 1))
                TRY(spare(system, blamed, i, err));
    return STATUS_GOOD;
}

Status audit_resolve(AuditSystem *system, bool *active, Error *err)
{
    size_t n = system->audit->statements, last = 0;
    bool *blamed = malloc((n + 1) * sizeof *blamed);
    Status status = blamed ? find_first(system, active, 0, &last, err) : error_memory(err);
    while (status == STATUS_GOOD && last < n) {
        for (size_t i = 0; i < n; i++)
            blamed[i] = i <= last && active[i];
        status = narrow(system, blamed, last, err);
        if (status == STATUS_GOOD)
            status = shrink(system, blamed, last, err);
        if (status == STATUS_GOOD)
            status = record_conflict(system, blamed, err);
        active[last] = false;
        if (status == STATUS_GOOD)
            status = find_first(system, active, last + 1, &last, err);
    }
    free(blamed);
    return status;
}
