/* The statements of indicators: bases, growth, shares, values by year, sums. */
#include "base/text.h"
#include "run/audit_graph.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const Words why_shape =
    WORDS("links the growth of indicators, which is no constraint on levels: left out",
          "liên kết tốc độ tăng của các chỉ tiêu, không phải ràng buộc về mức: không xét");
static const Words why_apart = WORDS("not part of what the levels and growth rates state: left out",
                                     "nằm ngoài các mức và tốc độ tăng đã nêu: không xét");
static const Words why_quantiles =
    WORDS("a range without end is read from its 5 % to its 95 % quantile",
          "khoảng không có giới hạn được đọc từ phân vị 5 % đến phân vị 95 %");
size_t audit_statement_add(AuditGraph *graph, AuditStatement statement, AuditSpan span)
{
    Audit *audit = graph->audit;
    if (audit->statements == graph->span_room) {
        size_t more = 2 * audit->statements + 64;
        AuditStatement *grown = realloc(audit->statement, more * sizeof *grown);
        audit->statement = grown ? grown : audit->statement;
        AuditSpan *wider = realloc(graph->span, more * sizeof *wider);
        graph->span = wider ? wider : graph->span;
        graph->failed |= !grown || !wider;
        if (graph->failed) {
            free(statement.pointer);
            /* cppcheck-suppress memleak ; both are kept above */
            return 0;
        }
        graph->span_room = more;
        /* cppcheck-suppress memleak ; both are kept above */
    }
    graph->failed |= !statement.pointer;
    statement.implied_low = statement.implied_high = NAN;
    audit->statement[audit->statements] = statement;
    graph->span[audit->statements] = span;
    if (statement.quantiles)
        audit_note_add(graph, &why_quantiles, text_copy(statement.pointer));
    return audit->statements++;
}

void audit_note_add(AuditGraph *graph, const Words *why, char *pointer)
{
    Audit *audit = graph->audit;
    if (audit->notes == graph->note_room) {
        AuditNote *grown = realloc(audit->note, (2 * graph->note_room + 16) * sizeof *audit->note);
        graph->failed |= !grown;
        if (!grown) {
            free(pointer);
            return;
        }
        audit->note = grown;
        graph->note_room = 2 * graph->note_room + 16;
    }
    graph->failed |= !pointer;
    audit->note[audit->notes++] = (AuditNote){ pointer, why };
}

static void state_base(AuditGraph *graph, size_t i)
{
    int base = graph->scenario->base;
    size_t node = audit_node(graph, i, base);
    size_t label =
        audit_state_quantity(graph, i, graph->scenario->indicator[i].model->claims.base, 0,
                             (AuditStatement){ .measure = AUDIT_LEVEL, .from = base, .to = base },
                             (AuditSpan){ AUDIT_GROUND, node, 1, 0 });
    if (graph->failed)
        return;
    const AuditStatement *made = &graph->audit->statement[label];
    AuditBand band = { .from = AUDIT_GROUND,
                       .to = node,
                       .low = made->low,
                       .high = made->high,
                       .step = { .indicator = i, .from = base, .to = base },
                       .phrase = audit_level_phrases,
                       .value = { made->low, made->high } };
    audit_band(graph, &band, &label, 1);
}

/* Towards a ceiling growth is between that stated and none. */
static void slow_down(AuditGraph *graph, size_t i, AuditBand *band)
{
    const Indicator *it = &graph->scenario->indicator[i];
    const Parameter *ceiling = audit_parameter(it, it->model->claims.ceiling);
    const Parameter *base = audit_parameter(it, it->model->claims.base);
    if (!ceiling)
        return;
    bool above = quantity_side(base->quantity, 1) > quantity_side(ceiling->quantity, -1);
    band->high = fmax(band->high, 1);
    band->low = above ? 0 : fmin(band->low, 1);
    band->value[0] = band->low - 1;
    band->value[1] = band->high - 1;
}

