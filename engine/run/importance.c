#include "run/importance.h"

#include "base/text.h"
#include "run/exact_joint.h"
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
    Status status = simulate_paths(random, &quiet, forecast, err);
    plan_free(random);
    if (status != STATUS_GOOD)
        return status;
    free((*forecast)->method);
    (*forecast)->method = text_copy(plan->sampling->name);
    return (*forecast)->method ? STATUS_GOOD : error_memory(err);
}

/* Replaces the chance of targets first .. end - 1 together when it is rare. */
static Status improve(const Plan *given, const SimulateOptions *options, size_t first, size_t end,
                      Chance *chance, Error *err)
{
    double p = chance->probability;
    bool found = false;
    RareEvent event = { 0 };
    Chance better;
    if (fmin(p, 1 - p) >= rare)
        return STATUS_GOOD;
    TRY(rare_event_new(&event, given->scenario, first, end, err));
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

/* The binding target is the one that random paths tell, else the least likely. */
static void bind(Joint *joint, const Forecast *forecast)
{
    size_t told = joint->binding;
    exact_joint_bounds(joint, forecast->scenario, forecast->target);
    if (forecast->target[told].only_miss > 0)
        joint->binding = told;
}

static Status improve_all(const Plan *given, const SimulateOptions *options, Forecast *forecast,
                          Error *err)
{
    const Scenario *s = given->scenario;
    Joint *joint = &forecast->joint;
    for (size_t i = 0; i < s->targets; i++) {
        TargetForecast *target = &forecast->target[i];
        tell(options, i + 1, s->targets + 2);
        TRY(improve(given, options, i, i + 1, &target->chance, err));
        for (size_t k = 0; k < BASE_SHIFTS; k++)
            if (base_shifts[k] == 0 && isfinite(target->base_chance[k]))
                target->base_chance[k] = target->chance.probability;
    }
    tell(options, s->targets + 1, s->targets + 2);
    if (s->targets == 1)
        joint->chance = forecast->target[0].chance;
    else if (s->targets)
        TRY(improve(given, options, 0, s->targets, &joint->chance, err));
    if (s->targets)
        bind(joint, forecast);
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
