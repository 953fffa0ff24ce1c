/* What the statements imply: levels by year, what each statement would have to be by all others,
 * bases that targets cast back, growth between stated levels. */
#include "run/audit_implied.h"

#include "run/audit_programme.h"
#include "run/audit_witness.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

double audit_figure(const AuditStatement *statement)
{
    bool low = isfinite(statement->low), high = isfinite(statement->high);
    return isfinite(statement->middle) ? statement->middle
           : low && high               ? (statement->low + statement->high) / 2
           : low                       ? statement->low
           : high                      ? statement->high
                                       : NAN;
}

void audit_relative(const AuditSystem *system, const bool *kept, bool *relative)
{
    for (size_t i = 0; i < system->audit->statements; i++)
        relative[i] = kept[i] && (system->audit->statement[i].measure == AUDIT_GROWTH ||
                                  system->span[i].from != AUDIT_GROUND);
}

Status audit_end(AuditYear *it, size_t part, size_t whole, bool most, double *value, Error *err)
{
    const AuditSystem *system = it->system;
    if (audit_witness_end(it->witness, part, whole, it->year, most, value))
        return STATUS_GOOD;
    if (!it->programme) {
        size_t n = system->scenario->indicators;
        size_t *node = calloc(n + 1, sizeof *node);
        if (!node)
            return error_memory(err);
        for (size_t i = 0; i < n; i++)
            node[i] = audit_node(system, i, it->year);
        Status status = audit_programme_new(&it->programme, system, it->kept, node, n, err);
        free(node);
        TRY(status);
    }
    size_t from = whole == SIZE_MAX ? AUDIT_GROUND : audit_node(system, whole, it->year);
    return audit_reach(it->programme, from, audit_node(system, part, it->year), most, value, err);
}

/* The least and most of a level in a year; of a ratio those of the two that it divides. */
static Status imply_level(AuditYear *year, Audit *audit, size_t i, Error *err)
{
    const AuditSystem *system = year->system;
    const Indicator *it = &system->scenario->indicator[i];
    bool divides = it->model->claims.divides;
    size_t at = i * system->years + (size_t)(year->year - system->scenario->base);
    size_t part = divides ? it->of[0] : i, whole = divides ? it->of[1] : SIZE_MAX;
    double *end[2] = { &audit->low[at], &audit->high[at] };
    for (int side = 0; side < 2; side++) {
        TRY(audit_end(year, part, whole, side == 1, end[side], err));
        *end[side] *= divides ? audit_scale(it, *end[side] < 0 ? -side : 2 * side - 1) : 1;
    }
    if (!(*end[0] > 0) && isinf(*end[1]) &&
        !(isfinite(*end[0]) && system->negative[audit_node(system, part, year->year)]))
        *end[0] = *end[1] = NAN;
    return STATUS_GOOD;
}

static Status imply_levels(AuditSystem *system, AuditWitness *witness, const bool *kept, Error *err)
{
    const Scenario *s = system->scenario;
    Audit *audit = system->audit;
    audit->low = calloc(s->indicators * system->years + 1, sizeof *audit->low);
    audit->high = calloc(s->indicators * system->years + 1, sizeof *audit->high);
    Status status = audit->low && audit->high ? STATUS_GOOD : error_memory(err);
    for (int t = s->base; t <= s->end && status == STATUS_GOOD; t++) {
        AuditYear year = { .system = system, .witness = witness, .kept = kept, .year = t };
        for (size_t i = 0; i < s->indicators && status == STATUS_GOOD; i++)
            status = imply_level(&year, audit, i, err);
        audit_programme_free(year.programme);
    }
    return status;
}

static double as_stated(const AuditSpan *span, double factor)
{
    return span->years ? pow(fmax(factor, 0), 1.0 / span->years) - 1 : span->scale * factor;
}

