/* What sums imply: intervals of the parts give one of the total, and back, by year (bounds
 * propagation: Davis 1987). They become further difference constraints, which rest on all
 * statements that gave the ends. */
#include "run/audit_graph.h"

#include <math.h>
#include <string.h>

/* A total in one year. */
typedef struct Total {
    AuditGraph *graph;
    const bool *active;
    size_t indicator;
    int year;
    double low, high; /* what projects add */
    bool nearer;      /* whether some level was bounded more closely */
} Total;

/* A constraint and whose ends it rests on: those of the other parts, of this part, of the total. */
typedef struct Derived {
    size_t from, to;
    double most;
    const DifferenceReach *others, *own, *whole;
    size_t part; /* which; `ofs`: all are the others */
    double value;
    const AuditPhrase *phrase;
} Derived;

/* Relative to the total: ends that differ by less are the same. */
static const double closeness = 1e-9;

static size_t part_node(const Total *total, size_t k)
{
    const Indicator *it = &total->graph->scenario->indicator[total->indicator];
    return audit_node(total->graph, it->of[k], total->year);
}

static double most_of(const Total *total, size_t node)
{
    return exp(total->graph->most.distance[node]);
}

static double least_of(const Total *total, size_t node)
{
    return exp(-total->graph->least.distance[node]);
}

static void add(Total *total, const Derived *derived)
{
    AuditGraph *graph = total->graph;
    const Indicator *it = &graph->scenario->indicator[total->indicator];
    const Difference *d = &graph->difference;
    size_t whole = audit_node(graph, total->indicator, total->year), labels = 0;
    memset(graph->said, 0, graph->audit->statements * sizeof *graph->said);
    graph->said[graph->structure[total->indicator]] = true;
    for (size_t k = 0; k < it->ofs; k++)
        if (k != derived->part)
            difference_path(d, derived->others, part_node(total, k), graph->said);
    if (derived->own)
        difference_path(d, derived->own, part_node(total, derived->part), graph->said);
    if (derived->whole)
        difference_path(d, derived->whole, whole, graph->said);
    for (size_t i = 0; i < graph->audit->statements; i++)
        if (graph->said[i])
            graph->label[labels++] = i;
    AuditStep step = {
        .phrase = derived->phrase,
        .value = derived->value,
        .indicator = derived->part < it->ofs ? it->of[derived->part] : total->indicator,
        .other = total->indicator,
        .from = total->year,
        .to = total->year,
    };
    audit_link(graph, derived->from, derived->to, derived->most, step, graph->label, labels);
}

/* The level of a node is at most, or at least, `value`. */
static void bound(Total *total, size_t part, double value, bool upper, Derived like)
{
    AuditGraph *graph = total->graph;
    const Indicator *it = &graph->scenario->indicator[total->indicator];
    size_t whole = audit_node(graph, total->indicator, total->year);
    size_t node = part < it->ofs ? part_node(total, part) : whole;
    double before = upper ? most_of(total, node) : least_of(total, node);
    double size = closeness * fmax(value, fmin(most_of(total, whole), fmax(before, value)));
    if (!(value > 0) || !isfinite(value) ||
        !(upper ? value < before - size || (isinf(before) && before > 0) : value > before + size))
        return;
    like.part = part;
    like.from = upper ? AUDIT_GROUND : node;
    like.to = upper ? node : AUDIT_GROUND;
    like.most = upper ? log(value) : -log(value);
    like.value = value;
    like.phrase = upper ? &audit_level_most : &audit_level_least;
    total->nearer = true;
    add(total, &like);
}

/* The share of a part in the total, by the ends of it and of the rest. */
static void bound_share(Total *total, size_t k, double rest_low, double rest_high)
{
    AuditGraph *graph = total->graph;
    size_t node = part_node(total, k), whole = audit_node(graph, total->indicator, total->year);
    double most = most_of(total, node), least = least_of(total, node);
    if (isfinite(most) && most > 0 && rest_low > 0) {
        double share = most / (most + rest_low);
        add(total, &(Derived){ .from = whole,
                               .to = node,
                               .most = log(share),
                               .others = &graph->least,
                               .own = &graph->most,
                               .part = k,
                               .value = share,
                               .phrase = &audit_share_most });
    }
    if (least > 0 && isfinite(rest_high)) {
        double share = least / (least + rest_high);
        add(total, &(Derived){ .from = node,
                               .to = whole,
                               .most = -log(share),
                               .others = &graph->most,
                               .own = &graph->least,
                               .part = k,
                               .value = share,
                               .phrase = &audit_share_least });
    }
}

static void derive(Total *total)
{
    AuditGraph *graph = total->graph;
    const Indicator *it = &graph->scenario->indicator[total->indicator];
    size_t whole = audit_node(graph, total->indicator, total->year);
    double low = total->low, high = total->high;
    for (size_t k = 0; k < it->ofs; k++) {
        low += least_of(total, part_node(total, k));
        high += most_of(total, part_node(total, k));
    }
    bound(total, it->ofs, high, true, (Derived){ .others = &graph->most });
    bound(total, it->ofs, low, false, (Derived){ .others = &graph->least });
    for (size_t k = 0; k < it->ofs; k++) {
        double rest_low = total->low, rest_high = total->high;
        for (size_t other = 0; other < it->ofs; other++) {
            rest_low += other == k ? 0 : least_of(total, part_node(total, other));
            rest_high += other == k ? 0 : most_of(total, part_node(total, other));
        }
        if (rest_low > 0)
            bound(total, k, most_of(total, whole) - rest_low, true,
                  (Derived){ .others = &graph->least, .whole = &graph->most });
        if (isfinite(rest_high))
            bound(total, k, least_of(total, whole) - rest_high, false,
                  (Derived){ .others = &graph->most, .whole = &graph->least });
        bound_share(total, k, rest_low, rest_high);
    }
}

bool audit_sums(AuditGraph *graph, const bool *active)
{
    const Scenario *s = graph->scenario;
    bool nearer = false;
    for (size_t i = 0; i < s->indicators; i++) {
        const Indicator *it = &s->indicator[i];
        if (graph->structure[i] == (size_t)-1 || (active && !active[graph->structure[i]]))
            continue;
        for (int year = s->base; year <= s->end && !graph->failed; year++) {
            Total total = { .graph = graph, .active = active, .indicator = i, .year = year };
            for (size_t j = 0; j < it->projects; j++) {
                total.low += project_side(&it->project[j], -1, year);
                total.high += project_side(&it->project[j], 1, year);
            }
            derive(&total);
            nearer |= total.nearer;
        }
    }
    return nearer;
}
