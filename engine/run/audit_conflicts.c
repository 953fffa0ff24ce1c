/* Contradictions: each is shrunk until no statement can be spared, then told as a chain of steps.
 */
#include "run/audit_graph.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { ROUNDS = 8 }; /* of what sums imply: sums of sums of sums */

Status audit_settle(AuditGraph *graph, const bool *active, Error *err)
{
    Difference *d = &graph->difference;
    difference_cut(d, graph->stated);
    for (size_t round = 0;; round++) {
        TRY(difference_circle(d, active, graph->circle, &graph->length, err));
        if (graph->length)
            return STATUS_GOOD;
        difference_reach(d, active, &graph->most);
        difference_reach(d, active, &graph->least);
        size_t before = d->edges;
        if (round == ROUNDS || (!audit_sums(graph, active) && round > 0) || d->edges == before)
            break;
    }
    return graph->failed ? error_memory(err) : STATUS_GOOD;
}

static Status contradicts(void *context, const bool *active, bool *contradiction, Error *err)
{
    AuditGraph *graph = context;
    TRY(audit_settle(graph, active, err));
    *contradiction = graph->length > 0;
    return STATUS_GOOD;
}

/* ---- the chain of steps ---- */

static bool names_target(const AuditGraph *graph, size_t edge)
{
    const DifferenceEdge *e = &graph->difference.edge[edge];
    for (size_t i = 0; i < e->labels; i++)
        if (graph->audit->statement[graph->difference.label[e->first + i]].target)
            return true;
    return false;
}

/* Turns the circle so that edge `first` comes first. */
static Status rotate(AuditGraph *graph, size_t first, Error *err)
{
    size_t *turned = malloc((graph->length + 1) * sizeof *turned);
    if (!turned)
        return error_memory(err);
    for (size_t i = 0; i < graph->length; i++)
        turned[i] = graph->circle[(first + i) % graph->length];
    memcpy(graph->circle, turned, graph->length * sizeof *turned);
    free(turned);
    return STATUS_GOOD;
}

/* What excludes is a target rather than a statement about the way, and late rather than early. */
static bool weightier(const AuditGraph *graph, size_t edge, size_t than)
{
    bool target = names_target(graph, edge), other = names_target(graph, than);
    return target != other ? target : graph->step[edge].to >= graph->step[than].to;
}

/* Whether the chain reads from a level to a level: unless it leads to a target on a share. */
static bool reads_levels(const AuditGraph *graph, size_t heaviest)
{
    bool ground = false, target = false;
    for (size_t i = 0; i < graph->length; i++) {
        const DifferenceEdge *edge = &graph->difference.edge[graph->circle[i]];
        if (edge->from != AUDIT_GROUND && edge->to != AUDIT_GROUND)
            continue;
        ground = true;
        target |= names_target(graph, graph->circle[i]);
    }
    return ground && (target || !names_target(graph, heaviest) ||
                      graph->step[heaviest].phrase->measure != AUDIT_SHARE);
}

static void reverse(AuditGraph *graph, size_t count)
{
    for (size_t i = 0; i < count / 2; i++) {
        size_t other = graph->circle[i];
        graph->circle[i] = graph->circle[count - 1 - i];
        graph->circle[count - 1 - i] = other;
    }
}

/* Turns the circle so that it begins at the ground, its later or weightier end last. */
static Status arrange_levels(AuditGraph *graph, AuditConflict *conflict, Error *err)
{
    size_t start = 0;
    while (graph->difference.edge[graph->circle[start]].from != AUDIT_GROUND)
        start++;
    TRY(rotate(graph, start, err));
    conflict->anchored = true;
    conflict->upward = weightier(graph, graph->circle[graph->length - 1], graph->circle[0]);
    if (!conflict->upward)
        reverse(graph, graph->length);
    return STATUS_GOOD;
}

/* Turns the circle so that its weightiest constraint comes last. On the way to the ground it is
 * read backwards, so that both ways begin with a level. */
static Status arrange_rates(AuditGraph *graph, AuditConflict *conflict, size_t heaviest, Error *err)
{
    const DifferenceEdge *edge = graph->difference.edge;
    size_t n = graph->length;
    TRY(rotate(graph, heaviest + 1, err));
    const DifferenceEdge *last = &edge[graph->circle[n - 1]];
    conflict->upward = audit_node_year(graph, last->from) >= audit_node_year(graph, last->to);
    if (!conflict->upward)
        reverse(graph, n - 1);
    for (size_t i = 0; i + 1 < n; i++)
        if (edge[graph->circle[i]].to == AUDIT_GROUND)
            reverse(graph, i + 1);
    return STATUS_GOOD;
}

