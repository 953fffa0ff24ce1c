#include "run/exact_joint.h"

#include <math.h>

/* Whether nothing links two indicators: no common event, no correlation; a repaired matrix may have
 * other entries than the given. */
static bool independent(const Scenario *s, size_t a, size_t b)
{
    for (size_t i = 0; i < s->events; i++)
        if (event_names(&s->event[i], a) && event_names(&s->event[i], b))
            return false;
    return !s->correlation || (!s->repair && s->correlation[a * s->indicators + b] == 0);
}

/* Whether the chance of all is the product of the chances of single products. */
static bool separable(const Plan *plan, const ExactTarget *target)
{
    const Scenario *s = plan->scenario;
    for (size_t i = 0; i < s->targets; i++)
        for (size_t j = 0; j < i; j++) {
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
static Chance chance_of_all(const Scenario *s, const ExactTarget *target, size_t i)
{
    double all[2] = { -INFINITY, INFINITY };
    for (size_t j = 0; j < s->targets; j++) {
        double interval[2];
        if (s->target[j].indicator != s->target[i].indicator)
            continue;
        exact_target_interval(&target[j], 1, interval);
        all[0] = fmax(all[0], interval[0]);
        all[1] = fmin(all[1], interval[1]);
    }
    return exact_target_within(target[i].levels, target[i].span, all);
}

static Chance together(const Plan *plan, const ExactTarget *target)
{
    const Scenario *s = plan->scenario;
    double p = 1, error = 0;
    if (!separable(plan, target))
        return (Chance){ NAN, NAN, { NAN, NAN } };
    for (size_t i = 0; i < s->targets; i++) {
        bool first = true;
        for (size_t j = 0; j < i; j++)
            first &= s->target[j].indicator != s->target[i].indicator;
        if (!first)
            continue;
        Chance chance = chance_of_all(s, target, i);
        p *= chance.probability;
        error += chance.standard_error;
    }
    return (Chance){ p, error, { fmax(p - error, 0), fmin(p + error, 1) } };
}

void exact_joint_bounds(Joint *joint, const Scenario *s, const TargetForecast *forecast)
{
    double sum = 0, least = 1;
    joint->if_independent = 1;
    for (size_t i = 0; i < s->targets; i++) {
        double p = forecast[i].chance.probability;
        joint->if_independent *= p;
        sum += p;
        least = fmin(least, p);
        if (p < forecast[joint->binding].chance.probability)
            joint->binding = i;
    }
    joint->bounds[0] = fmax(0, sum - (double)s->targets + 1);
    joint->bounds[1] = least;
}

void exact_joint(Joint *joint, const Plan *plan, const ExactTarget *target,
                 const TargetForecast *forecast)
{
    *joint = (Joint){ .chance = together(plan, target) };
    exact_joint_bounds(joint, plan->scenario, forecast);
}
