/* The statements of indicators: bases, growth, shares, values by year, sums. */
#include "base/text.h"
#include "run/audit_system.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const Words why_apart = WORDS("not part of what the levels and growth rates state: left out",
                                     "nằm ngoài các mức và tốc độ tăng đã nêu: không xét");
static const Words why_quantiles =
    WORDS("a range without end is read from its 5 % to its 95 % quantile",
          "khoảng không có giới hạn được đọc từ phân vị 5 % đến phân vị 95 %");
size_t audit_statement_add(AuditSystem *system, AuditStatement statement, AuditSpan span)
{
    Audit *audit = system->audit;
    if (audit->statements == system->span_room) {
        size_t more = 2 * audit->statements + 64;
        AuditStatement *grown = realloc(audit->statement, more * sizeof *grown);
        audit->statement = grown ? grown : audit->statement;
        AuditSpan *wider = realloc(system->span, more * sizeof *wider);
        system->span = wider ? wider : system->span;
        system->failed |= !grown || !wider;
        if (system->failed) {
            free(statement.pointer);
            /* cppcheck-suppress memleak ; both are kept above */
            return 0;
        }
        system->span_room = more;
        /* cppcheck-suppress memleak ; both are kept above */
    }
    system->failed |= !statement.pointer;
    statement.implied_low = statement.implied_high = NAN;
    audit->statement[audit->statements] = statement;
    system->span[audit->statements] = span;
    if (statement.quantiles)
        audit_note_add(system, &why_quantiles, text_copy(statement.pointer));
    return audit->statements++;
}

void audit_note_add(AuditSystem *system, const Words *why, char *pointer)
{
    Audit *audit = system->audit;
    if (audit->notes == system->note_room) {
        AuditNote *grown = realloc(audit->note, (2 * system->note_room + 16) * sizeof *audit->note);
        system->failed |= !grown;
        if (!grown) {
            free(pointer);
            return;
        }
        audit->note = grown;
        system->note_room = 2 * system->note_room + 16;
    }
    system->failed |= !pointer;
    audit->note[audit->notes++] = (AuditNote){ pointer, why };
}

static void state_base(AuditSystem *system, size_t i)
{
    int base = system->scenario->base;
    size_t node = audit_node(system, i, base);
    size_t label =
        audit_state_quantity(system, i, system->scenario->indicator[i].model->claims.base, 0,
                             (AuditStatement){ .measure = AUDIT_LEVEL, .from = base, .to = base },
                             (AuditSpan){ AUDIT_GROUND, node, 1, 0 });
    if (system->failed)
        return;
    const AuditStatement *made = &system->audit->statement[label];
    AuditBand band = { .from = AUDIT_GROUND,
                       .to = node,
                       .low = made->low,
                       .high = made->high,
                       .step = { .indicator = i, .other = i, .from = base, .to = base },
                       .phrase = audit_level_phrases,
                       .value = { made->low, made->high } };
    audit_band(system, &band, &label, 1);
}