static void state_growth(AuditGraph *graph, size_t i)
{
    const Scenario *s = graph->scenario;
    const char *name = s->indicator[i].model->claims.growth;
    const Parameter *growth = audit_parameter(&s->indicator[i], name);
    for (size_t which = 0; which < growth->count && !graph->failed; which++) {
        int from = growth->count > 1 ? s->period[which].from : s->base + 1;
        int to = growth->count > 1 ? s->period[which].to : s->end;
        AuditSpan span = { audit_node(graph, i, from - 1), audit_node(graph, i, to), 1,
                           to - from + 1 };
        size_t label = audit_state_quantity(
            graph, i, name, which,
            (AuditStatement){ .measure = AUDIT_GROWTH, .from = from, .to = to }, span);
        for (int year = from; year <= to && !graph->failed; year++) {
            const AuditStatement *made = &graph->audit->statement[label];
            AuditBand band = { .from = audit_node(graph, i, year - 1),
                               .to = audit_node(graph, i, year),
                               .low = 1 + made->low,
                               .high = 1 + made->high,
                               .step = { .indicator = i, .other = i, .from = year, .to = year },
                               .phrase = audit_growth_phrases,
                               .value = { made->low, made->high } };
            slow_down(graph, i, &band);
            audit_band(graph, &band, &label, 1);
        }
    }
}

static void state_ceiling(AuditGraph *graph, size_t i)
{
    const Scenario *s = graph->scenario;
    AuditStatement like = { .measure = AUDIT_LEVEL, .from = s->base + 1, .to = s->end };
    AuditSpan span = { AUDIT_GROUND, audit_node(graph, i, s->end), 1, 0 };
    size_t label =
        audit_state_quantity(graph, i, s->indicator[i].model->claims.ceiling, 0, like, span);
    if (graph->failed)
        return;
    double most = graph->audit->statement[label].high;
    graph->audit->statement[label].low = -INFINITY;
    for (int year = s->base + 1; year <= s->end; year++) {
        AuditBand band = { .from = AUDIT_GROUND,
                           .to = audit_node(graph, i, year),
                           .high = most,
                           .step = { .indicator = i, .from = year, .to = year },
                           .phrase = audit_level_phrases,
                           .value = { 0, most } };
        audit_band(graph, &band, &label, 1);
    }
}

/* That an indicator adds up others, or projects on another; each part is at most the whole. */
static void state_sum(AuditGraph *graph, size_t i)
{
    const Scenario *s = graph->scenario;
    const Indicator *it = &s->indicator[i];
    char *pointer = text_format("/indicators/%s/%s", it->id, it->model->adds ? "of" : "projects");
    if (!graph->unsigned_[i]) {
        audit_note_add(graph, &audit_why_sign, pointer);
        return;
    }
    AuditStatement like = { .pointer = pointer,
                            .source = it->source,
                            .indicator = i,
                            .from = s->base,
                            .to = s->end,
                            .low = NAN,
                            .high = NAN };
    size_t label = audit_statement_add(graph, like, (AuditSpan){ 0 });
    graph->structure[i] = label;
    for (size_t k = 0; k < it->ofs && !graph->failed; k++)
        for (int year = s->base; year <= s->end; year++)
            audit_link(graph, audit_node(graph, i, year), audit_node(graph, it->of[k], year), 0,
                       (AuditStep){ .phrase = &audit_part,
                                    .indicator = it->of[k],
                                    .other = i,
                                    .from = year,
                                    .to = year },
                       &label, 1);
}

/* A parameter of growth that nothing above reads. */
static void note_rest(AuditGraph *graph, size_t i)
{
    const Indicator *it = &graph->scenario->indicator[i];
    const ModelClaims *claims = &it->model->claims;
    for (const Param *row = it->model->params; row->name; row++)
        if (row->drawn && !(claims->growth && !strcmp(row->name, claims->growth)) &&
            !(claims->increase && !strcmp(row->name, claims->increase)))
            audit_note_add(graph, &why_shape, text_format("/indicators/%s/%s", it->id, row->name));
}

