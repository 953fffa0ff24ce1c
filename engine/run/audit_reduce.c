#include "run/audit_reduce.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_ROWS = 12 }; /* of a node that is multiplied out */

/* Rows of one node that are off by less than this share of their parts say nothing. */
static const double rounding = 1e-10;

void audit_reduced_free(AuditReduced *reduced)
{
    free(reduced->row);
    free(reduced->term);
    free(reduced->head);
    free(reduced->kept);
}

/* Parents come before what is made of them. */
void audit_reduced_sources(const AuditReduced *reduced, bool *wanted, bool *used)
{
    for (size_t i = reduced->rows; i-- > 0;) {
        const ReducedRow *it = &reduced->row[i];
        if (!wanted[i])
            continue;
        if (it->source != SIZE_MAX)
            used[it->source] = true;
        for (int k = 0; k < 2 && it->source == SIZE_MAX; k++)
            if (it->parent[k] != SIZE_MAX)
                wanted[it->parent[k]] = true;
    }
}

/* ---- rows ---- */

static void *grow(AuditReduced *r, void *array, size_t *room, size_t wanted, size_t size)
{
    void *grown = realloc(array, (2 * wanted + 64) * size);
    r->failed |= !grown;
    if (!grown)
        return array;
    *room = 2 * wanted + 64;
    return grown;
}

static bool make_room(AuditReduced *r, size_t terms)
{
    if (r->rows == r->row_room)
        r->row = grow(r, r->row, &r->row_room, r->rows, sizeof *r->row);
    if (r->terms + terms > r->term_room)
        r->term = grow(r, r->term, &r->term_room, r->terms + terms, sizeof *r->term);
    return !r->failed;
}

static void put_row(AuditReduced *r, const AuditTerm *term, size_t terms, double sign,
                    ReducedRow like)
{
    if (!make_room(r, terms))
        return;
    like.first = r->terms;
    like.terms = 0;
    like.alive = true;
    for (size_t i = 0; i < terms; i++) {
        if (term[i].weight == 0)
            continue;
        r->term[r->terms] =
            (ReducedTerm){ term[i].node, sign * term[i].weight, r->rows, r->head[term[i].node] };
        r->head[term[i].node] = r->terms++;
        like.terms++;
    }
    r->row[r->rows++] = like;
}

static void put_floor(AuditReduced *r, size_t node)
{
    const AuditSystem *system = r->system;
    put_row(r, (const AuditTerm[]){ { system->floor, system->size[node] }, { node, -1 } }, 2, 1,
            (ReducedRow){ .source = SIZE_MAX, .parent = { SIZE_MAX, SIZE_MAX } });
}

/* Above the floor is a base without a statement that keeps it above 0, and what a target divides
 * by: else nothing but zeros would hold together with anything. */
static void load_floor(AuditReduced *r, const bool *active)
{
    const AuditSystem *system = r->system;
    const AuditStatement *statement = system->audit->statement;
    for (size_t i = 0; i < system->scenario->indicators && !r->failed; i++) {
        size_t base = system->statement[i];
        bool stated = (!active || active[base]) && statement[base].low > 0;
        if (system->above[i] && !stated)
            put_floor(r, audit_node(system, i, system->scenario->base));
    }
    for (size_t i = 0; i < system->rows && !r->failed; i++) {
        const AuditRow *row = &system->row[i];
        const AuditTerm *term = system->term + row->first;
        if (row->terms == 2 && row->labels && term[1].node != AUDIT_GROUND &&
            statement[system->label[row->first_label]].target &&
            audit_row_counts(system, i, active))
            put_floor(r, term[1].node);
    }
}

/* An equality of two nodes is two inequalities, which can be multiplied out. */
static void load(AuditReduced *r, const bool *active)
{
    const AuditSystem *system = r->system;
    for (size_t i = 0; i < system->rows && !r->failed; i++) {
        const AuditRow *row = &system->row[i];
        if (!audit_row_counts(system, i, active))
            continue;
        bool twice = row->equal && row->terms <= 2;
        ReducedRow like = { .equal = row->equal && !twice,
                            .source = i,
                            .parent = { SIZE_MAX, SIZE_MAX } };
        put_row(r, system->term + row->first, row->terms, 1, like);
        if (twice)
            put_row(r, system->term + row->first, row->terms, -1, like);
    }
}

/* ---- what is connected ---- */

typedef struct Queue {
    size_t *node;
    bool *waits; /* of each node */
    size_t first, count, room;
} Queue;

static void queue_put(Queue *queue, size_t node)
{
    if (queue->waits[node])
        return;
    queue->waits[node] = true;
    queue->node[(queue->first + queue->count++) % queue->room] = node;
}

