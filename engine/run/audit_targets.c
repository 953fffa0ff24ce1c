/* The statements of targets: levels, average growth, ratios of two indicators. */
#include "base/text.h"
#include "run/audit_graph.h"

#include <math.h>
#include <string.h>

static const Words why_ratio_growth =
    WORDS("growth of a ratio links four levels, which is no difference of two: left out",
          "tăng trưởng của một tỷ số liên kết bốn mức, không phải hiệu của hai: không xét");

/* The number by which the level of a ratio is multiplied; 1 of all others. */
static double scale_of(const Indicator *it)
{
    const char *name = it->model->claims.divides ? it->model->claims.scale : NULL;
    for (size_t k = 0; name && it->model->params[k].name; k++)
        if (!strcmp(it->model->params[k].name, name))
            return quantity_side(it->parameter[k].quantity, 0);
    return 1;
}

static AuditStatement statement_of(const Target *target)
{
    return (AuditStatement){
        .pointer = text_format("/targets/%s", target->id),
        .source = target->source,
        .indicator = target->indicator,
        .measure = target->shape == TARGET_GROWTH ? AUDIT_GROWTH : AUDIT_LEVEL,
        .from = target->from,
        .to = target->to,
        .low = target->low,
        .high = target->high,
        .target = true,
    };
}

static void state_growth(AuditGraph *graph, const Target *target)
{
    int years = target->to - target->from + 1;
    AuditSpan span = { audit_node(graph, target->indicator, target->from - 1),
                       audit_node(graph, target->indicator, target->to), 1, years };
    size_t label = audit_statement_add(graph, statement_of(target), span);
    AuditBand band = { .from = span.from,
                       .to = span.to,
                       .low = target->low > -1 ? pow(1 + target->low, years) : 0,
                       .high = pow(1 + fmax(target->high, -1), years),
                       .step = { .indicator = target->indicator,
                                 .other = target->indicator,
                                 .from = target->from,
                                 .to = target->to },
                       .phrase = audit_growth_phrases,
                       .value = { target->low, target->high } };
    if (!graph->failed)
        audit_band(graph, &band, &label, 1);
}

/* The level of the indicator, or of what a ratio divides, in every year of the target. */
static void state_level(AuditGraph *graph, const Target *target)
{
    const Indicator *it = &graph->scenario->indicator[target->indicator];
    bool ratio = it->model->claims.divides;
    size_t part = ratio ? it->of[0] : target->indicator;
    double scale = scale_of(it);
    AuditSpan span = { ratio ? audit_node(graph, it->of[1], target->to) : AUDIT_GROUND,
                       audit_node(graph, part, target->to), scale, 0 };
    size_t label = audit_statement_add(graph, statement_of(target), span);
    for (int year = target->from; year <= target->to && !graph->failed; year++) {
        AuditBand band = {
            .from = ratio ? audit_node(graph, it->of[1], year) : AUDIT_GROUND,
            .to = audit_node(graph, part, year),
            .low = target->low / scale,
            .high = target->high / scale,
            .step = { .indicator = part,
                      .other = ratio ? it->of[1] : part,
                      .from = year,
                      .to = year },
            .phrase = ratio ? audit_share_phrases : audit_level_phrases,
            .value = { target->low / scale, target->high / scale },
        };
        audit_band(graph, &band, &label, 1);
    }
}

void audit_state_targets(AuditGraph *graph)
{
    const Scenario *s = graph->scenario;
    for (size_t i = 0; i < s->targets && !graph->failed; i++) {
        const Target *target = &s->target[i];
        bool growth = target->shape == TARGET_GROWTH;
        const Indicator *it = &s->indicator[target->indicator];
        if (!graph->unsigned_[target->indicator] && (growth || it->model->claims.divides))
            audit_note_add(graph, &audit_why_sign, text_format("/targets/%s", target->id));
        else if (growth && it->model->claims.divides)
            audit_note_add(graph, &why_ratio_growth, text_format("/targets/%s", target->id));
        else
            (growth ? state_growth : state_level)(graph, target);
    }
}
