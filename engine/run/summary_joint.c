#include "run/summary_joint.h"

#include "core/joint.h"

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

/* The counts make P(others met) - P(all met) = P(only this one missed) exact. */
static void make_set(const Summary *summary, Forecast *forecast, size_t index)
{
    const Plan *plan = summary->plan;
    const JointSummary *from = &summary->joint[index];
    Joint *joint = &forecast->joint[index];
    joint->chance = hits_chance(from->met, plan);
    for (size_t m = 0; m < scenario_members(plan->scenario, index); m++) {
        joint->member[m].only_miss = hits_chance(&from->only_miss[m], plan);
        joint->member[m].without =
            (double)(from->met->count + from->only_miss[m].count) / (double)plan->paths;
    }
    joint_bounds(forecast, index);
}

void summary_joint_make(const Summary *summary, Forecast *forecast)
{
    const Scenario *s = summary->plan->scenario;
    for (size_t k = 0; k < scenario_joints(s); k++)
        make_set(summary, forecast, k);
    for (size_t j = 0; j < s->targets && summary->both_missed; j++) {
        forecast->both_missed[j * s->targets + j] = chance_missed(&forecast->target[j].chance);
        for (size_t i = 0; i < j; i++)
            forecast->both_missed[i * s->targets + j] = forecast->both_missed[j * s->targets + i] =
                hits_chance(&summary->both_missed[summary_pair(i, j)], summary->plan);
    }
}