static size_t queue_take(Queue *queue)
{
    size_t node = queue->node[queue->first];
    queue->first = (queue->first + 1) % queue->room;
    queue->count--;
    return node;
}

/* Leaves the rows out of which no node leads to one that is kept. */
static void connect(AuditReduced *r, Queue *queue)
{
    for (size_t i = 1; i < r->system->nodes; i++)
        if (r->kept[i])
            queue_put(queue, i);
    while (queue->count) { /* `waits` stays: it is where the walk has been */
        size_t node = queue_take(queue);
        for (size_t at = r->head[node]; at != SIZE_MAX; at = r->term[at].next) {
            const ReducedRow *row = &r->row[r->term[at].row];
            for (size_t i = 0; i < row->terms; i++)
                if (r->term[row->first + i].node != AUDIT_GROUND)
                    queue_put(queue, r->term[row->first + i].node);
        }
    }
    for (size_t i = 0; i < r->rows; i++) {
        bool reached = false;
        for (size_t k = 0; k < r->row[i].terms; k++)
            reached |= queue->waits[r->term[r->row[i].first + k].node];
        r->row[i].alive = reached;
    }
    memset(queue->waits, 0, r->system->nodes * sizeof *queue->waits);
}

/* ---- leaving out ---- */

static void drop(AuditReduced *r, size_t row, Queue *queue)
{
    r->row[row].alive = false;
    for (size_t i = 0; i < r->row[row].terms; i++) {
        size_t node = r->term[r->row[row].first + i].node;
        if (!r->kept[node])
            queue_put(queue, node);
    }
}

/* Whether the node can be whatever the only row that speaks of it asks for. */
static bool gives_way(const AuditReduced *r, const ReducedTerm *own)
{
    const ReducedRow *row = &r->row[own->row];
    if (r->system->negative[own->node] || (!row->equal && own->weight < 0))
        return true;
    for (size_t i = 0; i < row->terms; i++) {
        const ReducedTerm *other = &r->term[row->first + i];
        if (other->node != own->node &&
            (r->system->negative[other->node] || other->weight * own->weight > 0))
            return false;
    }
    return row->equal;
}

/* ---- multiplying out ---- */

/* A row x <= most * node, or x >= least * node, of the node x that goes; node may be none. */
typedef struct Side {
    size_t row, node; /* SIZE_MAX: none */
    double weight;    /* of `node`, when that of x is 1 or -1 */
} Side;

static Side side_of(const AuditReduced *r, size_t at)
{
    const ReducedTerm *own = &r->term[at];
    const ReducedRow *row = &r->row[own->row];
    Side side = { own->row, SIZE_MAX, 0 };
    for (size_t i = 0; i < row->terms; i++) {
        const ReducedTerm *other = &r->term[row->first + i];
        if (other->node == own->node)
            continue;
        side.node = other->node;
        side.weight = other->weight / fabs(own->weight);
    }
    return side;
}

/* Of two rows between the same nodes that point the same way the closer one is enough: of
 * x <= w y, w >= 0, y >= 0, the one with the smaller w. */
static bool already_said(AuditReduced *r, const AuditTerm term[2])
{
    size_t scan = term[0].node == AUDIT_GROUND ? 1 : 0;
    const AuditTerm *own = &term[scan], *other = &term[1 - scan];
    if (r->system->negative[other->node])
        return false;
    for (size_t at = r->head[own->node]; at != SIZE_MAX; at = r->term[at].next) {
        ReducedRow *row = &r->row[r->term[at].row];
        const ReducedTerm *far = &r->term[row->first == at ? at + 1 : row->first];
        if (!row->alive || row->equal || row->terms != 2 || far->node != other->node ||
            !(r->term[at].weight * own->weight > 0))
            continue;
        if (far->weight / fabs(r->term[at].weight) >= other->weight / fabs(own->weight))
            return true;
        row->alive = false;
        return false;
    }
    return false;
}

static bool says_nothing(const AuditReduced *r, const AuditTerm *term, size_t terms)
{
    for (size_t i = 0; i < terms; i++)
        if (term[i].weight > 0 || r->system->negative[term[i].node])
            return false;
    return true;
}

static void put_pair(AuditReduced *r, const Side *one, const Side *other)
{
    AuditTerm term[2];
    size_t terms = 0;
    if (one->node != SIZE_MAX)
        term[terms++] = (AuditTerm){ one->node, one->weight };
    if (other && other->node != SIZE_MAX && terms && other->node == one->node) {
        double size = fabs(one->weight) + fabs(other->weight);
        term[0].weight += other->weight;
        if (fabs(term[0].weight) <= rounding * size)
            return;
    } else if (other && other->node != SIZE_MAX) {
        term[terms++] = (AuditTerm){ other->node, other->weight };
    }
    if (says_nothing(r, term, terms) || (terms == 2 && already_said(r, term)))
        return;
    put_row(
        r, term, terms, 1,
        (ReducedRow){ .source = SIZE_MAX, .parent = { one->row, other ? other->row : SIZE_MAX } });
}

