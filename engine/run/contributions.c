#include "run/contributions.h"

#include "core/dependence.h"
#include "core/target.h"

#include <math.h>
#include <stdlib.h>

enum { N = BLOCK_PATHS };

static const bool *follows_of(const Contributions *contributions, size_t indicator)
{
    return contributions->follows + indicator * contributions->plan->scenario->indicators;
}

static size_t count_all(const Contributions *contributions, Contribution *one)
{
    const Scenario *s = contributions->plan->scenario;
    size_t count = 0;
    for (size_t i = 0; i < s->indicators; i++)
        for (size_t j = 0; j < s->indicator[i].projects; j++)
            for (size_t k = 0; k < s->targets; k++) {
                if (!follows_of(contributions, i)[s->target[k].indicator])
                    continue;
                if (one)
                    one[count] = (Contribution){ .indicator = i, .project = j, .target = k };
                count++;
            }
    return count;
}

Status contributions_start(Contributions *contributions, const Plan *plan, Error *err)
{
    const Scenario *s = plan->scenario;
    size_t r = plan->replicates;
    contributions->plan = plan;
    if (!plan->first_project[s->indicators] || !s->targets)
        return STATUS_GOOD;
    contributions->follows = calloc(s->indicators * s->indicators, sizeof *contributions->follows);
    if (!contributions->follows)
        return error_memory(err);
    for (size_t i = 0; i < s->indicators; i++)
        dependence_follows(s, plan->order, i, contributions->follows + i * s->indicators);
    contributions->count = count_all(contributions, NULL);
    contributions->one = calloc(contributions->count + 1, sizeof *contributions->one);
    contributions->counts = calloc(2 * r * contributions->count + 1, sizeof *contributions->counts);
    contributions->measure = calloc(N, sizeof *contributions->measure);
    contributions->flags = calloc((s->targets + 3) * N, sizeof *contributions->flags);
    if (!contributions->one || !contributions->counts || !contributions->measure ||
        !contributions->flags)
        return error_memory(err);
    count_all(contributions, contributions->one);
    for (size_t i = 0; r && i < contributions->count; i++) {
        contributions->one[i].hits.with.replicate = contributions->counts + 2 * i * r;
        contributions->one[i].hits.without.replicate = contributions->counts + (2 * i + 1) * r;
    }
    return STATUS_GOOD;
}

void contributions_free(Contributions *contributions)
{
    free(contributions->one);
    free(contributions->follows);
    free(contributions->counts);
    free(contributions->measure);
    free(contributions->flags);
    *contributions = (Contributions){ 0 };
}

static void judge(Contributions *contributions, const Block *block, size_t target, size_t paths,
                  unsigned char *met)
{
    const Scenario *s = contributions->plan->scenario;
    const Target *it = &s->target[target];
    target_judge(it, s->base, block_level(block, it->indicator), N, paths, contributions->measure,
                 met);
}

/* The block has been simulated with the project the other way round: of the two levels of each path
 * one is with the project, the other without. */
static void add_one(Contributions *contributions, Contribution *one, const Block *block,
                    uint64_t first, size_t paths)
{
    size_t targets = contributions->plan->scenario->targets;
    const unsigned char *met = contributions->flags + one->target * N;
    unsigned char *other = contributions->flags + targets * N, *with = other + N,
                  *without = with + N;
    const unsigned char *comes = block_comes(block, one->indicator, one->project);
    judge(contributions, block, one->target, paths, other);
    for (size_t p = 0; p < paths; p++) { /* `comes` is the other way round too */
        with[p] = comes[p] ? other[p] : met[p];
        without[p] = comes[p] ? met[p] : other[p];
    }
    paired_hits_add(&one->hits, contributions->plan, with, without, first, paths);
}

static bool same_project(const Contribution *one, const Contribution *other)
{
    return one->indicator == other->indicator && one->project == other->project;
}

void contributions_add(Contributions *contributions, Block *block, uint64_t first, size_t paths)
{
    size_t count = contributions->count;
    for (size_t k = 0; count && k < contributions->plan->scenario->targets; k++)
        judge(contributions, block, k, paths, contributions->flags + k * N);
    for (size_t i = 0, next; i < count; i = next) {
        Contribution *one = &contributions->one[i];
        const bool *follows = follows_of(contributions, one->indicator);
        block_flip(block, one->indicator, one->project);
        block_again(block, follows);
        for (next = i; next < count && same_project(one, &contributions->one[next]); next++)
            add_one(contributions, &contributions->one[next], block, first, paths);
        block_flip(block, one->indicator, one->project);
        if (next == count || contributions->one[next].indicator != one->indicator)
            block_again(block, follows);
    }
}

void contributions_merge(Contributions *into, const Contributions *other)
{
    for (size_t i = 0; i < into->count; i++)
        paired_hits_merge(&into->one[i].hits, &other->one[i].hits);
    for (size_t i = 0; i < 2 * into->plan->replicates * into->count; i++)
        into->counts[i] += other->counts[i];
}

static int compare(const void *a, const void *b)
{
    const ProjectForecast *x = a, *y = b;
    double one = fabs(x->difference), other = fabs(y->difference);
    if (x->target != y->target)
        return x->target < y->target ? -1 : 1;
    if (one < other || one > other)
        return one > other ? -1 : 1;
    if (x->indicator != y->indicator)
        return x->indicator < y->indicator ? -1 : 1;
    return x->project < y->project ? -1 : x->project > y->project;
}

Status contributions_forecast(const Contributions *contributions, Forecast *forecast, Error *err)
{
    const Plan *plan = contributions->plan;
    if (!contributions->count)
        return STATUS_GOOD;
    forecast->project = calloc(contributions->count, sizeof *forecast->project);
    if (!forecast->project)
        return error_memory(err);
    for (size_t i = 0; i < contributions->count; i++) {
        const Contribution *one = &contributions->one[i];
        ProjectForecast *made = &forecast->project[forecast->projects++];
        *made = (ProjectForecast){ .indicator = one->indicator,
                                   .project = one->project,
                                   .target = one->target,
                                   .with = hits_chance(&one->hits.with, plan),
                                   .without = hits_chance(&one->hits.without, plan) };
        made->difference = paired_hits_difference(&one->hits, plan, &made->error);
    }
    qsort(forecast->project, forecast->projects, sizeof *forecast->project, compare);
    return STATUS_GOOD;
}
