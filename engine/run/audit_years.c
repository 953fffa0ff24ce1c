/* The statements that indicators make year by year: shares, levels, yearly increases. */
#include "base/text.h"
#include "run/audit_system.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* The row of that name and its values; NULL when the model has none. */
const Parameter *audit_parameter(const Indicator *it, const char *name)
{
    for (size_t k = 0; name && it->model->params[k].name; k++)
        if (!strcmp(it->model->params[k].name, name))
            return &it->parameter[k];
    return NULL;
}

double audit_scale(const Indicator *it, int side)
{
    const Parameter *scale = audit_parameter(it, it->model->claims.scale);
    return scale ? quantity_side(scale->quantity, side) : 1;
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

size_t audit_state_quantity(AuditSystem *system, size_t indicator, const char *name, size_t which,
                            AuditStatement like, AuditSpan span)
{
    const Indicator *it = &system->scenario->indicator[indicator];
    const Quantity *q = &audit_parameter(it, name)->quantity[which];
    like.pointer = pointer_of(system->scenario, it, name, which);
    like.source = it->source;
    like.indicator = indicator;
    like.low = quantity_side(q, -1);
    like.middle = quantity_side(q, 0);
    like.high = quantity_side(q, 1);
    like.quantiles = !quantity_is_bounded(q);
    return audit_statement_add(system, like, span);
}

/* The ends of a parameter in a year; linear between years given. */
static double side_in(const Parameter *parameter, const ParameterPart *part, int side)
{
    return (1 - part->share) * quantity_side(&parameter->quantity[part->first], side) +
           part->share * quantity_side(&parameter->quantity[part->second], side);
}

/* A product of two that are known between ends. */
static double product(double value, const Indicator *it, int side)
{
    double one = value * audit_scale(it, -1), other = value * audit_scale(it, 1);
    return side < 0 ? fmin(one, other) : fmax(one, other);
}

/* Bounds of one year that rest on a statement, or on those of two years given: of a share of
 * another indicator, or of a level whose scale is uncertain. */
static void bind_year(AuditSystem *system, size_t i, const Parameter *parameter, int year,
                      size_t first)
{
    const Indicator *it = &system->scenario->indicator[i];
    ParameterPart part = parameter_part(parameter, 0, year);
    size_t label[] = { first + part.first, first + part.second };
    double low = side_in(parameter, &part, -1), high = side_in(parameter, &part, 1);
    bool whole = it->ofs > 0;
    AuditBand band = {
        .from = whole ? audit_node(system, it->of[0], year) : AUDIT_GROUND,
        .to = audit_node(system, i, year),
        .low = product(low, it, -1),
        .high = product(high, it, 1),
        .step = { .indicator = i, .other = whole ? it->of[0] : i, .from = year, .to = year },
        .phrase = whole ? audit_share_phrases : audit_level_phrases,
        .value = { whole ? low : product(low, it, -1), whole ? high : product(high, it, 1) },
    };
    audit_band(system, &band, label, part.share > 0 && part.share < 1 ? 2 : 1);
}

/* The level given for a year: that of the year itself, or a node of its own where the year lies
 * outside the plan. */
static size_t given_node(AuditSystem *system, size_t i, const Parameter *parameter, size_t which)
{
    const Scenario *s = system->scenario;
    int year = parameter->year ? parameter->year[which] : s->base;
    if (year >= s->base && year <= s->end)
        return audit_node(system, i, year);
    const Quantity *q = &parameter->quantity[which];
    double size = fabs(quantity_side(q, 0)) * audit_scale(&s->indicator[i], 0);
    return audit_node_add(system, size, system->of_below[i]);
}

/* Levels linear between the years given, constant before the first and after the last. */
static void interpolate(AuditSystem *system, size_t i, const Parameter *parameter, size_t first)
{
    const Scenario *s = system->scenario;
    for (size_t which = 0; which < parameter->count && !system->failed; which++) {
        size_t label = first + which;
        const AuditStatement *it = &system->audit->statement[label];
        AuditBand band = { .from = AUDIT_GROUND,
                           .to = system->span[label].to,
                           .low = it->low,
                           .high = it->high,
                           .step = { .indicator = i, .other = i, .from = it->to, .to = it->to },
                           .phrase = audit_level_phrases,
                           .value = { it->low, it->high } };
        audit_band(system, &band, &label, 1);
    }
    for (int year = s->base; year <= s->end && !system->failed; year++) {
        ParameterPart part = parameter_part(parameter, 0, year);
        size_t from = system->span[first + part.first].to, node = audit_node(system, i, year);
        AuditTerm term[] = { { node, 1 },
                             { from, part.share - 1 },
                             { system->span[first + part.second].to, -part.share } };
        size_t label[] = { first + part.first, first + part.second };
        bool between = part.share > 0;
        if (node != from)
            audit_row_add(system, term, between ? 3 : 2, true, NULL, label, between ? 2 : 1);
    }
}

/* Between which nodes a value or share of a year speaks. */
static AuditSpan span_of(AuditSystem *system, size_t i, const Parameter *parameter, size_t which)
{
    const Scenario *s = system->scenario;
    const Indicator *it = &s->indicator[i];
    if (!it->ofs)
        return (AuditSpan){ AUDIT_GROUND, given_node(system, i, parameter, which), 1, 0 };
    if (system->of_below[it->of[0]])
        return (AuditSpan){ 0 };
    int year = parameter->year ? parameter->year[which] : s->end;
    int at = year < s->base ? s->base : year > s->end ? s->end : year;
    return (AuditSpan){ audit_node(system, it->of[0], at), audit_node(system, i, at),
                        1 / audit_scale(it, 0), 0 };
}

void audit_state_years(AuditSystem *system, size_t i, const char *name)
{
    const Scenario *s = system->scenario;
    const Indicator *it = &s->indicator[i];
    const Parameter *parameter = audit_parameter(it, name);
    size_t first = system->audit->statements;
    bool whole = it->ofs > 0, certain = audit_scale(it, -1) == audit_scale(it, 1);
    for (size_t which = 0; which < parameter->count && !system->failed; which++) {
        int year = parameter->year ? parameter->year[which] : s->end;
        size_t label =
            audit_state_quantity(system, i, name, which,
                                 (AuditStatement){ .measure = whole ? AUDIT_SHARE : AUDIT_LEVEL,
                                                   .from = parameter->year ? year : s->base,
                                                   .to = year },
                                 span_of(system, i, parameter, which));
        if (system->failed)
            return;
        AuditStatement *made = &system->audit->statement[label];
        made->low = whole ? made->low : product(made->low, it, -1);
        made->middle *= whole ? 1 : audit_scale(it, 0);
        made->high = whole ? made->high : product(made->high, it, 1);
    }
    if (!whole && certain)
        interpolate(system, i, parameter, first);
    /* a share of what may be below 0 bounds nothing: audit_relax.c says so */
    for (int year = s->base; year <= s->end && !system->failed; year++)
        if (whole ? !system->of_below[it->of[0]] : !certain)
            bind_year(system, i, parameter, year, first);
}

/* What is added in a draw of a period, or of a year: a node, which rests on its statement. */
static size_t added_node(AuditSystem *system, size_t label, const AuditStep *step)
{
    const AuditStatement *made = &system->audit->statement[label];
    AuditBand band = { .from = AUDIT_GROUND,
                       .to = audit_node_add(system, fabs(made->middle), made->low < 0),
                       .low = made->low,
                       .high = made->high,
                       .step = *step,
                       .phrase = audit_level_phrases,
                       .value = { made->low, made->high } };
    if (!system->failed)
        audit_band(system, &band, &label, 1);
    return band.to;
}

/* Adds a term, or to the weight of the last one where that is of the same node. */
static size_t put_added(AuditTerm *term, size_t terms, size_t node)
{
    if (term[terms - 1].node != node)
        term[terms++] = (AuditTerm){ node, 0 };
    term[terms - 1].weight--;
    return terms;
}

static void add_up(AuditSystem *system, size_t i, size_t first, size_t count)
{
    const Scenario *s = system->scenario;
    const Indicator *it = &s->indicator[i];
    AuditTerm *term = calloc(system->years + 2, sizeof *term);
    size_t *label = calloc(count + 1, sizeof *label);
    size_t terms = 1, labels = 0, added = 0, before = s->periods;
    system->failed |= !term || !label;
    if (!system->failed)
        term[0] = (AuditTerm){ audit_node(system, i, s->base), -1 };
    for (int year = s->base + 1; year <= s->end && !system->failed; year++) {
        size_t period = scenario_period(s, year), now = first + (count > 1 ? period : 0);
        AuditStep step = { .indicator = i, .other = i, .from = year, .to = year };
        if (it->draw == DRAW_YEAR || period != before)
            added = added_node(system, now, &step);
        before = period;
        if (!labels || label[labels - 1] != now)
            label[labels++] = now;
        terms = put_added(term, terms, added);
        term[terms] = (AuditTerm){ audit_node(system, i, year), 1 };
        audit_row_add(system, term, terms + 1, true, NULL, label, labels);
    }
    free(term);
    free(label);
}

/* A yearly increase: the level is the base and all increases since. */
void audit_state_increase(AuditSystem *system, size_t i)
{
    const Scenario *s = system->scenario;
    const Indicator *it = &s->indicator[i];
    const char *name = it->model->claims.increase;
    const Parameter *parameter = audit_parameter(it, name);
    size_t first = system->audit->statements;
    for (size_t which = 0; which < parameter->count && !system->failed; which++) {
        bool all = parameter->count == 1;
        audit_state_quantity(system, i, name, which,
                             (AuditStatement){ .measure = AUDIT_LEVEL,
                                               .from = all ? s->base + 1 : s->period[which].from,
                                               .to = all ? s->end : s->period[which].to },
                             (AuditSpan){ 0 });
    }
    if (!system->failed)
        add_up(system, i, first, parameter->count);
}
