#include "run/solve_required.h"

#include "core/required.h"
#include "core/target.h"

#include <math.h>
#include <stdlib.h>

static bool chosen(const Scenario *s, size_t target, size_t i)
{
    return (target == s->targets || target == i) && s->target[i].shape != TARGET_GROWTH;
}

static Status check_given(const Scenario *s, size_t target, SolveGiven given, Error *err)
{
    size_t indicator = s->indicators;
    int latest = s->base;
    for (size_t i = 0; i < s->targets; i++) {
        if (!chosen(s, target, i))
            continue;
        if (indicator < s->indicators && s->target[i].indicator != indicator)
            return error_set(err, STATUS_USAGE,
                             "--from: the targets are on several indicators; choose one by "
                             "--target (such as %s)",
                             s->target[i].id);
        indicator = s->target[i].indicator;
        latest = s->target[i].from > latest ? s->target[i].from : latest;
    }
    if (indicator == s->indicators)
        return error_set(err, STATUS_USAGE, "--from: there is no target on a level");
    if (given.year <= s->base || given.year >= latest)
        return error_set(err, STATUS_USAGE,
                         "--from %d: allowed is a year after the base year %d and before the last "
                         "target's, %d",
                         given.year, s->base, latest);
    return STATUS_GOOD;
}

static void add(Solve *solve, const Projection *projection, Need need)
{
    const Scenario *s = solve->scenario;
    const Target *target = &s->target[need.target];
    need.until = target->from;
    need.bound = target_bound(target);
    if (need.year >= need.until)
        return;
    for (size_t side = 0; side < SIDES; side++) {
        const double *level = projection_level(projection, target->indicator, side);
        need.own[side] = required_rate(level[need.year - s->base], level[need.until - s->base],
                                       need.until - need.year);
    }
    required_band(target, need.level, need.year, need.band);
    need.growth = required_nearest(need.band, need.own[1]);
    solve->need[solve->needs++] = need;
}

static void add_target(Solve *solve, const Projection *projection, size_t i, SolveGiven given)
{
    const Scenario *s = solve->scenario;
    const Indicator *indicator = &s->indicator[s->target[i].indicator];
    double base = projection_level(projection, s->target[i].indicator, 1)[0];
    add(solve, projection,
        (Need){ .target = i, .from = NEED_FROM_BASE, .year = s->base, .level = base });
    for (size_t j = 0; j < indicator->observations; j++) {
        const Observation *seen = &indicator->history[j];
        if (seen->year > s->base && isfinite(seen->value))
            add(solve, projection,
                (Need){ .target = i,
                        .from = NEED_FROM_ACTUAL,
                        .year = seen->year,
                        .level = seen->value });
    }
    if (given.year)
        add(solve, projection,
            (Need){
                .target = i, .from = NEED_FROM_GIVEN, .year = given.year, .level = given.level });
}

Status solve_required(Solve *solve, const Projection *projection, size_t target, SolveGiven given,
                      Error *err)
{
    const Scenario *s = solve->scenario;
    size_t most = 0;
    if (given.year)
        TRY(check_given(s, target, given, err));
    for (size_t i = 0; i < s->targets; i++)
        most += 2 + s->indicator[s->target[i].indicator].observations;
    solve->need = calloc(most + 1, sizeof *solve->need);
    if (!solve->need)
        return error_memory(err);
    for (size_t i = 0; i < s->targets; i++)
        if (chosen(s, target, i))
            add_target(solve, projection, i, given);
    return STATUS_GOOD;
}
