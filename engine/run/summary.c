#include "run/summary.h"

#include "core/target.h"
#include "run/replicates.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { N = BLOCK_PATHS, PILOT = 2048 };

/* Gives every count by replicate its place. */
static Status allocate_counts(Summary *summary, const Plan *plan, Error *err)
{
    const Scenario *s = plan->scenario;
    size_t r = plan->replicates, hits = s->targets * (1 + plan->years) + 1;
    if (!r)
        return STATUS_GOOD;
    summary->counters = (hits + summary->series * QUANTILES) * r;
    summary->counts = calloc(summary->counters, sizeof *summary->counts);
    if (!summary->counts)
        return error_memory(err);
    uint64_t *next = summary->counts;
    summary->all_met.replicate = next;
    next += r;
    for (size_t i = 0; i < summary->series; i++, next += QUANTILES * r)
        summary->cuts[i].below = next;
    for (size_t i = 0; i < s->targets; i++) {
        TargetSummary *target = &summary->target[i];
        target->met.replicate = next;
        next += r;
        for (size_t t = 0; t < plan->years; t++, next += r)
            target->on_path[t].replicate = next;
    }
    return STATUS_GOOD;
}

static Status allocate_target(Summary *summary, const Plan *plan, size_t index, Error *err)
{
    const Target *target = &plan->scenario->target[index];
    TargetSummary *made = &summary->target[index];
    size_t year = (size_t)(target->to - plan->scenario->base);
    bool own = target->shape == TARGET_GROWTH || target->from != target->to;
    made->measure = own ? summary->series++ : target->indicator * plan->years + year;
    made->on_path = calloc(plan->years, sizeof *made->on_path);
    return made->on_path ? STATUS_GOOD : error_memory(err);
}

static Status allocate(Summary *summary, const Plan *plan, Error *err)
{
    const Scenario *s = plan->scenario;
    size_t levels = s->indicators * plan->years;
    *summary = (Summary){ .plan = plan, .levels = levels, .series = levels };
    summary->cuts = calloc(levels + s->targets, sizeof *summary->cuts);
    summary->sketch = calloc(levels + s->targets, sizeof *summary->sketch);
    summary->target = calloc(s->targets + 1, sizeof *summary->target);
    summary->scratch = calloc(N, sizeof *summary->scratch);
    summary->flags = calloc((s->targets + 2) * N, sizeof *summary->flags);
    if (!summary->sketch || !summary->cuts || !summary->target || !summary->scratch ||
        !summary->flags)
        return error_memory(err);
    for (size_t i = 0; i < s->targets; i++)
        TRY(allocate_target(summary, plan, i, err));
    return allocate_counts(summary, plan, err);
}

void summary_free(Summary *summary)
{
    for (size_t i = 0; summary->sketch && i < summary->series; i++)
        sketch_free(&summary->sketch[i]);
    for (size_t i = 0; summary->target && i < summary->plan->scenario->targets; i++)
        free(summary->target[i].on_path);
    free(summary->sketch);
    free(summary->cuts);
    free(summary->counts);
    free(summary->target);
    free(summary->scratch);
    free(summary->flags);
    *summary = (Summary){ 0 };
}

/* The first `paths` paths of the block: the values of a series that is no level. */
static const double *judge(Summary *summary, size_t target, const Block *block, size_t paths,
                           unsigned char *met)
{
    const Scenario *s = summary->plan->scenario;
    target_judge(&s->target[target], s->base, block_level(block, s->target[target].indicator), N,
                 paths, summary->scratch, met);
    return summary->scratch;
}

/* The pilot's values: [series][path]. */
static void run_pilot(Summary *summary, Block *block, double *value, size_t paths)
{
    const Plan *plan = summary->plan;
    for (size_t from = 0; from < paths; from += N) {
        size_t n = paths - from < N ? paths - from : N;
        block_simulate(block, from);
        for (size_t i = 0; i < summary->levels; i++)
            memcpy(value + i * paths + from,
                   block_level(block, i / plan->years) + i % plan->years * N, n * sizeof *value);
        for (size_t i = 0; i < plan->scenario->targets; i++)
            if (summary->target[i].measure >= summary->levels)
                memcpy(value + summary->target[i].measure * paths + from,
                       judge(summary, i, block, n, summary->flags), n * sizeof *value);
    }
}

static Status check_pilot(const double *value, size_t n, Error *err)
{
    for (size_t i = 0; i < n; i++)
        if (!isfinite(value[i]))
            return error_set(err, STATUS_NUMERIC,
                             "the level of a path is not finite; allowed is growth and volatility "
                             "that keep every level below 1e308");
    return STATUS_GOOD;
}

/* The pilot's quantiles. */
static void set_cuts(Cuts *cuts, const Sketch *sketch)
{
    for (size_t q = 0; q < QUANTILES; q++)
        cuts->at[q] = sketch->pilot[(size_t)(quantile_levels[q] * (double)(sketch->pilots - 1))];
}

Status summary_start(Summary *summary, Block *block, Error *err)
{
    const Plan *plan = block_plan(block);
    size_t paths = plan->paths < PILOT ? plan->paths : PILOT;
    Status status = allocate(summary, plan, err);
    double *value = calloc(summary->series * paths, sizeof *value);
    if (status == STATUS_GOOD && !value)
        status = error_memory(err);
    if (status == STATUS_GOOD) {
        run_pilot(summary, block, value, paths);
        status = check_pilot(value, summary->series * paths, err);
    }
    for (size_t i = 0; i < summary->series && status == STATUS_GOOD; i++) {
        status = sketch_start(&summary->sketch[i], value + i * paths, paths, err);
        if (status == STATUS_GOOD)
            set_cuts(&summary->cuts[i], &summary->sketch[i]);
    }
    free(value);
    if (status != STATUS_GOOD)
        summary_free(summary);
    return status;
}