/* How far the interval lies beyond what is stated; negative where the two meet. */
static double excludes(const AuditStatement *it, const double interval[2])
{
    return fmax(interval[0] - it->high, it->low - interval[1]);
}

/* Growth that the others exclude, but not on the average of all its years: over those from its
 * first one on, or up to its last one, that exclude it most. */
static Status imply_part(AuditSystem *system, AuditStatement *it, const AuditSpan *span,
                         const bool *active, Error *err)
{
    double most = 0;
    for (int years = 1; years < span->years; years++)
        for (int end = 0; end < 2; end++) {
            size_t from = end ? span->to - (size_t)years : span->from;
            double interval[2];
            TRY(audit_between(system, active, from, from + (size_t)years, interval, err));
            interval[0] = pow(interval[0], 1.0 / years) - 1;
            interval[1] = pow(interval[1], 1.0 / years) - 1;
            if (!(excludes(it, interval) > most))
                continue;
            most = excludes(it, interval);
            it->implied_low = interval[0];
            it->implied_high = interval[1];
        }
    return STATUS_GOOD;
}

/* active[] := the statements that hold together without this one: those kept, and what gave way in
 * each conflict that it has a part in, as far as these hold together. */
static Status set_others(const AuditSystem *system, size_t which, const bool *kept, bool *active,
                         Error *err)
{
    const Audit *audit = system->audit;
    memcpy(active, kept, audit->statements * sizeof *active);
    active[which] = false;
    for (size_t i = 0; i < audit->conflicts; i++) {
        const AuditConflict *conflict = &audit->conflict[i];
        size_t last = conflict->statement[conflict->statements - 1];
        bool part = false;
        for (size_t k = 0; k < conflict->statements; k++)
            part |= conflict->statement[k] == which;
        if (!part || last == which)
            continue;
        active[last] = true;
        TRY(audit_holds(system, active, &active[last], err));
    }
    return STATUS_GOOD;
}

/* The interval of a statement by all others, those left that hold together without it. */
static Status imply_statement(AuditSystem *system, size_t which, const bool *kept, bool *active,
                              Error *err)
{
    Audit *audit = system->audit;
    const AuditSpan *span = &system->span[which];
    double interval[2];
    if (span->from == span->to)
        return STATUS_GOOD;
    TRY(set_others(system, which, kept, active, err));
    TRY(audit_between(system, active, span->from, span->to, interval, err));
    AuditStatement *it = &audit->statement[which];
    it->implied_low = interval[0] = as_stated(span, interval[0]);
    it->implied_high = interval[1] = as_stated(span, interval[1]);
    if (it->target || !span->years || !audit_blamed(audit, which) || excludes(it, interval) > 0)
        return STATUS_GOOD;
    return imply_part(system, it, span, active, err);
}

/* ---- casting back ---- */

/* A statement of the level that an indicator has, or shall have, in a year; ceilings are none. */
static bool states_level(const AuditSystem *system, size_t which)
{
    const AuditStatement *it = &system->audit->statement[which];
    const AuditSpan *span = &system->span[which];
    const Model *model = system->scenario->indicator[it->indicator].model;
    return it->measure == AUDIT_LEVEL && span->from == AUDIT_GROUND && span->to != AUDIT_GROUND &&
           isfinite(audit_figure(it)) && (it->target || isfinite(it->low)) && !model->claims.share;
}

static Status cast_back(AuditSystem *system, size_t which, const bool *relative, Error *err)
{
    const AuditStatement *it = &system->audit->statement[which];
    size_t base = audit_node(system, it->indicator, system->scenario->base);
    double interval[2];
    TRY(audit_between(system, relative, audit_node(system, it->indicator, it->from), base, interval,
                      err));
    if (!(interval[0] > 0))
        return STATUS_GOOD;
    double low = isfinite(it->low) ? it->low : it->high;
    double high = isfinite(it->high) ? it->high : it->low;
    system->audit->cast[system->audit->casts++] = (AuditCast){
        .statement = which, .level = low, .low = low * interval[0], .high = high * interval[1]
    };
    return STATUS_GOOD;
}

