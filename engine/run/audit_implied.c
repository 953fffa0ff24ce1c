/* What the statements imply: levels by year, what each statement would have to be by all others,
 * bases that targets cast back, growth between stated levels. */
#include "run/audit_implied.h"

#include "run/audit_conflicts.h"
#include "run/audit_programme.h"

#include <math.h>
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

/* The least and most of a level in the year of the programme; of a ratio those of the two that it
 * divides. */
static Status imply_level(AuditSystem *system, AuditProgramme *programme, size_t i, int year,
                          Error *err)
{
    const Indicator *it = &system->scenario->indicator[i];
    bool divides = it->model->claims.divides;
    size_t at = i * system->years + (size_t)(year - system->scenario->base);
    size_t from = divides ? audit_node(system, it->of[1], year) : AUDIT_GROUND;
    size_t to = audit_node(system, divides ? it->of[0] : i, year);
    double *end[2] = { &system->audit->low[at], &system->audit->high[at] };
    for (int side = 0; side < 2; side++) {
        TRY(audit_reach(programme, from, to, side == 1, end[side], err));
        *end[side] *= divides ? audit_scale(it, *end[side] < 0 ? -side : 2 * side - 1) : 1;
    }
    if (!(*end[0] > 0) && isinf(*end[1]) && !(isfinite(*end[0]) && system->negative[to]))
        *end[0] = *end[1] = NAN;
    return STATUS_GOOD;
}

static Status imply_year(AuditSystem *system, const bool *kept, int year, size_t *node, Error *err)
{
    const Scenario *s = system->scenario;
    AuditProgramme *programme = NULL;
    for (size_t i = 0; i < s->indicators; i++)
        node[i] = audit_node(system, i, year);
    TRY(audit_programme_new(&programme, system, kept, node, s->indicators, err));
    Status status = STATUS_GOOD;
    for (size_t i = 0; i < s->indicators && status == STATUS_GOOD; i++)
        status = imply_level(system, programme, i, year, err);
    audit_programme_free(programme);
    return status;
}

static Status imply_levels(AuditSystem *system, const bool *kept, Error *err)
{
    const Scenario *s = system->scenario;
    Audit *audit = system->audit;
    size_t *node = calloc(s->indicators + 1, sizeof *node);
    audit->low = calloc(s->indicators * system->years + 1, sizeof *audit->low);
    audit->high = calloc(s->indicators * system->years + 1, sizeof *audit->high);
    Status status = audit->low && audit->high && node ? STATUS_GOOD : error_memory(err);
    for (int year = s->base; year <= s->end && status == STATUS_GOOD; year++)
        status = imply_year(system, kept, year, node, err);
    free(node);
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

/* The interval of a statement by all others, those left that hold together without it. */
static Status imply_statement(AuditSystem *system, size_t which, const bool *kept, bool *active,
                              Error *err)
{
    Audit *audit = system->audit;
    const AuditSpan *span = &system->span[which];
    double interval[2];
    if (span->from == span->to)
        return STATUS_GOOD;
    bool blamed = audit_blamed(audit, which);
    for (size_t i = 0; i < audit->statements; i++)
        active[i] = kept[i] || blamed;
    active[which] = false;
    if (blamed)
        TRY(audit_resolve(system, active, false, err));
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

Status audit_imply(AuditSystem *system, const bool *kept, Error *err)
{
    size_t n = system->audit->statements;
    bool *active = calloc(n + 1, sizeof *active);
    Status status = active ? STATUS_GOOD : error_memory(err);
    if (status == STATUS_GOOD)
        status = imply_levels(system, kept, err);
    if (status == STATUS_GOOD)
        status = audit_imply_ratios(system, kept, err);
    if (status == STATUS_GOOD)
        status = audit_imply_shares(system, kept, err);
    for (size_t i = 0; i < n && status == STATUS_GOOD; i++)
        status = imply_statement(system, i, kept, active, err);
    if (status == STATUS_GOOD)
        status = imply_casts(system, kept, active, err);
    if (status == STATUS_GOOD)
        status = imply_paces(system, err);
    free(active);
    return status;
}
