/* The statements of targets: levels, average growth, ratios of two indicators. */
#include "base/text.h"
#include "run/audit_system.h"

#include <math.h>

/* A level counts as above 0 from this share of its size on. */
static const double above_nothing = 1e-6;

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
        .middle = NAN,
        .target = true,
    };
}

/* Growth begins at a level above 0 and ends at one not below 0. */
static void state_sign(AuditSystem *system, const Target *target, const AuditSpan *span,
                       size_t label)
{
    for (int end = 0; end < 2; end++) {
        size_t node = end ? span->to : span->from;
        int year = end ? target->to : target->from - 1;
        AuditStep step = { .phrase = audit_level_phrases[2],
                           .indicator = target->indicator,
                           .other = target->indicator,
                           .from = year,
                           .to = year };
        double least = end ? 0 : above_nothing * system->size[node];
        if (system->negative[node])
            audit_row_add(system, (const AuditTerm[]){ { node, -1 }, { AUDIT_GROUND, least } }, 2,
                          false, &step, &label, 1);
    }
}

static void state_growth(AuditSystem *system, const Target *target)
{
    int years = target->to - target->from + 1;
    AuditSpan span = { audit_node(system, target->indicator, target->from - 1),
                       audit_node(system, target->indicator, target->to), 1, years };
    size_t label = audit_statement_add(system, statement_of(target), span);
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
    if (system->failed)
        return;
    audit_band(system, &band, &label, 1);
    state_sign(system, target, &span, label);
}

/* The level of the indicator, or of what a ratio divides, in every year of the target. */
static void state_level(AuditSystem *system, const Target *target)
{
    const Indicator *it = &system->scenario->indicator[target->indicator];
    bool ratio = it->model->claims.divides;
    size_t part = ratio ? it->of[0] : target->indicator, whole = ratio ? it->of[1] : part;
    double scale[2] = { ratio ? audit_scale(it, -1) : 1, ratio ? audit_scale(it, 1) : 1 };
    AuditSpan span = { ratio ? audit_node(system, whole, target->to) : AUDIT_GROUND,
                       audit_node(system, part, target->to), ratio ? audit_scale(it, 0) : 1, 0 };
    size_t label = audit_statement_add(system, statement_of(target), span);
    for (int year = target->from; year <= target->to && !system->failed; year++) {
        AuditBand band = {
            .from = ratio ? audit_node(system, whole, year) : AUDIT_GROUND,
            .to = audit_node(system, part, year),
            .low = target->low / scale[target->low < 0 ? 0 : 1],
            .high = target->high / scale[target->high < 0 ? 1 : 0],
            .step = { .indicator = part, .other = whole, .from = year, .to = year },
            .phrase = ratio ? audit_share_phrases : audit_level_phrases,
            .value = { target->low / scale[1], target->high / scale[0] },
        };
        audit_band(system, &band, &label, 1);
    }
}

/* Targets on what has no rows are statements all the same, of which audit_relax.c speaks. */
void audit_state_targets(AuditSystem *system)
{
    const Scenario *s = system->scenario;
    for (size_t i = 0; i < s->targets && !system->failed; i++) {
        const Target *target = &s->target[i];
        const Indicator *it = &s->indicator[target->indicator];
        bool growth = target->shape == TARGET_GROWTH;
        if (it->model->claims.divides && (growth || system->of_below[it->of[1]]))
            audit_statement_add(system, statement_of(target), (AuditSpan){ 0 });
        else
            (growth ? state_growth : state_level)(system, target);
    }
}
