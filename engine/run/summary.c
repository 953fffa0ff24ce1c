#include "run/summary.h"

#include "core/target.h"
#include "run/replicates.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { N = BLOCK_PATHS, PILOT_BLOCKS = 4 };

/* Gives every count by replicate its place. */
static Status allocate_counts(Summary *summary, const Plan *plan, Error *err)
{
    const Scenario *s = plan->scenario;
    size_t r = plan->replicates, levels = s->indicators * plan->years;
    size_t hits = s->targets * (1 + plan->years) + 1, cuts = levels + s->targets;
    if (!r)
        return STATUS_GOOD;
    summary->counters = (hits + cuts * QUANTILES) * r;
    summary->counts = calloc(summary->counters, sizeof *summary->counts);
    if (!summary->counts)
        return error_memory(err);
    uint64_t *next = summary->counts;
    summary->all_met.replicate = next;
    next += r;
    for (size_t i = 0; i < levels; i++, next += QUANTILES * r)
        summary->cuts[i].below = next;
    for (size_t i = 0; i < s->targets; i++) {
        TargetSummary *target = &summary->target[i];
        target->met.replicate = next;
        target->cuts.below = next + r;
        next += (1 + QUANTILES) * r;
        for (size_t t = 0; t < plan->years; t++, next += r)
            target->on_path[t].replicate = next;
    }
    return STATUS_GOOD;
}

static Status allocate(Summary *summary, const Plan *plan, Error *err)
{
    const Scenario *s = plan->scenario;
    *summary = (Summary){ .plan = plan };
    summary->cuts = calloc(s->indicators * plan->years, sizeof *summary->cuts);
    summary->level = calloc(s->indicators * plan->years, sizeof *summary->level);
    summary->target = calloc(s->targets + 1, sizeof *summary->target);
    summary->scratch = calloc(N, sizeof *summary->scratch);
    summary->flags = calloc((s->targets + 1) * N, sizeof *summary->flags);
    if (!summary->level || !summary->cuts || !summary->target || !summary->scratch ||
        !summary->flags)
        return error_memory(err);
    for (size_t i = 0; i < s->targets; i++) {
        summary->target[i].on_path = calloc(plan->years, sizeof *summary->target[i].on_path);
        if (!summary->target[i].on_path)
            return error_memory(err);
    }
    return allocate_counts(summary, plan, err);
}

void summary_free(Summary *summary)
{
    const Plan *plan = summary->plan;
    for (size_t i = 0; summary->level && i < plan->scenario->indicators * plan->years; i++)
        sketch_free(&summary->level[i]);
    for (size_t i = 0; summary->target && i < plan->scenario->targets; i++) {
        sketch_free(&summary->target[i].measure);
        free(summary->target[i].on_path);
    }
    free(summary->level);
    free(summary->cuts);
    free(summary->counts);
    free(summary->target);
    free(summary->scratch);
    free(summary->flags);
    *summary = (Summary){ 0 };
}

