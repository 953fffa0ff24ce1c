/* What the statements imply: levels by year, what each statement would have to be by all others,
 * bases that targets cast back, growth between stated levels. */
#include "run/audit_graph.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

double audit_figure(const AuditStatement *statement)
{
    bool low = isfinite(statement->low), high = isfinite(statement->high);
    return low && high ? (statement->low + statement->high) / 2
           : low       ? statement->low
           : high      ? statement->high
                       : NAN;
}

Status audit_between(const AuditGraph *graph, const bool *active, size_t from, size_t to,
                     double interval[2], Error *err)
{
    const Difference *d = &graph->difference;
    DifferenceReach reach = { .source = from,
                              .distance = calloc(d->nodes, sizeof *reach.distance),
                              .through = calloc(d->nodes, sizeof *reach.through) };
    bool memory = reach.distance && reach.through;
    if (memory) {
        difference_reach(d, active, &reach);
        interval[1] = exp(reach.distance[to]);
        reach.backward = true;
        difference_reach(d, active, &reach);
        interval[0] = exp(-reach.distance[to]);
    }
    free(reach.distance);
    free(reach.through);
    return memory ? STATUS_GOOD : error_memory(err);
}

void audit_relative(const AuditGraph *graph, const bool *kept, bool *relative)
{
    for (size_t i = 0; i < graph->audit->statements; i++)
        relative[i] = kept[i] && (graph->audit->statement[i].measure == AUDIT_GROWTH ||
                                  graph->span[i].from != AUDIT_GROUND);
}

/* Levels by year; of a ratio those of the two that it divides. */
static Status imply_levels(AuditGraph *graph, const bool *kept, Error *err)
{
    const Scenario *s = graph->scenario;
    Audit *audit = graph->audit;
    audit->low = calloc(s->indicators * graph->years + 1, sizeof *audit->low);
    audit->high = calloc(s->indicators * graph->years + 1, sizeof *audit->high);
    if (!audit->low || !audit->high)
        return error_memory(err);
    for (size_t i = 0; i < s->indicators; i++)
        for (int year = s->base; year <= s->end; year++) {
            const Indicator *it = &s->indicator[i];
            size_t at = i * graph->years + (size_t)(year - s->base);
            double interval[2] = { exp(-graph->least.distance[at + 1]),
                                   exp(graph->most.distance[at + 1]) };
            if (it->model->claims.divides) {
                double scale = quantity_side(it->parameter[0].quantity, 0);
                TRY(audit_between(graph, kept, audit_node(graph, it->of[1], year),
                                  audit_node(graph, it->of[0], year), interval, err));
                interval[0] *= scale;
                interval[1] *= scale;
            }
            bool silent = (!(interval[0] > 0) && isinf(interval[1])) ||
                          (!graph->unsigned_[i] && !(interval[0] > 0));
            audit->low[at] = silent ? NAN : interval[0];
            audit->high[at] = silent ? NAN : interval[1];
        }
    return STATUS_GOOD;
}

static double as_stated(const AuditSpan *span, double factor)
{
    return span->years ? pow(factor, 1.0 / span->years) - 1 : span->scale * factor;
}

/* How far the interval lies beyond what is stated; negative where the two meet. */
static double excludes(const AuditStatement *it, const double interval[2])
{
    return fmax(interval[0] - it->high, it->low - interval[1]);
}

/* Growth that the others exclude, but not on the average of all its years: over those from its
 * first one on, or up to its last one, that exclude it most. */
