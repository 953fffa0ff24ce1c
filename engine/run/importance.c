#include "run/importance.h"

#include "core/joint.h"
#include "run/given.h"
#include "run/rare_chance.h"

#include <math.h>
#include <stdlib.h>

static const double rare = 0.05; /* a share of random paths below this is too few */

/* A plan of the same scenario whose draws come from elsewhere. */
static Status plan_by(Plan **made, const Sampling *sampling, const Plan *plan, Error *err)
{
    return plan_new_of(made, sampling, plan->scenario, plan->projection, err);
}

static Status simulate_fan(const Plan *plan, const SimulateOptions *options, Forecast **forecast,
                           Error *err)
{
    Plan *random = NULL;
    SimulateOptions quiet = *options;
    quiet.progress = NULL;
    TRY(plan_by(&random, sampling_find("random"), plan, err));
    random->without = plan->without;
    Status status = simulate_paths(random, &quiet, forecast, err);
    plan_free(random);
    if (status != STATUS_GOOD)
        return status;
    forecast_name(*forecast, plan->sampling->name);
    return STATUS_GOOD;
}

/* Replaces the chance of these targets together when it is rare. */
static Status improve(const Plan *given, const SimulateOptions *options, const size_t *target,
                      size_t targets, Chance *chance, Error *err)
{
    double p = chance->probability;
    bool found = false;
    RareEvent event = { 0 };
    Chance better;
    if (fmin(p, 1 - p) >= rare)
        return STATUS_GOOD;
    TRY(rare_event_new(&event, given->scenario, target, targets, err));
    event.missed = p > 0.5;
    Status status = rare_chance(given, &event, options, &better, &found, err);
    if (status == STATUS_GOOD && found)
        *chance = better;
    rare_event_free(&event);
    return status;
}

static void tell(const SimulateOptions *options, size_t done, size_t all)
{
    if (options->progress)
        options->progress(options->context, (double)done / (double)all);
}

static Status improve_target(const Plan *given, const SimulateOptions *options, Forecast *forecast,
                             size_t index, Error *err)
{
    TargetForecast *target = &forecast->target[index];
    TRY(improve(given, options, &index, 1, &target->chance, err));
    for (size_t k = 0; k < BASE_SHIFTS; k++)
        if (base_shifts[k] == 0 && isfinite(target->base_chance[k]))
            target->base_chance[k] = target->chance.probability;
    return STATUS_GOOD;
}

/* What each member decides is left as random paths tell it. */
static Status improve_joint(const Plan *given, const SimulateOptions *options, Forecast *forecast,
                            size_t index, Error *err)
{
    const Scenario *s = given->scenario;
    size_t members = scenario_members(s, index);
    size_t *member = calloc(members + 1, sizeof *member);
    if (!member)
        return error_memory(err);
    for (size_t m = 0; m < members; m++)
        member[m] = scenario_member(s, index, m);
    Chance *chance = &forecast->joint[index].chance;
    Status status = STATUS_GOOD;
    if (members == 1)
        *chance = forecast->target[member[0]].chance;
    else
        status = improve(given, options, member, members, chance, err);
    free(member);
    joint_bounds(forecast, index);
    return status;
}

static Status improve_all(const Plan *given, const SimulateOptions *options, Forecast *forecast,
                          Error *err)
{
    const Scenario *s = given->scenario;
    size_t all = s->targets + scenario_joints(s), done = 0;
    for (size_t i = 0; i < s->targets; i++) {
        tell(options, ++done, all + 1);
        TRY(improve_target(given, options, forecast, i, err));
    }
    for (size_t k = 0; k < scenario_joints(s); k++) {
        tell(options, ++done, all + 1);
        TRY(improve_joint(given, options, forecast, k, err));
    }
    return STATUS_GOOD;
}

Status importance_forecast(const Plan *plan, const SimulateOptions *options, Forecast **forecast,
                           Error *err)
{
    Plan *given = NULL;
    *forecast = NULL;
    if (plan->paths < RARE_PATHS_LEAST)
        return error_set(err, STATUS_INVALID,
                         "/simulation/paths: %llu; importance needs %d or more",
                         (unsigned long long)plan->paths, RARE_PATHS_LEAST);
    Status status = simulate_fan(plan, options, forecast, err);
    if (status == STATUS_GOOD)
        status = plan_by(&given, &given_sampling, plan, err);
    if (status == STATUS_GOOD)
        status = improve_all(given, options, *forecast, err);
    plan_free(given);
    if (status != STATUS_GOOD) {
        forecast_free(*forecast);
        *forecast = NULL;
    }
    return status;
}
