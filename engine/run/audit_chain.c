#include "run/audit_chain.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

void audit_chain_free(AuditChain *chain)
{
    for (size_t i = 0; i < chain->length; i++)
        free(chain->edge[i].step.said);
    free(chain->edge);
}

static bool names_target(const AuditSystem *system, const AuditEdge *edge)
{
    for (size_t i = 0; i < system->audit->statements; i++)
        if (edge->step.said[i] && system->audit->statement[i].target)
            return true;
    return false;
}

/* Turns the circle so that edge `first` comes first. */
static Status rotate(AuditChain *chain, size_t first, Error *err)
{
    AuditEdge *turned = malloc((chain->length + 1) * sizeof *turned);
    if (!turned)
        return error_memory(err);
    for (size_t i = 0; i < chain->length; i++)
        turned[i] = chain->edge[(first + i) % chain->length];
    memcpy(chain->edge, turned, chain->length * sizeof *turned);
    free(turned);
    return STATUS_GOOD;
}

/* What excludes is a target rather than a statement about the way, and late rather than early. */
static bool weightier(const AuditSystem *system, const AuditEdge *edge, const AuditEdge *than)
{
    bool target = names_target(system, edge), other = names_target(system, than);
    return target != other ? target : edge->step.to >= than->step.to;
}

/* Whether the chain reads from a level to a level: unless it leads to a target on a share. */
static bool reads_levels(const AuditSystem *system, const AuditChain *chain,
                         const AuditEdge *heaviest)
{
    bool ground = false, target = false;
    for (size_t i = 0; i < chain->length; i++) {
        const AuditEdge *edge = &chain->edge[i];
        if (edge->from != AUDIT_GROUND && edge->to != AUDIT_GROUND)
            continue;
        ground = true;
        target |= names_target(system, edge);
    }
    return ground && (target || !names_target(system, heaviest) ||
                      heaviest->step.phrase->measure != AUDIT_SHARE);
}

static void reverse(AuditChain *chain, size_t count)
{
    for (size_t i = 0; i < count / 2; i++) {
        AuditEdge other = chain->edge[i];
        chain->edge[i] = chain->edge[count - 1 - i];
        chain->edge[count - 1 - i] = other;
    }
}

/* Turns the circle so that it begins at the ground, its later or weightier end last. */
static Status arrange_levels(const AuditSystem *system, AuditChain *chain, AuditConflict *conflict,
                             Error *err)
{
    size_t start = 0;
    while (chain->edge[start].from != AUDIT_GROUND)
        start++;
    TRY(rotate(chain, start, err));
    conflict->anchored = true;
    conflict->upward = weightier(system, &chain->edge[chain->length - 1], &chain->edge[0]);
    if (!conflict->upward)
        reverse(chain, chain->length);
    return STATUS_GOOD;
}

/* Turns the circle so that its weightiest constraint comes last. On the way to the ground it is
 * read backwards, so that both ways begin with a level. */
static Status arrange_rates(const AuditSystem *system, AuditChain *chain, AuditConflict *conflict,
                            size_t heaviest, Error *err)
{
    size_t n = chain->length;
    TRY(rotate(chain, heaviest + 1, err));
    const AuditEdge *last = &chain->edge[n - 1];
    conflict->upward = audit_node_year(system, last->from) >= audit_node_year(system, last->to);
    if (!conflict->upward)
        reverse(chain, n - 1);
    for (size_t i = 0; i + 1 < n; i++)
        if (chain->edge[i].to == AUDIT_GROUND)
            reverse(chain, i + 1);
    return STATUS_GOOD;
}

/* Which level a node is; of a value given for a year outside the plan, that of its statement. */
static void name_node(const AuditSystem *system, size_t node, const AuditStep *step,
                      size_t *indicator, int *year)
{
    bool level = node <= system->scenario->indicators * system->years;
    *indicator = level ? audit_node_indicator(system, node) : step->indicator;
    *year = level ? audit_node_year(system, node) : step->to;
}

/* Orders the circle for reading and fills in all of the conflict but its steps. */
static Status arrange(const AuditSystem *system, AuditChain *chain, AuditConflict *conflict,
                      Error *err)
{
    size_t heaviest = 0, n = chain->length;
    for (size_t i = 0; i < n; i++)
        if (weightier(system, &chain->edge[i], &chain->edge[heaviest]))
            heaviest = i;
    TRY(reads_levels(system, chain, &chain->edge[heaviest])
            ? arrange_levels(system, chain, conflict, err)
            : arrange_rates(system, chain, conflict, heaviest, err));
    const AuditEdge *last = &chain->edge[n - 1];
    double sum = 0, sign = conflict->upward ? 1 : -1;
    for (size_t i = 0; i + 1 < n; i++)
        sum += chain->edge[i].most;
    size_t end = conflict->upward ? last->from : last->to;
    size_t begin = conflict->upward ? last->to : last->from;
    conflict->reached = exp(sign * sum);
    conflict->bound = exp(-sign * last->most);
    name_node(system, end, &last->step, &conflict->indicator, &conflict->year);
    if (!conflict->anchored)
        name_node(system, begin, &last->step, &conflict->start, &conflict->start_year);
    return STATUS_GOOD;
}

/* Years that a growth statement covers one after another are one step. */
static bool same_words(const AuditSystem *system, const AuditStep *step, const AuditStep *next)
{
    return step->phrase == next->phrase && next->phrase->measure == AUDIT_GROWTH &&
           step->indicator == next->indicator && step->value == next->value &&
           !memcmp(step->said, next->said, system->audit->statements * sizeof *step->said);
}

static Status copy_step(const AuditSystem *system, const AuditStep *from, AuditStep *to, Error *err)
{
    *to = *from;
    to->said = malloc((system->audit->statements + 1) * sizeof *to->said);
    if (!to->said)
        return error_memory(err);
    memcpy(to->said, from->said, system->audit->statements * sizeof *to->said);
    return STATUS_GOOD;
}

Status audit_chain_tell(const AuditSystem *system, AuditChain *chain, AuditConflict *conflict,
                        Error *err)
{
    TRY(arrange(system, chain, conflict, err));
    conflict->step = calloc(chain->length, sizeof *conflict->step);
    if (!conflict->step)
        return error_memory(err);
    for (size_t i = 0; i < chain->length; i++) {
        const AuditStep *next = &chain->edge[i].step;
        AuditStep *before = conflict->steps ? &conflict->step[conflict->steps - 1] : NULL;
        bool closing = i + 1 == chain->length && !conflict->anchored;
        if (before && !closing && same_words(system, before, next)) {
            before->from = before->from < next->from ? before->from : next->from;
            before->to = before->to > next->to ? before->to : next->to;
            continue;
        }
        TRY(copy_step(system, next, &conflict->step[conflict->steps], err));
        conflict->steps++;
    }
    return STATUS_GOOD;
}