/* Orders the circle for reading and fills in all of the conflict but its steps. */
static Status arrange(AuditGraph *graph, AuditConflict *conflict, Error *err)
{
    const DifferenceEdge *edge = graph->difference.edge;
    size_t heaviest = 0, n = graph->length;
    for (size_t i = 0; i < n; i++)
        if (weightier(graph, graph->circle[i], graph->circle[heaviest]))
            heaviest = i;
    TRY(reads_levels(graph, graph->circle[heaviest])
            ? arrange_levels(graph, conflict, err)
            : arrange_rates(graph, conflict, heaviest, err));
    const DifferenceEdge *last = &edge[graph->circle[n - 1]];
    double sum = 0, sign = conflict->upward ? 1 : -1;
    for (size_t i = 0; i + 1 < n; i++)
        sum += edge[graph->circle[i]].most;
    size_t end = conflict->upward ? last->from : last->to;
    size_t begin = conflict->upward ? last->to : last->from;
    conflict->reached = exp(sign * sum);
    conflict->bound = exp(-sign * last->most);
    conflict->indicator = audit_node_indicator(graph, end);
    conflict->year = audit_node_year(graph, end);
    if (!conflict->anchored) {
        conflict->start = audit_node_indicator(graph, begin);
        conflict->start_year = audit_node_year(graph, begin);
    }
    return STATUS_GOOD;
}

static bool same_words(const AuditGraph *graph, const AuditStep *step, size_t edge)
{
    const AuditStep *next = &graph->step[edge];
    const DifferenceEdge *e = &graph->difference.edge[edge];
    return step->phrase == next->phrase && next->phrase->measure == AUDIT_GROWTH &&
           step->indicator == next->indicator && step->value == next->value && e->labels == 1 &&
           step->said[graph->difference.label[e->first]];
}

/* The steps of the circle; years that a growth statement covers one after another are one step. */
static Status tell(AuditGraph *graph, AuditConflict *conflict, Error *err)
{
    const Difference *d = &graph->difference;
    conflict->step = calloc(graph->length, sizeof *conflict->step);
    if (!conflict->step)
        return error_memory(err);
    for (size_t i = 0; i < graph->length; i++) {
        size_t edge = graph->circle[i];
        AuditStep *before = conflict->steps ? &conflict->step[conflict->steps - 1] : NULL;
        bool closing = i + 1 == graph->length && !conflict->anchored;
        if (before && !closing && same_words(graph, before, edge)) {
            before->from =
                before->from < graph->step[edge].from ? before->from : graph->step[edge].from;
            before->to = before->to > graph->step[edge].to ? before->to : graph->step[edge].to;
            continue;
        }
        AuditStep *step = &conflict->step[conflict->steps];
        *step = graph->step[edge];
        step->said = calloc(graph->audit->statements, sizeof *step->said);
        if (!step->said)
            return error_memory(err);
        conflict->steps++;
        for (size_t k = 0; k < d->edge[edge].labels; k++)
            step->said[d->label[d->edge[edge].first + k]] = true;
    }
    return STATUS_GOOD;
}

/* Prefers two constraints that exclude each other at once to the circle that was found. */
static void shorten(AuditGraph *graph, const bool *active)
{
    const Difference *d = &graph->difference;
    for (size_t i = 0; i < d->edges; i++) {
        const DifferenceEdge *one = &d->edge[i];
        if (!names_target(graph, i) || !difference_counts(d, i, active))
            continue;
        for (size_t k = 0; k < d->edges; k++) {
            const DifferenceEdge *other = &d->edge[k];
            if (other->from != one->to || other->to != one->from ||
                one->most + other->most >= -DIFFERENCE_TOLERANCE ||
                !difference_counts(d, k, active))
                continue;
            graph->circle[0] = i;
            graph->circle[1] = k;
            graph->length = 2;
            return;
        }
    }
}

static Status record_conflict(AuditGraph *graph, const bool *blamed, Error *err)
{
    Audit *audit = graph->audit;
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
    TRY(audit_settle(graph, blamed, err)); /* the circle of just these */
    shorten(graph, blamed);
    TRY(arrange(graph, conflict, err));
    return tell(graph, conflict, err);
}

/* What gives way: the last target, else the last statement. */
static size_t given_up(const Audit *audit, const bool *blamed)
{
    size_t last = audit->statements;
    for (size_t i = 0; i < audit->statements; i++)
        if (blamed[i] && (last == audit->statements || audit->statement[i].target ||
                          !audit->statement[last].target))
            last = i;
    return last;
}

Status audit_resolve(AuditGraph *graph, bool *active, bool record, Error *err)
{
    Audit *audit = graph->audit;
    const Difference *d = &graph->difference;
    bool *blamed = malloc((audit->statements + 1) * sizeof *blamed);
    Status status = blamed ? audit_settle(graph, active, err) : error_memory(err);
    while (status == STATUS_GOOD && graph->length) {
        memset(blamed, 0, audit->statements * sizeof *blamed);
        for (size_t i = 0; i < graph->length; i++) {
            const DifferenceEdge *e = &d->edge[graph->circle[i]];
            for (size_t k = 0; k < e->labels; k++)
                blamed[d->label[e->first + k]] = true;
        }
        status = difference_shrink(blamed, audit->statements, contradicts, graph, err);
        if (status == STATUS_GOOD && record)
            status = record_conflict(graph, blamed, err);
        active[given_up(audit, blamed)] = false;
        if (status == STATUS_GOOD)
            status = audit_settle(graph, active, err);
    }
    free(blamed);
    return status;
}