static void state_indicator(AuditGraph *graph, size_t i)
{
    const Model *model = graph->scenario->indicator[i].model;
    const ModelClaims *claims = &model->claims;
    size_t base = graph->audit->statements;
    if (claims->base)
        state_base(graph, i);
    if (claims->growth && !graph->failed)
        state_growth(graph, i);
    if (claims->ceiling && !graph->failed)
        state_ceiling(graph, i);
    if (claims->level && !graph->failed)
        audit_state_years(graph, i, claims->level);
    if (claims->share && !graph->failed)
        audit_state_years(graph, i, claims->share);
    if (claims->increase && !graph->failed)
        audit_state_increase(graph, i, base);
    if (!graph->failed)
        note_rest(graph, i);
}

static Status allocate(AuditGraph *graph, Error *err)
{
    size_t nodes = graph->difference.nodes, n = graph->audit->statements + 1;
    graph->most.distance = calloc(nodes, sizeof(double));
    graph->least.distance = calloc(nodes, sizeof(double));
    graph->most.through = calloc(nodes, sizeof(size_t));
    graph->least.through = calloc(nodes, sizeof(size_t));
    graph->circle = calloc(nodes, sizeof(size_t));
    graph->said = calloc(n, sizeof(bool));
    graph->label = calloc(n, sizeof(size_t));
    graph->least.backward = true;
    bool good = graph->most.distance && graph->least.distance && graph->most.through &&
                graph->least.through && graph->circle && graph->said && graph->label;
    return good ? STATUS_GOOD : error_memory(err);
}

/* Which indicators have levels above 0 only: values below 0 pass on to what is made of them. */
static void find_signs(AuditGraph *graph)
{
    const Scenario *s = graph->scenario;
    for (size_t i = 0; i < s->indicators; i++) {
        const Parameter *level =
            audit_parameter(&s->indicator[i], s->indicator[i].model->claims.level);
        graph->structure[i] = (size_t)-1;
        graph->unsigned_[i] = true;
        for (size_t k = 0; level && k < level->count; k++)
            graph->unsigned_[i] &= quantity_side(&level->quantity[k], -1) >= 0;
    }
    for (bool changed = true; changed;) {
        changed = false;
        for (size_t i = 0; i < s->indicators; i++)
            for (size_t k = 0; k < s->indicator[i].ofs; k++) {
                bool own = s->indicator[i].model->claims.base != NULL;
                if (own || !graph->unsigned_[i] || graph->unsigned_[s->indicator[i].of[k]])
                    continue;
                graph->unsigned_[i] = false;
                changed = true;
            }
    }
}

Status audit_state(AuditGraph *graph, Audit *audit, Error *err)
{
    const Scenario *s = audit->scenario;
    *graph = (AuditGraph){ .scenario = s, .audit = audit, .years = scenario_years(s) };
    graph->difference.nodes = 1 + s->indicators * graph->years;
    graph->unsigned_ = calloc(s->indicators + 1, sizeof(bool));
    graph->structure = calloc(s->indicators + 1, sizeof(size_t));
    graph->failed = !graph->unsigned_ || !graph->structure;
    if (!graph->failed)
        find_signs(graph);
    for (size_t i = 0; i < s->indicators && !graph->failed; i++)
        state_indicator(graph, i);
    for (size_t i = 0; i < s->indicators && !graph->failed; i++)
        if (s->indicator[i].model->adds || s->indicator[i].model->dated)
            state_sum(graph, i);
    if (!graph->failed)
        audit_state_targets(graph);
    for (size_t i = 0; i < s->events && !graph->failed; i++)
        audit_note_add(graph, &why_apart, text_format("/events/%s", s->event[i].id));
    for (size_t i = 0; i < s->programmes && !graph->failed; i++)
        audit_note_add(graph, &why_apart, text_format("/programmes/%s", s->programme[i].id));
    if (graph->failed)
        return error_memory(err);
    graph->stated = graph->difference.edges;
    return allocate(graph, err);
}