/* Each upper end of the node against each lower end, of which 0 is one. */
static void multiply_out(AuditReduced *r, const Side *upper, size_t uppers, const Side *lower,
                         size_t lowers)
{
    for (size_t i = 0; i < uppers && !r->failed; i++) {
        put_pair(r, &upper[i], NULL);
        for (size_t k = 0; k < lowers && !r->failed; k++)
            put_pair(r, &upper[i], &lower[k]);
    }
}

/* The rows of a node, when they are few, of two nodes each, and lead to two others at most. */
static bool is_link(const AuditReduced *r, size_t node, Side *upper, size_t *uppers, Side *lower,
                    size_t *lowers)
{
    size_t neighbour[2] = { SIZE_MAX, SIZE_MAX };
    *uppers = *lowers = 0;
    for (size_t at = r->head[node]; at != SIZE_MAX; at = r->term[at].next) {
        const ReducedRow *row = &r->row[r->term[at].row];
        if (!row->alive)
            continue;
        if (row->equal || row->terms > 2 || *uppers + *lowers == MOST_ROWS)
            return false;
        Side side = side_of(r, at);
        if (side.node != SIZE_MAX && side.node != neighbour[0] && side.node != neighbour[1]) {
            if (neighbour[1] != SIZE_MAX)
                return false;
            neighbour[neighbour[0] == SIZE_MAX ? 0 : 1] = side.node;
        }
        if (r->term[at].weight > 0)
            upper[(*uppers)++] = side;
        else
            lower[(*lowers)++] = side;
    }
    return !r->system->negative[node];
}

/* The only row that speaks of a node; SIZE_MAX: there is none, or more than one. */
static size_t only_term(const AuditReduced *r, size_t node)
{
    size_t found = SIZE_MAX;
    for (size_t at = r->head[node]; at != SIZE_MAX; at = r->term[at].next) {
        if (!r->row[r->term[at].row].alive)
            continue;
        if (found != SIZE_MAX)
            return SIZE_MAX;
        found = at;
    }
    return found;
}

static void leave_out(AuditReduced *r, size_t node, bool chains, Queue *queue)
{
    Side upper[MOST_ROWS], lower[MOST_ROWS];
    size_t uppers, lowers, only = only_term(r, node);
    bool sum = only != SIZE_MAX && r->row[r->term[only].row].equal;
    if (only != SIZE_MAX && (sum || chains) && gives_way(r, &r->term[only])) {
        drop(r, r->term[only].row, queue);
        return;
    }
    if (!chains || !is_link(r, node, upper, &uppers, lower, &lowers))
        return;
    for (size_t i = 0; i < uppers; i++)
        drop(r, upper[i].row, queue);
    for (size_t i = 0; i < lowers; i++)
        drop(r, lower[i].row, queue);
    multiply_out(r, upper, uppers, lower, lowers);
}

static void work(AuditReduced *r, AuditExtent extent, Queue *queue)
{
    if (extent == AUDIT_CONNECTED)
        connect(r, queue);
    for (size_t i = 1; i < r->system->nodes; i++)
        if (!r->kept[i])
            queue_put(queue, i);
    while (queue->count && !r->failed) {
        size_t node = queue_take(queue);
        queue->waits[node] = false;
        leave_out(r, node, extent != AUDIT_CONCERNED, queue);
    }
}

Status audit_reduce(AuditReduced *made, const AuditSystem *system, const bool *active,
                    const size_t *kept, size_t count, AuditExtent extent, Error *err)
{
    size_t nodes = system->nodes;
    *made = (AuditReduced){ .system = system,
                            .head = malloc(nodes * sizeof *made->head),
                            .kept = calloc(nodes, sizeof *made->kept) };
    Queue queue = { .node = malloc((nodes + 1) * sizeof *queue.node),
                    .waits = calloc(nodes, sizeof *queue.waits),
                    .room = nodes + 1 };
    made->failed = !made->head || !made->kept || !queue.node || !queue.waits;
    if (!made->failed) {
        for (size_t i = 0; i < nodes; i++)
            made->head[i] = SIZE_MAX;
        made->kept[AUDIT_GROUND] = true;
        for (size_t i = 0; i < count; i++)
            made->kept[kept[i]] = true;
        load(made, active);
    }
    if (!made->failed && extent == AUDIT_ALL)
        load_floor(made, active);
    if (!made->failed)
        work(made, extent, &queue);
    free(queue.node);
    free(queue.waits);
    return made->failed ? error_memory(err) : STATUS_GOOD;
}
