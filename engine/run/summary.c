#include "run/summary.h"

#include "core/target.h"
#include "run/replicates.h"
#include "run/summary_joint.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { N = BLOCK_PATHS, PILOT = 2048 };

/* Gives every count by replicate its place. */
static Status allocate_counts(Summary *summary, const Plan *plan, Error *err)
{
    size_t r = plan->replicates;
    if (!r)
        return STATUS_GOOD;
    summary->counters = (summary->counted + summary->series * QUANTILES) * r;
    summary->counts = calloc(summary->counters, sizeof *summary->counts);
    if (!summary->counts)
        return error_memory(err);
    uint64_t *next = summary->counts;
    for (size_t i = 0; i < summary->series; i++, next += QUANTILES * r)
        summary->cuts[i].below = next;
    for (size_t i = 0; i < summary->counted; i++, next += r)
        summary->hits[i].replicate = next;
    return STATUS_GOOD;
}

static size_t count_hits(const Scenario *s, size_t years)
{
    size_t count = s->targets * (2 + 2 * years);
    if (s->targets <= JOINT_PAIRS)
        count += s->targets * s->targets / 2;
    for (size_t k = 0; k < scenario_joints(s); k++)
        count += 1 + scenario_members(s, k);
    return count;
}

/* Shares all hits out among those who count. */
static Status allocate_hits(Summary *summary, const Plan *plan, Error *err)
{
    const Scenario *s = plan->scenario;
    size_t joints = scenario_joints(s);
    summary->counted = count_hits(s, plan->years);
    summary->hits = calloc(summary->counted + 1, sizeof *summary->hits);
    summary->joint = calloc(joints + 1, sizeof *summary->joint);
    if (!summary->hits || !summary->joint)
        return error_memory(err);
    Hits *next = summary->hits;
    for (size_t i = 0; i < s->targets; i++) {
        TargetSummary *target = &summary->target[i];
        target->met = next++;
        target->undefined = next++;
        target->on_path = next;
        target->reached = next + plan->years;
        next += 2 * plan->years;
    }
    for (size_t k = 0; k < joints; k++) {
        summary->joint[k] = (JointSummary){ next, next + 1 };
        next += 1 + scenario_members(s, k);
    }
    bool pairs = s->targets <= JOINT_PAIRS && !(plan->without & FORECAST_PAIRS);
    summary->both_missed = pairs ? next : NULL;
    return STATUS_GOOD;
}

bool summary_wants_fan(const Plan *plan, size_t indicator)
{
    return !(plan->without & FORECAST_FANS) &&
           !(plan->known && forecast_knows_fan(plan->known, indicator));
}

bool summary_wants_target(const Plan *plan, size_t target)
{
    return !plan->known || !forecast_knows_target(plan->known, target);
}

static void choose_measure(Summary *summary, const Plan *plan, size_t index)
{
    const Target *target = &plan->scenario->target[index];
    size_t year = (size_t)(target->to - plan->scenario->base);
    bool own = target->shape == TARGET_GROWTH || target->from != target->to;
    summary->target[index].measure =
        own ? summary->series++ : target->indicator * plan->years + year;
    summary->wanted[summary->target[index].measure] |= summary_wants_target(plan, index);
}

static void find_divisors(Summary *summary)
{
    const Plan *plan = summary->plan;
    for (size_t i = 0; i < plan->scenario->indicators; i++) {
        const Indicator *it = &plan->scenario->indicator[plan->order[i]];
        bool divides = it->model->claims.divides;
        for (size_t k = 0; k < it->ofs; k++)
            divides |= summary->divides[it->of[k]];
        summary->divides[plan->order[i]] = divides;
    }
}

