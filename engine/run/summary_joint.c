#include "run/summary_joint.h"

#include "core/joint.h"
#include "run/replicates.h"

#include <math.h>
#include <string.h>

enum { N = BLOCK_PATHS };

size_t summary_pair(size_t i, size_t j)
{
    return j * (j - 1) / 2 + i;
}

/* A set of targets together, and the paths that miss one of it only. */
static void add_set(Summary *summary, size_t index, uint64_t first, size_t paths)
{
    const Scenario *s = summary->plan->scenario;
    const unsigned char *missed = summary->flags;
    unsigned char *any = summary->flags + s->targets * N, *more = any + N, *hit = more + N;
    memset(any, 0, paths);
    memset(more, 0, paths);
    for (size_t m = 0; m < scenario_members(s, index); m++) {
        const unsigned char *miss = missed + scenario_member(s, index, m) * N;
        for (size_t p = 0; p < paths; p++) {
            more[p] |= any[p] & miss[p];
            any[p] |= miss[p];
        }
    }
    for (size_t m = 0; m < scenario_members(s, index); m++) {
        const unsigned char *miss = missed + scenario_member(s, index, m) * N;
        for (size_t p = 0; p < paths; p++)
            hit[p] = miss[p] & (more[p] ^ 1);
        hits_add(&summary->joint[index].only_miss[m], summary->plan, hit, first, paths);
    }
    for (size_t p = 0; p < paths; p++)
        any[p] ^= 1;
    hits_add(summary->joint[index].met, summary->plan, any, first, paths);
}

static void add_pairs(Summary *summary, uint64_t first, size_t paths)
{
    size_t targets = summary->plan->scenario->targets;
    const unsigned char *missed = summary->flags;
    unsigned char *both = summary->flags + targets * N;
    for (size_t j = 1; j < targets; j++)
        for (size_t i = 0; i < j; i++) {
            for (size_t p = 0; p < paths; p++)
                both[p] = missed[i * N + p] & missed[j * N + p];
            hits_add(&summary->both_missed[summary_pair(i, j)], summary->plan, both, first, paths);
        }
}

void summary_joint_add(Summary *summary, uint64_t first, size_t paths)
{
    const Scenario *s = summary->plan->scenario;
    for (size_t i = 0; i < s->targets; i++)
        for (size_t p = 0; p < paths; p++)
            summary->flags[i * N + p] ^= 1;
    for (size_t k = 0; k < scenario_joints(s); k++)
        add_set(summary, k, first, paths);
    if (summary->both_missed)
        add_pairs(summary, first, paths);
}

/* ---- the chances ---- */

/* Of a count of paths. */
typedef struct Part {
    int sign;
    const Hits *hits;
} Part;

/* The chance of a sum of counts, that of all paths taken `all` times among them; `plan` has no
 * groups of paths. */
static Chance chance_of_sum(const Plan *plan, int64_t all, const Part *part, size_t parts)
{
    uint64_t replicate[REPLICATES_MOST];
    int64_t count = all * (int64_t)plan->paths;
    for (size_t i = 0; i < parts; i++)
        count += part[i].sign * (int64_t)part[i].hits->count;
    for (size_t r = 0; r < plan->replicates; r++) {
        int64_t in = all * (int64_t)(plan->paths / plan->replicates);
        for (size_t i = 0; i < parts; i++)
            in += part[i].sign * (int64_t)part[i].hits->replicate[r];
        replicate[r] = (uint64_t)in;
    }
    Hits hits = { (uint64_t)count, (uint64_t)count, replicate };
    return hits_chance(&hits, plan);
}

/* Two targets whose own chances come from elsewhere: that both are met, from the share of paths
 * that meet both, or, where they are likely, that miss both, which varies less. */
static Chance pair_met(const Chance *met, const Chance *missed, const Chance *const one[2],
                       bool known)
{
    double p = one[0]->probability, q = one[1]->probability;
    Chance it = known && p + q > 1 ? *missed : *met;
    if (known && p + q > 1) {
        it.probability += p + q - 1;
        it.interval[0] += p + q - 1;
        it.interval[1] += p + q - 1;
    }
    return joint_within(&it, fmax(0, p + q - 1), fmin(p, q));
}

/* `less` of a chance. */
static Chance chance_less(double from, const Chance *less)
{
    Chance it = { from - less->probability,
                  less->standard_error,
                  { from - less->interval[1], from - less->interval[0] } };
    return joint_within(&it, 0, 1);
}

static bool known(const Plan *plan, size_t target)
{
    return !summary_wants_target(plan, target);
}

static bool any_known(const Plan *plan, size_t index)
{
    for (size_t m = 0; m < scenario_members(plan->scenario, index); m++)
        if (known(plan, scenario_member(plan->scenario, index, m)))
            return true;
    return false;
}

