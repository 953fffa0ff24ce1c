#include "run/exact_joint.h"

#include "base/text.h"
#include "core/joint.h"
#include "run/exact_chain.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Some of the scenario's targets. */
typedef struct Set {
    const size_t *member;
    size_t members;
} Set;

static bool independent(const Scenario *s, size_t a, size_t b)
{
    for (size_t i = 0; i < s->events; i++)
        if (event_names(&s->event[i], a) && event_names(&s->event[i], b))
            return false;
    return !s->correlation || (!s->repair && s->correlation[a * s->indicators + b] == 0);
}

static Status check_covered(const Scenario *s, const ExactTarget *target, Set set, Error *err)
{
    for (size_t m = 0; m < set.members; m++)
        if (!target[set.member[m]].levels)
            return error_set(err, STATUS_INVALID,
                             "/targets/%s: exact does not know its chance; use --sampling random",
                             s->target[set.member[m]].id);
    return STATUS_GOOD;
}

static Status check_independent(const Scenario *s, Set set, Error *err)
{
    for (size_t m = 0; m < set.members; m++)
        for (size_t n = 0; n < m; n++) {
            size_t a = s->target[set.member[n]].indicator, b = s->target[set.member[m]].indicator;
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

/* The bounds of the set's targets on an indicator; those of one product are one. */
static size_t collect(const Scenario *s, const ExactTarget *target, Set set, size_t indicator,
                      ExactBound *bound)
{
    size_t count = 0;
    for (size_t m = 0; m < set.members; m++) {
        const ExactTarget *it = &target[set.member[m]];
        if (s->target[set.member[m]].indicator != indicator)
            continue;
        size_t first = count, after = count + exact_target_bounds(it, 1, bound + count);
        for (size_t k = first; k < after; k++) {
            ExactBound one = bound[k];
            size_t at = 0;
            take_level(it->levels, &one);
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

static size_t place_of(const ExactLevels *levels, ExactSpan span)
{
    size_t i = 0;
    while (!same_span(levels->span[i], span))
        i++;
    return i;
}

/* Whether the products share no draw, nor a loss of all. */
static bool separate(const ExactLevels *levels, const ExactBound *bound, size_t bounds)
{
    const ExactLaw *law = &levels->law;
    for (size_t i = 0; i < bounds; i++)
        if (levels->series[place_of(levels, bound[i].span)].lost > 0)
            return false;
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

/* The chance of the set's targets on the indicator of `levels`. */
static Status chance_on(const Plan *plan, const ExactTarget *target, Set set,
                        const ExactLevels *levels, Chance *chance, Error *err)
{
    const Scenario *s = plan->scenario;
    size_t indicator = (size_t)(levels->law.indicator - s->indicator);
    ExactBound *bound = calloc(s->targets * plan->years, sizeof *bound);
    if (!bound)
        return error_memory(err);
    Status status = STATUS_GOOD;
    size_t bounds = collect(s, target, set, indicator, bound);
    *chance = (Chance){ .probability = 1 };
    bool apart = separate(levels, bound, bounds);
    if (!apart)
        status = exact_chain_chances(levels, bound, bounds, 1, chance, err);
    for (size_t i = 0; i < bounds && apart; i++) {
        Chance one =
            exact_target_within(levels, place_of(levels, bound[i].span), bound[i].interval);
        chance->probability *= one.probability;
        chance->standard_error += one.standard_error;
    }
    free(bound);
    return status;
}

/* Of a known chance; its error reaches as far as its interval. */
static Chance known(double p, double error)
{
    p = fmin(fmax(p, 0), 1);
    return (Chance){ p, error, { fmax(p - error, 0), fmin(p + error, 1) } };
}

/* The chance of the whole set: a product over its indicators. */
static Status together(const Plan *plan, const ExactTarget *target, Set set, Chance *chance,
                       Error *err)
{
    const Scenario *s = plan->scenario;
    double p = 1, error = 0;
    *chance = chance_unknown;
    TRY(check_covered(s, target, set, err));
    TRY(check_independent(s, set, err));
    for (size_t m = 0; m < set.members; m++) {
        bool first = true;
        for (size_t n = 0; n < m; n++)
            first &= s->target[set.member[n]].indicator != s->target[set.member[m]].indicator;
        Chance one;
        if (!first)
            continue;
        TRY(chance_on(plan, target, set, target[set.member[m]].levels, &one, err));
        p *= one.probability;
        error += one.standard_error;
    }
    *chance = known(p, error);
    return STATUS_GOOD;
}

/* What cannot be told stays NaN, which is no failure. */
static Status tell(Status status, Error *why, Error *err)
{
    bool untold = status == STATUS_INVALID;
    return status == STATUS_GOOD || untold ? STATUS_GOOD : error_set(err, status, "%s", why->text);
}

/* Which member is missed alone: `room` holds all members, and takes all but one. */
static Status make_misses(Joint *joint, const Plan *plan, const ExactTarget *target, size_t *room,
                          size_t members, Error *err)
{
    for (size_t left = members; left-- > 0;) {
        Error why = { 0 };
        Chance without;
        size_t out = room[left]; /* the last takes its place */
        room[left] = room[members - 1];
        Status status = together(plan, target, (Set){ room, members - 1 }, &without, &why);
        room[left] = out;
        TRY(tell(status, &why, err));
        joint->member[left].without = without.probability;
        joint->member[left].only_miss =
            status == STATUS_GOOD ? known(without.probability - joint->chance.probability,
                                          without.standard_error + joint->chance.standard_error)
                                  : chance_unknown;
    }
    return STATUS_GOOD;
}

static Status make_set(Forecast *forecast, const Plan *plan, const ExactTarget *target,
                       size_t index, size_t *room, Error *err)
{
    const Scenario *s = plan->scenario;
    Joint *joint = &forecast->joint[index];
    Error why = { 0 };
    size_t members = scenario_members(s, index);
    for (size_t m = 0; m < members; m++)
        room[m] = scenario_member(s, index, m);
    Status status = together(plan, target, (Set){ room, members }, &joint->chance, &why);
    TRY(tell(status, &why, err));
    if (status == STATUS_GOOD)
        TRY(make_misses(joint, plan, target, room, members, err));
    else if (!(joint->unknown = text_copy(why.text)))
        return error_memory(err);
    joint_bounds(forecast, index);
    return STATUS_GOOD;
}

static Status make_pairs(Forecast *forecast, const Plan *plan, const ExactTarget *target,
                         Error *err)
{
    size_t targets = plan->scenario->targets;
    for (size_t i = 0; i < targets; i++) {
        forecast->both_missed[i * targets + i] = chance_missed(&forecast->target[i].chance);
        for (size_t j = 0; j < i; j++) {
            const Chance *a = &forecast->target[i].chance, *b = &forecast->target[j].chance;
            Error why = { 0 };
            Chance both;
            Status status = together(plan, target, (Set){ (size_t[]){ i, j }, 2 }, &both, &why);
            TRY(tell(status, &why, err));
            double missed = 1 - a->probability - b->probability + both.probability;
            double error = a->standard_error + b->standard_error + both.standard_error;
            forecast->both_missed[i * targets + j] = forecast->both_missed[j * targets + i] =
                status == STATUS_GOOD ? known(missed, error) : chance_unknown;
        }
    }
    return STATUS_GOOD;
}

Status exact_joint(Forecast *forecast, const Plan *plan, const ExactTarget *target, Error *err)
{
    const Scenario *s = plan->scenario;
    size_t *room = calloc(s->targets + 1, sizeof *room);
    if (!room)
        return error_memory(err);
    Status status = STATUS_GOOD;
    for (size_t k = 0; k < scenario_joints(s) && status == STATUS_GOOD; k++)
        status = make_set(forecast, plan, target, k, room, err);
    if (forecast->both_missed && !(plan->without & FORECAST_PAIRS) && status == STATUS_GOOD)
        status = make_pairs(forecast, plan, target, err);
    free(room);
    return status;
}