static Status allocate(Summary *summary, const Plan *plan, Error *err)
{
    const Scenario *s = plan->scenario;
    size_t levels = s->indicators * plan->years;
    *summary = (Summary){ .plan = plan, .levels = levels, .series = levels };
    summary->cuts = calloc(levels + s->targets, sizeof *summary->cuts);
    summary->sketch = calloc(levels + s->targets, sizeof *summary->sketch);
    summary->target = calloc(s->targets + 1, sizeof *summary->target);
    summary->wanted = calloc(levels + s->targets, sizeof *summary->wanted);
    summary->divides = calloc(s->indicators + 1, sizeof *summary->divides);
    summary->scratch = calloc(N, sizeof *summary->scratch);
    summary->flags = calloc((s->targets + 3) * N, sizeof *summary->flags);
    if (!summary->sketch || !summary->cuts || !summary->target || !summary->scratch ||
        !summary->flags || !summary->wanted || !summary->divides)
        return error_memory(err);
    find_divisors(summary);
    for (size_t i = 0; i < levels; i++)
        summary->wanted[i] = summary_wants_fan(plan, i / plan->years);
    for (size_t i = 0; i < s->targets; i++)
        choose_measure(summary, plan, i);
    TRY(allocate_hits(summary, plan, err));
    return allocate_counts(summary, plan, err);
}

