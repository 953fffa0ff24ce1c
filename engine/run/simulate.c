#include "run/simulate.h"

#include "run/known.h"
#include "run/pool.h"
#include "run/paths.h"

#include <math.h>
#include <unistd.h>

size_t simulate_threads(const SimulateOptions *options, size_t most)
{
    long processors = options->threads ? (long)options->threads : sysconf(_SC_NPROCESSORS_ONLN);
    size_t threads = processors < 1 ? 1 : (size_t)processors;
    return threads > most ? most : threads;
}

static bool run_lane(void *context, size_t worker, size_t lane)
{
    return paths_run(context, worker, lane, NULL);
}

Status simulate_paths(const Plan *plan, const SimulateOptions *options, Forecast **forecast,
                      Error *err)
{
    Paths *run = NULL;
    size_t threads = simulate_threads(options, PATHS_LANES);
    Status status = paths_new(&run, plan, options, threads, NULL, err);
    if (status == STATUS_GOOD) {
        size_t lanes = paths_lanes(run);
        pool_run(&(Pool){ .threads = threads < lanes ? threads : lanes,
                          .jobs = lanes,
                          .work = run_lane,
                          .context = run });
        status = paths_finish(run, forecast, err);
    }
    paths_free(run);
    return status;
}

/* The forecast of a sampling without paths; none when the scenario does not allow it, or when it
 * does not know the chance of all targets together, where paths say more. */
static Status try_instead(const Sampling *sampling, const Projection *projection,
                          const SimulateOptions *options, Forecast **forecast, Error *err)
{
    Plan *plan = NULL;
    Status status = plan_new_of(&plan, sampling, projection->scenario, projection, err);
    if (plan) {
        plan->without = options->without;
        status = sampling->forecast(plan, options, forecast, err);
    }
    plan_free(plan);
    if (status == STATUS_GOOD && projection->scenario->targets &&
        !isfinite((*forecast)->joint->chance.probability)) {
        forecast_free(*forecast);
        *forecast = NULL;
    }
    if (status != STATUS_INVALID && status != STATUS_NUMERIC)
        return status;
    *err = (Error){ 0 };
    *forecast = NULL;
    return STATUS_GOOD;
}

/* All that can be known without paths; when that is not all, the plan of the paths that are to tell
 * the rest. */
static Status prepare_best(const Sampling *asked, const Projection *projection,
                           const SimulateOptions *options, Plan **plan, Forecast **forecast,
                           Error *err)
{
    Forecast *known;
    TRY(known_forecast(asked->instead, projection, options, &known, err));
    if (known_whole(known, options->without)) {
        *forecast = known;
        return STATUS_GOOD;
    }
    Status status = plan_new(plan, projection->scenario, projection, err);
    if (status != STATUS_GOOD) {
        forecast_free(known);
        return status;
    }
    (*plan)->without = options->without;
    (*plan)->known = known;
    return STATUS_GOOD;
}

Status simulate_prepare(const Projection *projection, const SimulateOptions *options, Plan **plan,
                        Forecast **forecast, Error *err)
{
    const Sampling *asked = sampling_find(projection->scenario->simulation.sampling);
    *plan = NULL;
    *forecast = NULL;
    if (asked && asked->best)
        return prepare_best(asked, projection, options, plan, forecast, err);
    for (size_t i = 0; asked && asked->instead && asked->instead[i]; i++) {
        TRY(try_instead(asked->instead[i], projection, options, forecast, err));
        if (*forecast)
            return STATUS_GOOD;
    }
    TRY(plan_new(plan, projection->scenario, projection, err));
    (*plan)->without = options->without;
    if (!(*plan)->sampling->forecast)
        return STATUS_GOOD;
    Status status = (*plan)->sampling->forecast(*plan, options, forecast, err);
    plan_free(*plan);
    *plan = NULL;
    return status;
}

Status simulate(const Projection *projection, const SimulateOptions *options, Forecast **forecast,
                Error *err)
{
    Plan *plan = NULL;
    Status status = simulate_prepare(projection, options, &plan, forecast, err);
    if (plan)
        status = simulate_paths(plan, options, forecast, err);
    plan_free(plan);
    return status;
}
