#include "run/trial.h"

#include "run/plan.h"
#include "run/project.h"

#include <stdlib.h>

const Sampling *trial_sampling(const Scenario *scenario)
{
    const Sampling *sampling = sampling_find(scenario->simulation.sampling);
    bool paths = sampling && !sampling->best && !sampling->forecast;
    return !sampling || paths ? sampling : sampling_find("random");
}

Status trial_start(Trial *trial, const Sampling *sampling, const Scenario *scenario,
                   const SimulateOptions *options, Error *err)
{
    TRY(project(scenario, &trial->projection, err));
    if (sampling)
        TRY(plan_new_of(&trial->plan, sampling, scenario, trial->projection, err));
    else
        TRY(plan_new(&trial->plan, scenario, trial->projection, err));
    return simulate_paths(trial->plan, options, &trial->forecast, err);
}

ContrastRun trial_run(const Trial *trial)
{
    return (ContrastRun){ trial->plan, trial->forecast, trial->target };
}

void trial_free(Trial *trial)
{
    plan_free(trial->plan);
    forecast_free(trial->forecast);
    projection_free(trial->projection);
    scenario_free(trial->scenario);
    free(trial->target);
    *trial = (Trial){ 0 };
}