/* Towards a ceiling growth is between that stated and none. */
static void slow_down(const Indicator *it, AuditBand *band)
{
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

static void state_growth(AuditSystem *system, size_t i)
{
    const Scenario *s = system->scenario;
    const char *name = s->indicator[i].model->claims.growth;
    const Parameter *growth = audit_parameter(&s->indicator[i], name);
    for (size_t which = 0; which < growth->count && !system->failed; which++) {
        int from = growth->count > 1 ? s->period[which].from : s->base + 1;
        int to = growth->count > 1 ? s->period[which].to : s->end;
        AuditSpan span = { audit_node(system, i, from - 1), audit_node(system, i, to), 1,
                           to - from + 1 };
        size_t label = audit_state_quantity(
            system, i, name, which,
            (AuditStatement){ .measure = AUDIT_GROWTH, .from = from, .to = to }, span);
        for (int year = from; year <= to && !system->failed; year++) {
            const AuditStatement *made = &system->audit->statement[label];
            AuditBand band = { .from = audit_node(system, i, year - 1),
                               .to = audit_node(system, i, year),
                               .low = fmax(1 + made->low, 0),
                               .high = fmax(1 + made->high, 0),
                               .step = { .indicator = i, .other = i, .from = year, .to = year },
                               .phrase = audit_growth_phrases,
                               .value = { made->low, made->high } };
            slow_down(&s->indicator[i], &band);
            audit_band(system, &band, &label, 1);
        }
    }
}

/* The level of a ceiling in a year; or, between two paths, that of everything before it. */
static void bind_level(AuditSystem *system, size_t i, int year, const double side[2],
                       const size_t *label, size_t labels)
{
    AuditBand band = { .from = AUDIT_GROUND,
                       .to = audit_node(system, i, year),
                       .low = side[0],
                       .high = side[1],
                       .step = { .indicator = i, .other = i, .from = year, .to = year },
                       .phrase = audit_level_phrases,
                       .value = { side[0], side[1] } };
    audit_band(system, &band, label, labels);
}

static void state_ceiling(AuditSystem *system, size_t i)
{
    const Scenario *s = system->scenario;
    AuditStatement like = { .measure = AUDIT_LEVEL, .from = s->base + 1, .to = s->end };
    AuditSpan span = { AUDIT_GROUND, audit_node(system, i, s->end), 1, 0 };
    size_t label =
        audit_state_quantity(system, i, s->indicator[i].model->claims.ceiling, 0, like, span);
    if (system->failed)
        return;
    AuditStatement *made = &system->audit->statement[label];
    made->low = -INFINITY;
    made->middle = NAN;
    double most = made->high;
    for (int year = s->base + 1; year <= s->end; year++)
        bind_level(system, i, year, (const double[]){ 0, most }, &label, 1);
}

/* Levels that approach a ceiling without ever falling rise with the base, with growth and with the
 * ceiling: they lie between the paths of the low and of the high ends. */
static void state_approach(AuditSystem *system, size_t i, const double *low, const double *high)
{
    const Scenario *s = system->scenario;
    const Parameter *growth =
        audit_parameter(&s->indicator[i], s->indicator[i].model->claims.growth);
    size_t first = system->statement[i], count = system->audit->statements - first;
    size_t *label = malloc((count + 1) * sizeof *label);
    system->failed |= !label;
    for (size_t which = 0; which < growth->count && label; which++)
        if (quantity_side(&growth->quantity[which], -1) < 0)
            count = 0;
    for (int year = s->base + 1; year <= s->end && label && count; year++) {
        size_t labels = 0, t = (size_t)(year - s->base);
        for (size_t k = first; k < first + count; k++)
            if (system->audit->statement[k].from <= year)
                label[labels++] = k;
        bind_level(system, i, year, (const double[]){ low[t], high[t] }, label, labels);
    }
    free(label);
}

/* That an indicator adds up others, or dated projects on another one. */
static void state_sum(AuditSystem *system, size_t i)
{
    const Scenario *s = system->scenario;
    const Indicator *it = &s->indicator[i];
    AuditStatement like = { .pointer = text_format("/indicators/%s/%s", it->id,
                                                   it->model->adds ? "of" : "projects"),
                            .source = it->source,
                            .indicator = i,
                            .from = s->base,
                            .to = s->end,
                            .low = NAN,
                            .high = NAN,
                            .middle = NAN };
    size_t label = audit_statement_add(system, like, (AuditSpan){ 0 });
    AuditTerm *term = calloc(it->ofs + 2, sizeof *term);
    system->failed |= !term;
    for (int year = s->base; year <= s->end && !system->failed; year++) {
        double added[2] = { 0, 0 };
        for (size_t j = 0; j < it->projects; j++)
            for (int side = 0; side < 2; side++)
                added[side] += project_side(&it->project[j], 2 * side - 1, year);
        term[0] = (AuditTerm){ audit_node(system, i, year), 1 };
        for (size_t k = 0; k < it->ofs; k++)
            term[k + 1] = (AuditTerm){ audit_node(system, it->of[k], year), -1 };
        term[it->ofs + 1] = (AuditTerm){ AUDIT_GROUND, -added[1] };
        bool plain = added[1] == 0, exact = added[0] == added[1];
        audit_row_add(system, term, it->ofs + (plain ? 1 : 2), exact, NULL, &label, 1);
        for (size_t k = 0; k < it->ofs + 2; k++)
            term[k].weight = -term[k].weight;
        term[it->ofs + 1].weight = added[0];
        if (!exact)
            audit_row_add(system, term, it->ofs + 2, false, NULL, &label, 1);
    }
    free(term);
}

/* Growth in proportion to that of another indicator which states its own: in each year between the
 * least and the most product of the two. */
static void state_proportion(AuditSystem *system, size_t i, size_t first)
{
    const Scenario *s = system->scenario;
    const Indicator *it = &s->indicator[i], *of = &s->indicator[it->of[0]];
    const Parameter *factor = audit_parameter(it, it->model->claims.elasticity);
    const Parameter *growth = audit_parameter(of, of->model->claims.growth);
    for (int year = s->base + 1; year <= s->end && !system->failed; year++) {
        size_t period = scenario_period(s, year), which = growth->count > 1 ? period : 0;
        const Quantity *one = parameter_in(factor, period), *other = parameter_in(growth, period);
        double low = INFINITY, high = -INFINITY;
        for (int side = 0; side < 4; side++) {
            double product = quantity_side(one, side % 2 ? 1 : -1) *
                             fmax(quantity_side(other, side / 2 ? 1 : -1), -1);
            low = fmin(low, product);
            high = fmax(high, product);
        }
        AuditBand band = { .from = audit_node(system, i, year - 1),
                           .to = audit_node(system, i, year),
                           .low = fmax(1 + low, 0),
                           .high = fmax(1 + high, 0),
                           .step = { .indicator = i, .other = i, .from = year, .to = year },
                           .phrase = audit_growth_phrases,
                           .value = { low, high } };
        size_t label = first + which;
        audit_band(system, &band, &label, 1);
    }
}

/* Of all indicators whose growth is another's times a factor. */
static void state_proportions(AuditSystem *system)
{
    const Scenario *s = system->scenario;
    for (size_t i = 0; i < s->indicators && !system->failed; i++) {
        const Indicator *it = &s->indicator[i];
        const ModelClaims *of = it->ofs ? &s->indicator[it->of[0]].model->claims : NULL;
        if (it->model->claims.elasticity && of && of->growth && !of->ceiling)
            state_proportion(system, i, system->statement[it->of[0]] + 1); /* after its base */
    }
}

static void state_indicator(AuditSystem *system, size_t i, const double *low, const double *high)
{
    const Model *model = system->scenario->indicator[i].model;
    const ModelClaims *claims = &model->claims;
    system->statement[i] = system->audit->statements;
    if (claims->base)
        state_base(system, i);
    if (claims->growth && !system->failed)
        state_growth(system, i);
    if (claims->ceiling && !system->failed)
        state_ceiling(system, i);
    if (claims->ceiling && !system->failed)
        state_approach(system, i, low, high);
    if (claims->level && !system->failed)
        audit_state_years(system, i, claims->level);
    if (claims->share && !system->failed)
        audit_state_years(system, i, claims->share);
    if (claims->increase && !system->failed)
        audit_state_increase(system, i);
}

/* Whether the row of the base says that it is above 0. */
static bool base_above(const Model *model)
{
    for (const Param *row = model->params; model->claims.base && row->name; row++)
        if (!strcmp(row->name, model->claims.base))
            return row->low > 0 || (row->low == 0 && row->open_low);
    return false;
}

/* Which indicators have levels above 0 only: values below 0 pass on to what is made of them. */
static void find_signs(AuditSystem *system)
{
    const Scenario *s = system->scenario;
    for (size_t i = 0; i < s->indicators; i++) {
        const Parameter *level =
            audit_parameter(&s->indicator[i], s->indicator[i].model->claims.level);
        system->above[i] = base_above(s->indicator[i].model);
        for (size_t k = 0; level && k < level->count; k++)
            system->of_below[i] |= quantity_side(&level->quantity[k], -1) < 0;
    }
    for (bool changed = true; changed;) {
        changed = false;
        for (size_t i = 0; i < s->indicators; i++)
            for (size_t k = 0; k < s->indicator[i].ofs; k++) {
                bool own = s->indicator[i].model->claims.base != NULL;
                if (own || system->of_below[i] || !system->of_below[s->indicator[i].of[k]])
                    continue;
                system->of_below[i] = true;
                changed = true;
            }
    }
}

/* The nodes of all levels, about as large as on the path of the middles. level: [3] of all. */
static void add_nodes(AuditSystem *system, const double *const *level)
{
    const Scenario *s = system->scenario;
    audit_node_add(system, 1, false);
    for (size_t i = 0; i < s->indicators && !system->failed; i++)
        for (size_t t = 0; t < system->years; t++) {
            size_t at = i * system->years + t;
            double size = fabs(level[1][at]), end = fabs(level[2][at]);
            audit_node_add(system, size > 0 && isfinite(size) ? size : end, system->of_below[i]);
        }
    system->floor = audit_node_add(system, 1, false);
}

static void state_all(AuditSystem *system, const double *const *level)
{
    const Scenario *s = system->scenario;
    add_nodes(system, level);
    for (size_t i = 0; i < s->indicators && !system->failed; i++)
        state_indicator(system, i, level[0] + i * system->years, level[2] + i * system->years);
    system->statement[s->indicators] = system->audit->statements;
    state_proportions(system);
    for (size_t i = 0; i < s->indicators && !system->failed; i++)
        if (s->indicator[i].model->adds || s->indicator[i].model->dated)
            state_sum(system, i);
    if (!system->failed)
        audit_state_targets(system);
    for (size_t i = 0; i < s->events && !system->failed; i++)
        audit_note_add(system, &why_apart, text_format("/events/%s", s->event[i].id));
    for (size_t i = 0; i < s->programmes && !system->failed; i++)
        audit_note_add(system, &why_apart, text_format("/programmes/%s", s->programme[i].id));
}

Status audit_state(AuditSystem *system, Audit *audit, const AuditDials *dials, Error *err)
{
    const Scenario *s = audit->scenario;
    *system = (AuditSystem){ .scenario = s, .audit = audit, .years = scenario_years(s) };
    system->of_below = calloc(s->indicators + 1, sizeof(bool));
    system->above = calloc(s->indicators + 1, sizeof(bool));
    system->statement = calloc(s->indicators + 1, sizeof(size_t));
    size_t cells = s->indicators * system->years;
    double *level = calloc(3 * cells + 1, sizeof *level);
    double *setting = calloc(dials->dials + 1, sizeof *setting);
    bool memory = system->of_below && system->above && system->statement && level && setting;
    Status status = memory ? STATUS_GOOD : error_memory(err);
    for (size_t side = 0; side < 3 && status == STATUS_GOOD; side++) {
        for (size_t i = 0; i < dials->dials; i++)
            setting[i] = side == 1 ? dials->middle[i] : (double)side / 2;
        status = audit_levels(dials, setting, 1, (int)side - 1, level + side * cells, err);
    }
    if (status == STATUS_GOOD) {
        find_signs(system);
        state_all(system, (const double *const[]){ level, level + cells, level + 2 * cells });
        status = system->failed ? error_memory(err) : STATUS_GOOD;
    }
    free(level);
    free(setting);
    return status;
}
