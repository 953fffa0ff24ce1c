#include "core/joint.h"

#include <math.h>

static bool binds_more(const Forecast *forecast, size_t index, size_t m, size_t best)
{
    const Scenario *s = forecast->scenario;
    const JointMember *member = forecast->joint[index].member;
    double one = member[m].only_miss.probability, other = member[best].only_miss.probability;
    if (one > other || one < other)
        return one > other;
    return forecast->target[scenario_member(s, index, m)].chance.probability <
           forecast->target[scenario_member(s, index, best)].chance.probability;
}

/* Frechet: no dependence can bring the joint chance outside these bounds. */
void joint_bounds(Forecast *forecast, size_t index)
{
    const Scenario *s = forecast->scenario;
    Joint *joint = &forecast->joint[index];
    double sum = 0, least = 1;
    size_t best = 0, members = scenario_members(s, index);
    joint->if_independent = 1;
    for (size_t m = 0; m < members; m++) {
        double p = forecast->target[scenario_member(s, index, m)].chance.probability;
        joint->if_independent *= p;
        sum += p;
        least = fmin(least, p);
        best = binds_more(forecast, index, m, best) ? m : best;
    }
    joint->binding = scenario_member(s, index, best);
    joint->bounds[0] = fmax(0, sum - (double)members + 1);
    joint->bounds[1] = least;
}

void joint_single(Forecast *forecast, size_t index)
{
    const Scenario *s = forecast->scenario;
    Joint *joint = &forecast->joint[index];
    if (scenario_members(s, index) == 1) {
        const TargetForecast *it = &forecast->target[scenario_member(s, index, 0)];
        joint->method = it->method;
        joint->chance = it->chance;
        joint->member[0] = (JointMember){ chance_missed(&it->chance), 1 };
    }
    joint_bounds(forecast, index);
}

Chance joint_within(const Chance *chance, double low, double high)
{
    Chance it = *chance;
    it.probability = fmin(fmax(it.probability, low), high);
    it.standard_error = fmin(it.standard_error, (high - low) / 2);
    for (int side = 0; side < 2; side++)
        it.interval[side] = fmin(fmax(it.interval[side], low), high);
    return it;
}

double joint_single_error(const Forecast *forecast, size_t index)
{
    const Scenario *s = forecast->scenario;
    double error = 0;
    for (size_t m = 0; m < scenario_members(s, index); m++)
        error = fmax(error, forecast->target[scenario_member(s, index, m)].chance.standard_error);
    return error;
}

/* Such shares vary against each other, so this is not too little. */
double joint_without_error(const Joint *joint, size_t member)
{
    return hypot(joint->chance.standard_error, joint->member[member].only_miss.standard_error);
}