void summary_free(Summary *summary)
{
    for (size_t i = 0; summary->sketch && i < summary->series; i++)
        sketch_free(&summary->sketch[i]);
    free(summary->sketch);
    free(summary->cuts);
    free(summary->wanted);
    free(summary->divides);
    free(summary->counts);
    free(summary->hits);
    free(summary->joint);
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

/* Whether the target's measure is a series of its own that is looked at. */
static bool own_series(const Summary *summary, size_t target)
{
    size_t measure = summary->target[target].measure;
    return measure >= summary->levels && summary->wanted[measure];
}

/* The pilot's values: [series][path]. */
static void run_pilot(Summary *summary, Block *block, double *value, size_t paths)
{
    const Plan *plan = summary->plan;
    for (size_t from = 0; from < paths; from += N) {
        size_t n = paths - from < N ? paths - from : N;
        block_simulate(block, from);
        for (size_t i = 0; i < summary->levels; i++)
            if (summary->wanted[i])
                memcpy(value + i * paths + from,
                       block_level(block, i / plan->years) + i % plan->years * N,
                       n * sizeof *value);
        for (size_t i = 0; i < plan->scenario->targets; i++)
            if (own_series(summary, i))
                memcpy(value + summary->target[i].measure * paths + from,
                       judge(summary, i, block, n, summary->flags), n * sizeof *value);
    }
}

/* Moves the values that are finite to the front and counts them: a growth or a ratio may be
 * undefined, a level beyond what numbers hold. */
static size_t keep_defined(double *x, size_t n)
{
    size_t kept = 0;
    for (size_t i = 0; i < n; i++)
        if (isfinite(x[i]))
            x[kept++] = x[i];
    return kept;
}

static bool all_defined(const double *x, size_t n)
{
    bool defined = true;
    for (size_t i = 0; i < n; i++)
        defined &= isfinite(x[i]) != 0;
    return defined;
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
    double *value = malloc((summary->series * paths + 1) * sizeof *value);
    if (status == STATUS_GOOD && !value)
        status = error_memory(err);
    if (status == STATUS_GOOD)
        run_pilot(summary, block, value, paths);
    for (size_t i = 0; i < summary->series && status == STATUS_GOOD; i++) {
        size_t defined = summary->wanted[i] ? keep_defined(value + i * paths, paths) : 0;
        summary->wanted[i] = defined > 0;
        if (!defined)
            continue;
        status = sketch_start(&summary->sketch[i], value + i * paths, defined, err);
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
        summary->wanted[i] = other->wanted[i];
        if (!summary->wanted[i])
            continue;
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

/* Levels that are not defined on all paths are added without those. */
static Moments add_part(Summary *summary, size_t series, const double *x, size_t paths)
{
    Sketch *sketch = &summary->sketch[series];
    if (!summary->divides[series / summary->plan->years] || all_defined(x, paths))
        return sketch_add(sketch, x, paths);
    memcpy(summary->scratch, x, paths * sizeof *x);
    return sketch_add(sketch, summary->scratch, keep_defined(summary->scratch, paths));
}

/* A part of a level that lies in one replicate at a time goes to that replicate's moments. */
static void add_level(Summary *summary, size_t series, const double *x, Moments *moments,
                      uint64_t first, size_t paths)
{
    const Plan *plan = summary->plan;
    for (size_t from = 0; from < paths;) {
        ReplicatePart part = replicates_part(plan, first + from, paths - from);
        Moments more = add_part(summary, series, x + from, part.paths);
        moments_merge(&moments[part.replicate * summary->levels + series], &more);
        from += part.paths;
    }
    cuts_add(&summary->cuts[series], plan, x, first, paths);
}

/* The measures of a target; undefined ones are counted apart, and those on growth or several years
 * are a series of their own. */
static void add_measure(Summary *summary, size_t index, double *x, uint64_t first, size_t paths)
{
    const Plan *plan = summary->plan;
    const TargetSummary *into = &summary->target[index];
    const Target *target = &plan->scenario->target[index];
    unsigned char *undefined = summary->flags + plan->scenario->targets * N;
    bool always = target->shape != TARGET_GROWTH && !summary->divides[target->indicator];
    for (size_t p = 0; p < paths && !always; p++)
        undefined[p] = (unsigned char)!!isnan(x[p]);
    if (!always)
        hits_add(into->undefined, plan, undefined, first, paths);
    if (into->measure < summary->levels || !summary->wanted[into->measure])
        return;
    cuts_add(&summary->cuts[into->measure], plan, x, first, paths);
    sketch_add(&summary->sketch[into->measure], x, keep_defined(x, paths));
}

/* Year by year, whether the path has met the target's bounds in that year or before. */
static void add_reached(Summary *summary, size_t index, const Block *block, uint64_t first,
                        size_t paths)
{
    const Plan *plan = summary->plan;
    const Target *target = &plan->scenario->target[index];
    int base = plan->scenario->base;
    unsigned char *reached = summary->flags + plan->scenario->targets * N, *now = reached + N;
    memset(reached, 0, paths);
    for (size_t t = (size_t)(target_first(target, base) - base); t < plan->years; t++) {
        target_in_year(target, base, t, block_level(block, target->indicator), N, paths, now);
        for (size_t p = 0; p < paths; p++)
            reached[p] |= now[p];
        hits_add(&summary->target[index].reached[t], plan, reached, first, paths);
    }
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
    judge(summary, index, block, paths, met);
    if (summary_wants_target(plan, index))
        add_measure(summary, index, summary->scratch, first, paths);
    hits_add(into->met, plan, met, first, paths);
    if (plan->without & FORECAST_YEARS)
        return;
    for (size_t t = 1; t < plan->years; t++) {
        if (!projection_requires(plan->projection, index, t))
            continue;
        target_on_path(target, base, plan->projection->requirement[index].edge, t, level, N, paths,
                       on);
        hits_add(&into->on_path[t], plan, on, first, paths);
    }
    add_reached(summary, index, block, first, paths);
}

void summary_add(Summary *summary, Moments *moments, const Block *block, uint64_t first,
                 size_t paths)
{
    const Scenario *s = summary->plan->scenario;
    size_t years = summary->plan->years;
    for (size_t i = 0; i < summary->levels; i++)
        if (summary->wanted[i])
            add_level(summary, i, block_level(block, i / years) + i % years * N, moments, first,
                      paths);
    for (size_t i = 0; i < s->targets; i++)
        add_target(summary, i, block, first, paths);
    if (!(summary->plan->without & FORECAST_JOINTS))
        summary_joint_add(summary, first, paths);
}

void summary_merge(Summary *into, const Summary *other)
{
    for (size_t i = 0; i < into->series; i++)
        if (into->wanted[i])
            sketch_merge(&into->sketch[i], &other->sketch[i]);
    for (size_t i = 0; i < into->counted; i++)
        hits_merge(&into->hits[i], &other->hits[i]);
    for (size_t i = 0; i < into->counters; i++)
        into->counts[i] += other->counts[i];
}

void summary_close(Summary *summary)
{
    for (size_t i = 0; i < summary->series; i++)
        if (summary->wanted[i])
            sketch_close(&summary->sketch[i]);
}