static Status imply_casts(AuditSystem *system, const bool *kept, bool *relative, Error *err)
{
    Audit *audit = system->audit;
    audit_relative(system, kept, relative);
    audit->cast = calloc(audit->statements + 1, sizeof *audit->cast);
    if (!audit->cast)
        return error_memory(err);
    for (size_t i = 0; i < audit->statements; i++)
        if (audit->statement[i].target && states_level(system, i))
            TRY(cast_back(system, i, relative, err));
    return STATUS_GOOD;
}

/* The stated level of the same indicator that comes last before this one. */
static size_t level_before(const AuditSystem *system, size_t which)
{
    const Audit *audit = system->audit;
    size_t found = audit->statements;
    for (size_t i = 0; i < audit->statements; i++)
        if (audit->statement[i].indicator == audit->statement[which].indicator &&
            states_level(system, i) && audit->statement[i].to < audit->statement[which].from &&
            (found == audit->statements || audit->statement[i].to > audit->statement[found].to))
            found = i;
    return found;
}

static Status imply_paces(AuditSystem *system, Error *err)
{
    Audit *audit = system->audit;
    audit->pace = calloc(audit->statements + 1, sizeof *audit->pace);
    if (!audit->pace)
        return error_memory(err);
    for (size_t i = 0; i < audit->statements; i++) {
        size_t before = level_before(system, i);
        if (!states_level(system, i) || before == audit->statements)
            continue;
        AuditPace pace = { .from = before,
                           .to = i,
                           .start_year = audit->statement[before].to,
                           .end_year = audit->statement[i].from,
                           .start = audit_figure(&audit->statement[before]),
                           .end = audit_figure(&audit->statement[i]) };
        pace.growth = pow(pace.end / pace.start, 1.0 / (pace.end_year - pace.start_year)) - 1;
        if (pace.start > 0 && pace.end > 0)
            audit->pace[audit->paces++] = pace;
    }
    return STATUS_GOOD;
}

/* Of unknowns of programmes, one for each statement: some seconds. */
static const double most_work = 1e5;

static const Words why_large =
    WORDS("many statements in many years: what all others imply is told of targets alone",
          "nhiều phát biểu trong nhiều năm: chỉ nêu điều suy ra cho các mục tiêu");

static Status imply_statements(AuditSystem *system, const bool *kept, bool *active, Error *err)
{
    Audit *audit = system->audit;
    size_t columns;
    TRY(audit_size(system, kept, &columns, err));
    bool large = (double)columns * (double)audit->statements > most_work;
    if (large)
        audit_note_add(system, &why_large, text_copy("/indicators"));
    for (size_t i = 0; i < audit->statements; i++)
        if (!large || audit->statement[i].target)
            TRY(imply_statement(system, i, kept, active, err));
    return STATUS_GOOD;
}

Status audit_imply(AuditSystem *system, const AuditDials *dials, const bool *kept, Error *err)
{
    size_t n = system->audit->statements;
    AuditWitness *witness = NULL;
    bool *active = calloc(n + 1, sizeof *active);
    Status status =
        active ? audit_witness_new(&witness, system, dials, kept, err) : error_memory(err);
    if (status == STATUS_GOOD)
        status = imply_levels(system, witness, kept, err);
    if (status == STATUS_GOOD)
        status = audit_imply_ratios(system, witness, kept, err);
    if (status == STATUS_GOOD)
        status = audit_imply_shares(system, kept, err);
    if (status == STATUS_GOOD)
        status = imply_statements(system, kept, active, err);
    if (status == STATUS_GOOD)
        status = imply_casts(system, kept, active, err);
    if (status == STATUS_GOOD)
        status = imply_paces(system, err);
    audit_witness_free(witness);
    free(active);
    return status;
}