static Status imply_part(AuditGraph *graph, AuditStatement *it, const AuditSpan *span,
                         const bool *active, Error *err)
{
    double most = 0;
    for (int years = 1; years < span->years; years++)
        for (int end = 0; end < 2; end++) {
            size_t from = end ? span->to - (size_t)years : span->from;
            double interval[2];
            TRY(audit_between(graph, active, from, from + (size_t)years, interval, err));
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
static Status imply_statement(AuditGraph *graph, size_t which, const bool *kept, bool *active,
                              Error *err)
{
    Audit *audit = graph->audit;
    const AuditSpan *span = &graph->span[which];
    double interval[2];
    if (span->from == span->to)
        return STATUS_GOOD;
    for (size_t i = 0; i < audit->statements; i++)
        active[i] = kept[i] || audit_blamed(audit, which);
    active[which] = false;
    TRY(audit_resolve(graph, active, false, err));
    TRY(audit_between(graph, active, span->from, span->to, interval, err));
    AuditStatement *it = &audit->statement[which];
    it->implied_low = interval[0] = as_stated(span, interval[0]);
    it->implied_high = interval[1] = as_stated(span, interval[1]);
    if (it->target || !span->years || !audit_blamed(audit, which) || excludes(it, interval) > 0)
        return STATUS_GOOD;
    return imply_part(graph, it, span, active, err);
}

/* ---- casting back ---- */

/* A statement of the level that an indicator has, or shall have, in a year; ceilings are none. */
static bool states_level(const AuditGraph *graph, size_t which)
{
    const AuditStatement *it = &graph->audit->statement[which];
    const AuditSpan *span = &graph->span[which];
    const Model *model = graph->scenario->indicator[it->indicator].model;
    return it->measure == AUDIT_LEVEL && span->from == AUDIT_GROUND && span->to != AUDIT_GROUND &&
           isfinite(audit_figure(it)) && (it->target || isfinite(it->low)) && !model->claims.share;
}

static Status cast_back(AuditGraph *graph, size_t which, const bool *relative, Error *err)
{
    const AuditStatement *it = &graph->audit->statement[which];
    size_t base = audit_node(graph, it->indicator, graph->scenario->base);
    double interval[2];
    TRY(audit_between(graph, relative, audit_node(graph, it->indicator, it->from), base, interval,
                      err));
    if (!(interval[0] > 0) && !isfinite(interval[1]))
        return STATUS_GOOD;
    double low = isfinite(it->low) ? it->low : it->high;
    double high = isfinite(it->high) ? it->high : it->low;
    graph->audit->cast[graph->audit->casts++] = (AuditCast){
        .statement = which, .level = low, .low = low * interval[0], .high = high * interval[1]
    };
    return STATUS_GOOD;
}

static Status imply_casts(AuditGraph *graph, const bool *kept, bool *relative, Error *err)
{
    Audit *audit = graph->audit;
    difference_cut(&graph->difference, graph->stated);
    audit_relative(graph, kept, relative);
    audit->cast = calloc(audit->statements + 1, sizeof *audit->cast);
    if (!audit->cast)
        return error_memory(err);
    for (size_t i = 0; i < audit->statements; i++)
        if (audit->statement[i].target && states_level(graph, i))
            TRY(cast_back(graph, i, relative, err));
    return STATUS_GOOD;
}

/* The stated level of the same indicator that comes last before this one. */
static size_t level_before(const AuditGraph *graph, size_t which)
{
    const Audit *audit = graph->audit;
    size_t found = audit->statements;
    for (size_t i = 0; i < audit->statements; i++)
        if (audit->statement[i].indicator == audit->statement[which].indicator &&
            states_level(graph, i) && audit->statement[i].to < audit->statement[which].from &&
            (found == audit->statements || audit->statement[i].to > audit->statement[found].to))
            found = i;
    return found;
}

static Status imply_paces(AuditGraph *graph, Error *err)
{
    Audit *audit = graph->audit;
    audit->pace = calloc(audit->statements + 1, sizeof *audit->pace);
    if (!audit->pace)
        return error_memory(err);
    for (size_t i = 0; i < audit->statements; i++) {
        size_t before = level_before(graph, i);
        if (!states_level(graph, i) || before == audit->statements)
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

Status audit_imply(AuditGraph *graph, const bool *kept, Error *err)
{
    size_t n = graph->audit->statements;
    bool *active = calloc(n + 1, sizeof *active);
    Status status = active ? audit_settle(graph, kept, err) : error_memory(err);
    if (status == STATUS_GOOD)
        status = imply_levels(graph, kept, err);
    if (status == STATUS_GOOD)
        status = audit_imply_ratios(graph, kept, err);
    if (status == STATUS_GOOD)
        status = audit_imply_shares(graph, kept, err);
    for (size_t i = 0; i < n && status == STATUS_GOOD; i++)
        status = imply_statement(graph, i, kept, active, err);
    if (status == STATUS_GOOD)
        status = imply_casts(graph, kept, active, err);
    if (status == STATUS_GOOD)
        status = imply_paces(graph, err);
    free(active);
    return status;
}