Status summary_like(Summary *summary, const Summary *other, Error *err)
{
    Status status = allocate(summary, other->plan, err);
    for (size_t i = 0; i < summary->series && status == STATUS_GOOD; i++) {
        memcpy(summary->cuts[i].at, other->cuts[i].at, sizeof other->cuts[i].at);
        status = sketch_like(&summary->sketch[i], &other->sketch[i], err);
    }
    if (status != STATUS_GOOD)
        summary_free(summary);
    return status;
}

static void cuts_add(Cuts *cuts, const Plan *plan, const double *x, uint64_t first, size_t paths)
{
    for (size_t from = 0; plan->replicates && from < paths;) {
        ReplicatePart part = replicates_part(plan, first + from, paths - from);
        for (size_t q = 0; q < QUANTILES; q++) {
            uint64_t below = 0;
            for (size_t p = from; p < from + part.paths; p++)
                below += x[p] <= cuts->at[q];
            cuts->below[q * plan->replicates + part.replicate] += below;
        }
        from += part.paths;
    }
}

static uint64_t sum_of(const unsigned char *hit, size_t n)
{
    uint64_t sum = 0;
    for (size_t p = 0; p < n; p++)
        sum += hit[p];
    return sum;
}

/* A part of a series that lies in one replicate at a time goes to that replicate's moments. */
static void add_series(Summary *summary, size_t series, const double *x, Moments *moments,
                       uint64_t first, size_t paths)
{
    const Plan *plan = summary->plan;
    for (size_t from = 0; from < paths;) {
        ReplicatePart part = replicates_part(plan, first + from, paths - from);
        Moments more = sketch_add(&summary->sketch[series], x + from, part.paths);
        if (series < summary->levels)
            moments_merge(&moments[part.replicate * summary->levels + series], &more);
        from += part.paths;
    }
    cuts_add(&summary->cuts[series], plan, x, first, paths);
}

static void add_target(Summary *summary, size_t index, const Block *block, uint64_t first,
                       size_t paths)
{
    const Plan *plan = summary->plan;
    const Target *target = &plan->scenario->target[index];
    const double *level = block_level(block, target->indicator);
    int base = plan->scenario->base;
    TargetSummary *into = &summary->target[index];
    unsigned char *met = summary->flags + index * N;
    unsigned char *on = summary->flags + plan->scenario->targets * N;
    const double *measure = judge(summary, index, block, paths, met);
    if (into->measure >= summary->levels)
        add_series(summary, into->measure, measure, NULL, first, paths);
    hits_add(&into->met, plan, met, first, paths);
    for (size_t t = 1; t < plan->years; t++) {
        if (!target_spans(target, base, base + (int)t))
            continue;
        target_on_path(target, base, plan->projection->requirement[index].path, t, level, N, paths,
                       on);
        hits_add(&into->on_path[t], plan, on, first, paths);
    }
}

/* All targets together, and the paths that miss one only. */
static void add_joint(Summary *summary, uint64_t first, size_t paths)
{
    size_t targets = summary->plan->scenario->targets;
    unsigned char *met = summary->flags, *any = met + targets * N, *more = any + N;
    memset(any, 0, paths);
    memset(more, 0, paths);
    for (size_t i = 0; i < targets; i++, met += N)
        for (size_t p = 0; p < paths; p++) {
            unsigned char miss = met[p] ^ 1;
            more[p] |= any[p] & miss;
            any[p] |= miss;
        }
    for (size_t i = targets; i-- > 0;) {
        met -= N;
        for (size_t p = 0; p < paths; p++)
            met[p] = (met[p] ^ 1) & (more[p] ^ 1);
        summary->target[i].only_miss += sum_of(met, paths);
    }
    for (size_t p = 0; p < paths; p++)
        any[p] ^= 1;
    hits_add(&summary->all_met, summary->plan, any, first, paths);
}

void summary_add(Summary *summary, Moments *moments, const Block *block, uint64_t first,
                 size_t paths)
{
    const Scenario *s = summary->plan->scenario;
    size_t years = summary->plan->years;
    for (size_t i = 0; i < summary->levels; i++)
        add_series(summary, i, block_level(block, i / years) + i % years * N, moments, first,
                   paths);
    for (size_t i = 0; i < s->targets; i++)
        add_target(summary, i, block, first, paths);
    add_joint(summary, first, paths);
    summary->paths += paths;
}

void summary_merge(Summary *into, const Summary *other)
{
    const Plan *plan = into->plan;
    for (size_t i = 0; i < into->series; i++)
        sketch_merge(&into->sketch[i], &other->sketch[i]);
    for (size_t i = 0; i < plan->scenario->targets; i++) {
        TargetSummary *target = &into->target[i];
        hits_merge(&target->met, &other->target[i].met);
        for (size_t t = 0; t < plan->years; t++)
            hits_merge(&target->on_path[t], &other->target[i].on_path[t]);
        target->only_miss += other->target[i].only_miss;
    }
    hits_merge(&into->all_met, &other->all_met);
    for (size_t i = 0; i < into->counters; i++)
        into->counts[i] += other->counts[i];
    into->paths += other->paths;
}

void summary_close(Summary *summary)
{
    for (size_t i = 0; i < summary->series; i++)
        sketch_close(&summary->sketch[i]);
}
