#include "run/exact_joint.h"

#include "core/joint.h"

#include <math.h>
#include <stdlib.h>

/* Whether nothing links two indicators: no common event, no correlation; a repaired matrix may have
 * other entries than the given. */
static bool independent(const Scenario *s, size_t a, size_t b)
{
    for (size_t i = 0; i < s->events; i++)
        if (event_names(&s->event[i], a) && event_names(&s->event[i], b))
            return false;
    return !s->correlation || (!s->repair && s->correlation[a * s->indicators + b] == 0);
}

/* Some of the scenario's targets. */
typedef struct Set {
    const size_t *member;
    size_t members;
} Set;

/* Whether the chance of all is the product of the chances of single products. */
static bool separable(const Plan *plan, const ExactTarget *target, Set set)
{
    const Scenario *s = plan->scenario;
    for (size_t m = 0; m < set.members; m++)
        for (size_t n = 0; n < m; n++) {
            size_t i = set.member[m], j = set.member[n];
            size_t a = s->target[i].indicator, b = s->target[j].indicator;
            const ExactSpan *one = &target[i].levels->span[target[i].span];
            const ExactSpan *other = &target[j].levels->span[target[j].span];
            bool same =
                one->first == other->first && one->last == other->last && one->base == other->base;
            if (a == b ? !same : !independent(s, a, b))
                return false;
        }
    return true;
}

/* The chance of all targets on the indicator of target i, which are intervals of one product. */
static Chance chance_of_all(const Scenario *s, const ExactTarget *target, Set set, size_t i)
{
    double all[2] = { -INFINITY, INFINITY };
    for (size_t n = 0; n < set.members; n++) {
        size_t j = set.member[n];
        double interval[2];
        if (s->target[j].indicator != s->target[i].indicator)
            continue;
        exact_target_interval(&target[j], 1, interval);
        all[0] = fmax(all[0], interval[0]);
        all[1] = fmin(all[1], interval[1]);
    }
    return exact_target_within(target[i].levels, target[i].span, all);
}

static Chance together(const Plan *plan, const ExactTarget *target, Set set)
{
    const Scenario *s = plan->scenario;
    double p = 1, error = 0;
    if (!separable(plan, target, set))
        return chance_unknown;
    for (size_t m = 0; m < set.members; m++) {
        bool first = true;
        for (size_t n = 0; n < m; n++)
            first &= s->target[set.member[n]].indicator != s->target[set.member[m]].indicator;
        if (!first)
            continue;
        Chance chance = chance_of_all(s, target, set, set.member[m]);
        p *= chance.probability;
        error += chance.standard_error;
    }
    return (Chance){ p, error, { fmax(p - error, 0), fmin(p + error, 1) } };
}

/* Of two known chances, with the errors of both. */
static Chance difference(double p, double error)
{
    p = fmin(fmax(p, 0), 1);
    return (Chance){ p, error, { fmax(p - error, 0), fmin(p + error, 1) } };
}

/* `room` takes all members but one. */
static void make_set(Forecast *forecast, const Plan *plan, const ExactTarget *target, size_t index,
                     size_t *room)
{
    const Scenario *s = plan->scenario;
    Joint *joint = &forecast->joint[index];
    size_t members = scenario_members(s, index);
    for (size_t m = 0; m < members; m++)
        room[m] = scenario_member(s, index, m);
    joint->chance = together(plan, target, (Set){ room, members });
    for (size_t left = members; left-- > 0 && isfinite(joint->chance.probability);) {
        size_t out = room[left]; /* the last takes its place */
        room[left] = room[members - 1];
        Chance without = together(plan, target, (Set){ room, members - 1 });
        room[left] = out;
        joint->member[left].without = without.probability;
        joint->member[left].only_miss =
            difference(without.probability - joint->chance.probability,
                       without.standard_error + joint->chance.standard_error);
    }
    joint_bounds(forecast, index);
}

static void make_pairs(Forecast *forecast, const Plan *plan, const ExactTarget *target)
{
    size_t targets = plan->scenario->targets;
    for (size_t i = 0; i < targets; i++) {
        forecast->both_missed[i * targets + i] = chance_missed(&forecast->target[i].chance);
        for (size_t j = 0; j < i; j++) {
            const Chance *a = &forecast->target[i].chance, *b = &forecast->target[j].chance;
            Chance both = together(plan, target, (Set){ (size_t[]){ i, j }, 2 });
            double missed = 1 - a->probability - b->probability + both.probability;
            double error = a->standard_error + b->standard_error + both.standard_error;
            forecast->both_missed[i * targets + j] = forecast->both_missed[j * targets + i] =
                isfinite(missed) ? difference(missed, error) : chance_unknown;
        }
    }
}

Status exact_joint(Forecast *forecast, const Plan *plan, const ExactTarget *target, Error *err)
{
    const Scenario *s = plan->scenario;
    size_t *room = calloc(s->targets + 1, sizeof *room);
    if (!room)
        return error_memory(err);
    for (size_t k = 0; k < scenario_joints(s); k++)
        make_set(forecast, plan, target, k, room);
    if (forecast->both_missed)
        make_pairs(forecast, plan, target);
    free(room);
    return STATUS_GOOD;
}
