#include "math/difference.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

const double DIFFERENCE_TOLERANCE = 1e-10;

void difference_free(Difference *difference)
{
    free(difference->edge);
    free(difference->label);
    *difference = (Difference){ 0 };
}

/* Room for `count` items; false without memory. */
static bool room(void **items, size_t *room, size_t count, size_t size)
{
    if (count <= *room)
        return true;
    size_t more = 2 * count + 16;
    void *grown = realloc(*items, more * size);
    if (!grown)
        return false;
    *items = grown;
    *room = more;
    return true;
}

void difference_add(Difference *d, size_t from, size_t to, double most, const size_t *label,
                    size_t labels)
{
    void *edge = d->edge, *list = d->label;
    d->failed |= !room(&edge, &d->edge_room, d->edges + 1, sizeof *d->edge);
    d->failed |= !room(&list, &d->label_room, d->labels + labels, sizeof *d->label);
    d->edge = edge;
    d->label = list;
    if (d->failed)
        return;
    d->edge[d->edges++] = (DifferenceEdge){
        .from = from, .to = to, .most = most, .first = d->labels, .labels = labels
    };
    memcpy(d->label + d->labels, label, labels * sizeof *label);
    d->labels += labels;
}

void difference_cut(Difference *d, size_t edges)
{
    if (edges >= d->edges)
        return;
    d->labels = d->edge[edges].first;
    d->edges = edges;
}

bool difference_counts(const Difference *d, size_t edge, const bool *active)
{
    const DifferenceEdge *e = &d->edge[edge];
    for (size_t i = 0; active && i < e->labels; i++)
        if (!active[d->label[e->first + i]])
            return false;
    return true;
}

/* One round over all edges; false when nothing came nearer. */
static bool relax(const Difference *d, const bool *active, DifferenceReach *reach)
{
    bool changed = false;
    for (size_t i = 0; i < d->edges; i++) {
        const DifferenceEdge *e = &d->edge[i];
        size_t from = reach->backward ? e->to : e->from, to = reach->backward ? e->from : e->to;
        if (!(reach->distance[from] + e->most < reach->distance[to] - DIFFERENCE_TOLERANCE) ||
            !difference_counts(d, i, active))
            continue;
        reach->distance[to] = reach->distance[from] + e->most;
        reach->through[to] = i;
        changed = true;
    }
    return changed;
}

/* A node on a circle of the edges by which nodes are reached, SIZE_MAX when there is none: such a
 * circle has a negative sum. `seen` is a workspace. */
static size_t find_circle(const Difference *d, const size_t *through, size_t *seen)
{
    memset(seen, 0, d->nodes * sizeof *seen);
    for (size_t start = 0; start < d->nodes; start++) {
        size_t v = start;
        while (!seen[v]) {
            seen[v] = start + 1;
            if (through[v] == SIZE_MAX)
                break;
            v = d->edge[through[v]].from;
        }
        if (seen[v] == start + 1 && through[v] != SIZE_MAX)
            return v;
    }
    return SIZE_MAX;
}

static size_t write_circle(const Difference *d, const size_t *through, size_t node, size_t *circle)
{
    size_t length = 0, v = node;
    do {
        circle[length++] = through[v];
        v = d->edge[through[v]].from;
    } while (v != node);
    for (size_t i = 0; i < length / 2; i++) { /* found from its end */
        size_t other = circle[i];
        circle[i] = circle[length - 1 - i];
        circle[length - 1 - i] = other;
    }
    return length;
}

Status difference_circle(const Difference *d, const bool *active, size_t *circle, size_t *length,
                         Error *err)
{
    DifferenceReach reach = { .distance = calloc(d->nodes + 1, sizeof *reach.distance),
                              .through = malloc((d->nodes + 1) * sizeof *reach.through) };
    size_t *seen = malloc((d->nodes + 1) * sizeof *seen);
    bool memory = reach.distance && reach.through && seen && !d->failed;
    *length = 0;
    for (size_t i = 0; memory && i < d->nodes; i++)
        reach.through[i] = SIZE_MAX;
    /* without a contradiction nothing changes after as many rounds as there are nodes */
    for (size_t round = 0; memory && !*length && relax(d, active, &reach); round++) {
        size_t node = find_circle(d, reach.through, seen);
        if (node != SIZE_MAX)
            *length = write_circle(d, reach.through, node, circle);
        else if (round > d->nodes + 1)
            break;
    }
    free(reach.distance);
    free(reach.through);
    free(seen);
    return memory ? STATUS_GOOD : error_memory(err);
}

void difference_reach(const Difference *d, const bool *active, DifferenceReach *reach)
{
    for (size_t i = 0; i < d->nodes; i++)
        reach->distance[i] = INFINITY;
    reach->distance[reach->source] = 0;
    for (size_t round = 0; round <= d->nodes && relax(d, active, reach);)
        round++;
}

void difference_path(const Difference *d, const DifferenceReach *reach, size_t node, bool *said)
{
    size_t steps = 0;
    while (node != reach->source && isfinite(reach->distance[node]) && steps++ < d->nodes) {
        const DifferenceEdge *e = &d->edge[reach->through[node]];
        for (size_t i = 0; i < e->labels; i++)
            said[d->label[e->first + i]] = true;
        node = reach->backward ? e->to : e->from;
    }
}

Status difference_shrink(bool *active, size_t labels, DifferenceTest test, void *context,
                         Error *err)
{
    for (size_t i = 0; i < labels; i++) {
        bool still = false;
        if (!active[i])
            continue;
        active[i] = false;
        TRY(test(context, active, &still, err));
        active[i] = !still;
    }
    return STATUS_GOOD;
}
