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

Status trial_start(Trial *trial, const Scenario *scenario, const SimulateOptions *options,
                   Error *err)
{
    SimulateOptions own = *options;
    own.without = FORECAST_FANS | FORECAST_YEARS | FORECAST_PAIRS | FORECAST_JOINTS;
    TRY(project(scenario, &trial->projection, err));
    TRY(simulate_prepare(trial->projection, &own, &trial->plan, &trial->forecast, err));
    return trial->plan ? simulate_paths(trial->plan, &own, &trial->forecast, err) : STATUS_GOOD;
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
