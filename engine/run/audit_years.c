/* The statements that indicators make year by year: shares, levels, yearly increases. */
#include "base/text.h"
#include "run/audit_graph.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

const Words audit_why_sign =
    WORDS("levels of 0 and below have no logarithm: only what lies above 0 is compared",
          "mức bằng 0 hoặc âm không có lôgarit: chỉ so sánh phần trên 0");

/* The row of that name and its values; NULL when the model has none. */
const Parameter *audit_parameter(const Indicator *it, const char *name)
{
    for (size_t k = 0; name && it->model->params[k].name; k++)
        if (!strcmp(it->model->params[k].name, name))
            return &it->parameter[k];
    return NULL;
}

/* Where in the file the quantity of a parameter stands. */
static char *pointer_of(const Scenario *s, const Indicator *it, const char *name, size_t which)
{
    const Parameter *parameter = audit_parameter(it, name);
    if (parameter->year)
        return text_format("/indicators/%s/%s/%d", it->id, name, parameter->year[which]);
    if (parameter->count > 1)
        return text_format("/indicators/%s/%s/%s", it->id, name, s->period[which].id);
    return text_format("/indicators/%s/%s", it->id, name);
}

/* The statement of one quantity, its numbers times a scale. */
size_t audit_state_quantity(AuditGraph *graph, size_t indicator, const char *name, size_t which,
                            AuditStatement like, AuditSpan span)
{
    const Indicator *it = &graph->scenario->indicator[indicator];
    const Quantity *q = &audit_parameter(it, name)->quantity[which];
    like.pointer = pointer_of(graph->scenario, it, name, which);
    like.source = it->source;
    like.indicator = indicator;
    like.low = quantity_side(q, -1);
    like.high = quantity_side(q, 1);
    like.quantiles = !quantity_is_bounded(q);
    return audit_statement_add(graph, like, span);
}

/* The ends of a parameter in a year; linear between years given. */
static double side_in(const Parameter *parameter, const ParameterPart *part, int side)
{
    return (1 - part->share) * quantity_side(&parameter->quantity[part->first], side) +
           part->share * quantity_side(&parameter->quantity[part->second], side);
}

/* Bounds of one year that rest on a statement, or on those of two years given. */
static void bind_year(AuditGraph *graph, size_t i, const char *name, int year, size_t first)
{
    const Indicator *it = &graph->scenario->indicator[i];
    const Parameter *parameter = audit_parameter(it, name);
    const Parameter *scale = audit_parameter(it, it->model->claims.scale);
    double factor[2] = { scale ? quantity_side(scale->quantity, -1) : 1,
                         scale ? quantity_side(scale->quantity, 1) : 1 };
    ParameterPart part = parameter_part(parameter, 0, year);
    size_t label[] = { first + part.first, first + part.second };
    double low = side_in(parameter, &part, -1), high = side_in(parameter, &part, 1);
    bool whole = it->ofs > 0;
    AuditBand band = {
        .from = whole ? audit_node(graph, it->of[0], year) : AUDIT_GROUND,
        .to = audit_node(graph, i, year),
        .low = low * factor[0],
        .high = high * factor[1],
        .step = { .indicator = i, .other = whole ? it->of[0] : i, .from = year, .to = year },
        .phrase = whole ? audit_share_phrases : audit_level_phrases,
        .value = { low * (whole ? 1 : factor[0]), high * (whole ? 1 : factor[1]) },
    };
    audit_band(graph, &band, label, part.share > 0 && part.share < 1 ? 2 : 1);
}

/* A share or level given by year. */
void audit_state_years(AuditGraph *graph, size_t i, const char *name)
{
    const Scenario *s = graph->scenario;
    const Indicator *it = &s->indicator[i];
    const Parameter *parameter = audit_parameter(it, name);
    const Parameter *scale = audit_parameter(it, it->model->claims.scale);
    size_t first = graph->audit->statements;
    bool whole = it->ofs > 0;
    if (whole && !graph->unsigned_[i]) {
        audit_note_add(graph, &audit_why_sign, text_format("/indicators/%s/%s", it->id, name));
        return;
    }
    for (size_t which = 0; which < parameter->count && !graph->failed; which++) {
        int year = parameter->year ? parameter->year[which] : s->end;
        bool inside = year >= s->base && year <= s->end;
        int at = inside ? year : s->end;
        AuditSpan span = { whole ? audit_node(graph, it->of[0], at) : AUDIT_GROUND,
                           audit_node(graph, i, at), 1, 0 };
        size_t label =
            audit_state_quantity(graph, i, name, which,
                                 (AuditStatement){ .measure = whole ? AUDIT_SHARE : AUDIT_LEVEL,
                                                   .from = parameter->year ? year : s->base,
                                                   .to = year },
                                 span);
        if (graph->failed)
            return;
        AuditStatement *made = &graph->audit->statement[label];
        double factor = scale ? quantity_side(scale->quantity, 0) : 1;
        graph->span[label].scale = whole ? 1 / factor : 1;
        made->low *= whole ? 1 : factor;
        made->high *= whole ? 1 : factor;
        if (made->low < 0)
            audit_note_add(graph, &audit_why_sign, text_copy(made->pointer));
    }
    for (int year = s->base; year <= s->end && !graph->failed; year++)
        bind_year(graph, i, name, year, first);
}

/* A yearly increase: the level is the base and all increases since, so it rests on all of them. */
void audit_state_increase(AuditGraph *graph, size_t i, size_t base)
{
    const Scenario *s = graph->scenario;
    const Indicator *it = &s->indicator[i];
    const char *name = it->model->claims.increase;
    const Parameter *parameter = audit_parameter(it, name);
    size_t first = graph->audit->statements, *label = calloc(parameter->count + 1, sizeof *label);
    graph->failed |= !label;
    for (size_t which = 0; which < parameter->count && !graph->failed; which++) {
        bool all = parameter->count == 1;
        audit_state_quantity(graph, i, name, which,
                             (AuditStatement){ .measure = AUDIT_LEVEL,
                                               .from = all ? s->base + 1 : s->period[which].from,
                                               .to = all ? s->end : s->period[which].to },
                             (AuditSpan){ 0 });
    }
    if (!graph->failed) {
        double low = graph->audit->statement[base].low, high = graph->audit->statement[base].high;
        size_t labels = 0;
        label[labels++] = base;
        for (int year = s->base + 1; year <= s->end; year++) {
            size_t which = parameter->count > 1 ? scenario_period(s, year) : 0;
            low += graph->audit->statement[first + which].low;
            high += graph->audit->statement[first + which].high;
            if (label[labels - 1] != first + which)
                label[labels++] = first + which;
            AuditBand band = { .from = AUDIT_GROUND,
                               .to = audit_node(graph, i, year),
                               .low = low,
                               .high = high,
                               .step = { .indicator = i, .from = year, .to = year },
                               .phrase = audit_level_phrases,
                               .value = { low, high } };
            audit_band(graph, &band, label, labels);
        }
    }
    free(label);
}
