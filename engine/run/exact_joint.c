#include "run/exact_joint.h"

#include "base/text.h"

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

static Status check_independent(const Scenario *s, Error *err)
{
    for (size_t i = 0; i < s->targets; i++)
        for (size_t j = 0; j < i; j++) {
            size_t a = s->target[j].indicator, b = s->target[i].indicator;
            if (a != b && !independent(s, a, b))
                return error_set(err, STATUS_INVALID,
                                 "/targets: exact can join independent indicators only, %s and %s "
                                 "are correlated or have a common event; use --sampling random",
                                 s->indicator[a].id, s->indicator[b].id);
        }
    return STATUS_GOOD;
}

/* Growth from the base year on is the level, when the base is a number. */
static void take_level(const ExactLevels *levels, ExactBound *bound)
{
    const Quantity *base = levels->law.base;
    if (bound->span.base || bound->span.first != 1 || !quantity_is_constant(base))
        return;
    bound->span = levels->span[bound->span.last];
    for (int side = 0; side < 2; side++)
        bound->interval[side] *= quantity_side(base, 0);
}

static bool same_span(ExactSpan one, ExactSpan other)
{
    return one.first == other.first && one.last == other.last && one.base == other.base;
}

/* The bounds of all targets on an indicator, but for `omitted`; those of one product are one. */
static size_t collect(const Scenario *s, const ExactTarget *target, size_t indicator,
                      size_t omitted, ExactBound *bound)
{
    size_t count = 0;
    for (size_t i = 0; i < s->targets; i++) {
        if (s->target[i].indicator != indicator || i == omitted)
            continue;
        size_t first = count, after = count + exact_target_bounds(&target[i], 1, bound + count);
        for (size_t k = first; k < after; k++) {
            ExactBound one = bound[k];
            size_t at = 0;
            take_level(target[i].levels, &one);
            while (at < count && !same_span(bound[at].span, one.span))
                at++;
            if (at == count) {
                bound[count++] = one;
                continue;
            }
            bound[at].interval[0] = fmax(bound[at].interval[0], one.interval[0]);
            bound[at].interval[1] = fmin(bound[at].interval[1], one.interval[1]);
        }
    }
    return count;
}

/* Whether the products share no draw. */
static bool separate(const ExactLaw *law, const ExactBound *bound, size_t bounds)
{
    if (law->uncertains || law->linked || law->persistence != 0)
        return bounds < 2;
    for (size_t i = 0; i < bounds; i++)
        for (size_t j = 0; j < i; j++)
            for (size_t p = 0; p < law->plan->scenario->periods; p++)
                if (exact_law_years(law, bound[i].span, p) &&
                    exact_law_years(law, bound[j].span, p))
                    return false;
    return true;
}

static size_t place_of(const ExactLevels *levels, ExactSpan span)
{
    size_t i = 0;
    while (!same_span(levels->span[i], span))
        i++;
    return i;
}

/* The chance of all targets on an indicator, but for one; 1 when there is none. */
static Status chance_of_all(const Plan *plan, const ExactTarget *target, size_t indicator,
                            size_t omitted, Chance *chance, Error *err)
{
    const Scenario *s = plan->scenario;
    const ExactLevels *levels = NULL;
    ExactBound *bound = calloc(s->targets * plan->years, sizeof *bound);
    if (!bound)
        return error_memory(err);
    for (size_t i = 0; i < s->targets; i++)
        levels = s->target[i].indicator == indicator ? target[i].levels : levels;
    Status status = STATUS_GOOD;
    size_t bounds = collect(s, target, indicator, omitted, bound);
    *chance = (Chance){ .probability = 1 };
    if (bounds && !separate(&levels->law, bound, bounds))
        status = exact_chain_chances(levels, bound, bounds, 1, chance, err);
    for (size_t i = 0; i < bounds && separate(&levels->law, bound, bounds); i++) {
        Chance one =
            exact_target_within(levels, place_of(levels, bound[i].span), bound[i].interval);
        chance->probability *= one.probability;
        chance->standard_error += one.standard_error;
    }
    free(bound);
    return status;
}

/* The chance of each indicator's targets. */
static Status make_chances(const Plan *plan, const ExactTarget *target, Chance *each, Error *err)
{
    TRY(check_independent(plan->scenario, err));
    for (size_t i = 0; i < plan->scenario->indicators; i++)
        TRY(chance_of_all(plan, target, i, plan->scenario->targets, &each[i], err));
    return STATUS_GOOD;
}

/* With one indicator's chance replaced. */
static double product(const Scenario *s, const Chance *each, size_t indicator, double instead)
{
    double p = 1;
    for (size_t i = 0; i < s->indicators; i++)
        p *= i == indicator ? instead : each[i].probability;
    return p;
}

/* Which target is missed alone; the one that is most often so binds. */
static Status make_misses(Forecast *forecast, const Plan *plan, const ExactTarget *target,
                          const Chance *each, Error *err)
{
    const Scenario *s = plan->scenario;
    Joint *joint = &forecast->joint;
    double most = 0;
    for (size_t i = 0; i < s->targets; i++) {
        Chance without;
        size_t indicator = s->target[i].indicator;
        TRY(chance_of_all(plan, target, indicator, i, &without, err));
        double others = product(s, each, indicator, without.probability);
        double miss = fmax(others - joint->chance.probability, 0);
        double error = without.standard_error + joint->chance.standard_error;
        forecast->target[i].only_miss = miss;
        if (miss > most + error) {
            most = miss;
            joint->binding = i;
        }
    }
    return STATUS_GOOD;
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

Status exact_joint(Forecast *forecast, const Plan *plan, const ExactTarget *target, Error *err)
{
    const Scenario *s = plan->scenario;
    Joint *joint = &forecast->joint;
    Error why = { 0 };
    Chance *each = calloc(s->indicators, sizeof *each);
    if (!each)
        return error_memory(err);
    exact_joint_bounds(joint, s, forecast->target);
    joint->chance = (Chance){ NAN, NAN, { NAN, NAN } };
    Status status = make_chances(plan, target, each, &why);
    if (status == STATUS_GOOD) {
        double p = product(s, each, s->indicators, 1), error = 0;
        for (size_t i = 0; i < s->indicators; i++)
            error += each[i].standard_error;
        joint->chance = (Chance){ p, error, { fmax(p - error, 0), fmin(p + error, 1) } };
        status = make_misses(forecast, plan, target, each, &why);
    }
    free(each);
    if (status != STATUS_INVALID)
        return status == STATUS_GOOD ? STATUS_GOOD : error_set(err, status, "%s", why.text);
    joint->unknown = text_copy(why.text);
    return joint->unknown ? STATUS_GOOD : error_memory(err);
}