/* The pilot's values of every level, then of every target's measure: [series][path]. */
static void run_pilot(Summary *summary, Block *block, double *value, size_t paths)
{
    const Plan *plan = summary->plan;
    const Scenario *s = plan->scenario;
    for (size_t from = 0; from < paths; from += N) {
        size_t n = paths - from < N ? paths - from : N;
        double *to = value + from;
        block_simulate(block, from);
        for (size_t i = 0; i < s->indicators; i++)
            for (size_t t = 0; t < plan->years; t++, to += paths)
                memcpy(to, block_level(block, i) + t * N, n * sizeof *to);
        for (size_t i = 0; i < s->targets; i++, to += paths)
            target_judge(&s->target[i], s->base, block_level(block, s->target[i].indicator), N, n,
                         to, summary->flags);
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
    const Scenario *s = plan->scenario;
    size_t levels = s->indicators * plan->years, series = levels + s->targets;
    size_t paths = plan->paths < (size_t)N * PILOT_BLOCKS ? plan->paths : (size_t)N * PILOT_BLOCKS;
    Status status = allocate(summary, plan, err);
    double *value = calloc(series * paths, sizeof *value);
    if (status == STATUS_GOOD && !value)
        status = error_memory(err);
    if (status == STATUS_GOOD) {
        run_pilot(summary, block, value, paths);
        status = check_pilot(value, series * paths, err);
    }
    for (size_t i = 0; i < series && status == STATUS_GOOD; i++) {
        Sketch *sketch = i < levels ? &summary->level[i] : &summary->target[i - levels].measure;
        status = sketch_start(sketch, value + i * paths, paths, err);
        if (status == STATUS_GOOD)
            set_cuts(i < levels ? &summary->cuts[i] : &summary->target[i - levels].cuts, sketch);
    }
    free(value);
    if (status != STATUS_GOOD)
        summary_free(summary);
    return status;
}

/* Copies where the cuts are, not what they counted. */
static void cuts_like(Cuts *cuts, const Cuts *other)
{
    memcpy(cuts->at, other->at, sizeof cuts->at);
}

Status summary_like(Summary *summary, const Summary *other, Error *err)
{
    const Plan *plan = other->plan;
    Status status = allocate(summary, plan, err);
    for (size_t i = 0; i < plan->scenario->indicators * plan->years && status == STATUS_GOOD; i++) {
        cuts_like(&summary->cuts[i], &other->cuts[i]);
        status = sketch_like(&summary->level[i], &other->level[i], err);
    }
    for (size_t i = 0; i < plan->scenario->targets && status == STATUS_GOOD; i++) {
        cuts_like(&summary->target[i].cuts, &other->target[i].cuts);
        status = sketch_like(&summary->target[i].measure, &other->target[i].measure, err);
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

static void hits_add(Hits *hits, const Plan *plan, const unsigned char *hit, uint64_t first,
                     size_t paths)
{
    size_t group = plan->sampling->group;
    for (size_t from = 0; plan->replicates && from < paths;) {
        ReplicatePart part = replicates_part(plan, first + from, paths - from);
        uint64_t sum = 0;
        for (size_t p = from; p < from + part.paths; p++)
            sum += hit[p];
        hits->replicate[part.replicate] += sum;
        from += part.paths;
    }
    for (size_t from = 0; from < paths; from += group) {
        uint64_t sum = 0;
        for (size_t p = from; p < from + group; p++)
            sum += hit[p];
        hits->count += sum;
        hits->group_squares += sum * sum;
    }
}

static void hits_merge(Hits *into, const Hits *other)
{
    into->count += other->count;
    into->group_squares += other->group_squares;
}

static void add_target(Summary *summary, size_t index, const double *level, uint64_t first,
                       size_t paths)
{
    const Plan *plan = summary->plan;
    const Target *target = &plan->scenario->target[index];
    TargetSummary *into = &summary->target[index];
    int base = plan->scenario->base;
    unsigned char *met = summary->flags + index * N;
    unsigned char *on = summary->flags + plan->scenario->targets * N;
    target_judge(target, base, level, N, paths, summary->scratch, met);
    sketch_add(&into->measure, summary->scratch, paths);
    cuts_add(&into->cuts, plan, summary->scratch, first, paths);
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
    unsigned char *all = summary->flags + targets * N;
    for (size_t p = 0; p < paths; p++) {
        size_t missed = 0, last = 0;
        for (size_t i = 0; i < targets; i++) {
            bool miss = !summary->flags[i * N + p];
            missed += miss;
            last = miss ? i : last;
        }
        all[p] = missed == 0;
        if (missed == 1)
            summary->target[last].only_miss++;
    }
    hits_add(&summary->all_met, summary->plan, all, first, paths);
}

static void add_moments(const Plan *plan, Moments *moments, const double *level, uint64_t first,
                        size_t paths)
{
    for (size_t from = 0; from < paths;) {
        ReplicatePart part = replicates_part(plan, first + from, paths - from);
        size_t series = plan->scenario->indicators * plan->years;
        moments_add(&moments[part.replicate * series], level + from, part.paths);
        from += part.paths;
    }
}

void summary_add(Summary *summary, Moments *moments, const Block *block, uint64_t first,
                 size_t paths)
{
    const Plan *plan = summary->plan;
    const Scenario *s = plan->scenario;
    for (size_t i = 0; i < s->indicators; i++)
        for (size_t t = 0; t < plan->years; t++) {
            const double *level = block_level(block, i) + t * N;
            size_t series = i * plan->years + t;
            add_moments(plan, &moments[series], level, first, paths);
            sketch_add(&summary->level[series], level, paths);
            cuts_add(&summary->cuts[series], plan, level, first, paths);
        }
    for (size_t i = 0; i < s->targets; i++)
        add_target(summary, i, block_level(block, s->target[i].indicator), first, paths);
    add_joint(summary, first, paths);
    summary->paths += paths;
}

void summary_merge(Summary *into, const Summary *other)
{
    const Plan *plan = into->plan;
    for (size_t i = 0; i < plan->scenario->indicators * plan->years; i++)
        sketch_merge(&into->level[i], &other->level[i]);
    for (size_t i = 0; i < plan->scenario->targets; i++) {
        TargetSummary *target = &into->target[i];
        sketch_merge(&target->measure, &other->target[i].measure);
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