/* A set of two: what is missed alone is what the other's own chance leaves. */
static void make_two(const Summary *summary, Forecast *forecast, size_t index)
{
    const Plan *plan = summary->plan;
    const JointSummary *from = &summary->joint[index];
    Joint *joint = &forecast->joint[index];
    size_t member[2] = { scenario_member(plan->scenario, index, 0),
                         scenario_member(plan->scenario, index, 1) };
    const Chance *one[2] = { &forecast->target[member[0]].chance,
                             &forecast->target[member[1]].chance };
    const Part neither[] = { { -1, from->met },
                             { -1, &from->only_miss[0] },
                             { -1, &from->only_miss[1] } };
    Chance met = hits_chance(from->met, plan), missed = chance_of_sum(plan, 1, neither, 3);
    joint->chance = pair_met(&met, &missed, one, known(plan, member[0]) && known(plan, member[1]));
    for (size_t m = 0; m < 2; m++) {
        joint->member[m].only_miss = chance_less(one[!m]->probability, &joint->chance);
        joint->member[m].without = one[!m]->probability;
    }
}

/* What other members leave possible. */
static double most_without(const Forecast *forecast, size_t index, size_t left_out)
{
    const Scenario *s = forecast->scenario;
    double most = 1;
    for (size_t m = 0; m < scenario_members(s, index); m++)
        if (m != left_out)
            most = fmin(most, forecast->target[scenario_member(s, index, m)].chance.probability);
    return most;
}

/* The shares of the paths, within what the targets' own chances allow. */
static void make_within(Forecast *forecast, size_t index)
{
    const Scenario *s = forecast->scenario;
    Joint *joint = &forecast->joint[index];
    joint_bounds(forecast, index);
    joint->chance = joint_within(&joint->chance, joint->bounds[0], joint->bounds[1]);
    for (size_t m = 0; m < scenario_members(s, index); m++) {
        JointMember *member = &joint->member[m];
        double p = joint->chance.probability;
        member->without = fmax(fmin(member->without, most_without(forecast, index, m)), p);
        member->only_miss = joint_within(&member->only_miss, 0, 1);
        member->only_miss.probability = member->without - p;
    }
}

/* The counts make P(others met) - P(all met) = P(only this one missed) exact. */
static void make_set(const Summary *summary, Forecast *forecast, size_t index)
{
    const Plan *plan = summary->plan;
    const JointSummary *from = &summary->joint[index];
    Joint *joint = &forecast->joint[index];
    size_t members = scenario_members(plan->scenario, index);
    joint->chance = hits_chance(from->met, plan);
    for (size_t m = 0; m < members; m++) {
        joint->member[m].only_miss = hits_chance(&from->only_miss[m], plan);
        joint->member[m].without =
            (double)(from->met->count + from->only_miss[m].count) / (double)plan->paths;
    }
    if (any_known(plan, index) && members == 2)
        make_two(summary, forecast, index);
    else if (any_known(plan, index))
        make_within(forecast, index);
}

static Chance both_missed(const Summary *summary, const Forecast *forecast, size_t i, size_t j)
{
    const Plan *plan = summary->plan;
    const Hits *hits = &summary->both_missed[summary_pair(i, j)];
    const Chance *one[2] = { &forecast->target[i].chance, &forecast->target[j].chance };
    const Part both[] = { { 1, summary->target[i].met },
                          { 1, summary->target[j].met },
                          { 1, hits } };
    Chance missed = hits_chance(hits, plan), met;
    if (!known(plan, i) && !known(plan, j))
        return missed;
    met = chance_of_sum(plan, -1, both, 3);
    met = pair_met(&met, &missed, one, known(plan, i) && known(plan, j));
    Chance neither = { 1 - one[0]->probability - one[1]->probability + met.probability,
                       known(plan, i) && known(plan, j) ? met.standard_error
                                                        : missed.standard_error,
                       { 0 } };
    for (int side = 0; side < 2; side++)
        neither.interval[side] = neither.probability + met.interval[side] - met.probability;
    return joint_within(&neither, 0, 1);
}

void summary_joint_make(const Summary *summary, Forecast *forecast)
{
    const Scenario *s = summary->plan->scenario;
    for (size_t k = 0; k < scenario_joints(s); k++) {
        if (!isfinite(forecast->joint[k].chance.probability))
            make_set(summary, forecast, k);
        joint_single(forecast, k);
    }
    for (size_t j = 0; j < s->targets && summary->both_missed; j++) {
        forecast->both_missed[j * s->targets + j] = chance_missed(&forecast->target[j].chance);
        for (size_t i = 0; i < j; i++) {
            Chance *pair = &forecast->both_missed[i * s->targets + j];
            if (!isfinite(pair->probability))
                *pair = both_missed(summary, forecast, i, j);
            forecast->both_missed[j * s->targets + i] = *pair;
        }
    }
}
