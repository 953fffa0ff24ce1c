#include "run/simulate.h"

#include "run/contributions.h"
#include "run/pool.h"
#include "run/replicates.h"
#include "run/summarize.h"

#include <math.h>
#include <stdlib.h>
#include <unistd.h>

/* Paths are cut into lanes of whole blocks, the same for any number of threads; the moments of a
 * lane grow in block order and lanes are merged in lane order, so that sums have one order. */
enum { MOST_LANES = 128 };

typedef struct Worker {
    Block *block;
    Summary summary;
    Contributions contributions;
} Worker;

typedef struct Work {
    const Plan *plan;
    const SimulateOptions *options;
    uint64_t blocks;
    size_t lanes, series;
    Worker *worker;
    Moments *moments; /* [lane + replicate][indicator][year]: paths go up in both */
} Work;

static uint64_t lane_start(const Work *work, size_t lane)
{
    return work->blocks * lane / work->lanes;
}

static bool interrupted(const SimulateOptions *options)
{
    return options->interrupt && *options->interrupt;
}

static bool simulate_lane(void *context, size_t number, size_t lane)
{
    Work *work = context;
    Worker *worker = &work->worker[number];
    Moments *moments = work->moments + lane * work->series;
    uint64_t end = lane_start(work, lane + 1);
    for (uint64_t b = lane_start(work, lane); b < end; b++) {
        if (interrupted(work->options))
            return false;
        uint64_t first = b * BLOCK_PATHS, left = work->plan->paths - first;
        block_simulate(worker->block, first);
        summary_add(&worker->summary, moments, worker->block, first,
                    left < BLOCK_PATHS ? (size_t)left : BLOCK_PATHS);
        contributions_add(&worker->contributions, worker->block, first,
                          left < BLOCK_PATHS ? (size_t)left : BLOCK_PATHS);
        if (number == 0 && work->options->progress)
            work->options->progress(work->options->context, (double)b / (double)work->blocks);
    }
    return true;
}

static Status work_start(Work *work, size_t threads, Error *err)
{
    work->worker = calloc(threads, sizeof *work->worker);
    work->moments =
        calloc((work->lanes + work->plan->replicates) * work->series, sizeof *work->moments);
    if (!work->worker || !work->moments)
        return error_memory(err);
    for (size_t i = 0; i < threads; i++) {
        TRY(block_new(&work->worker[i].block, work->plan, err));
        TRY(contributions_start(&work->worker[i].contributions, work->plan, err));
    }
    TRY(summary_start(&work->worker[0].summary, work->worker[0].block, err));
    for (size_t i = 1; i < threads; i++)
        TRY(summary_like(&work->worker[i].summary, &work->worker[0].summary, err));
    return STATUS_GOOD;
}

static void work_end(Work *work, size_t threads)
{
    for (size_t i = 0; work->worker && i < threads; i++) {
        block_free(work->worker[i].block);
        contributions_free(&work->worker[i].contributions);
        if (work->worker[i].summary.plan)
            summary_free(&work->worker[i].summary);
    }
    free(work->worker);
    free(work->moments);
}

/* The moments of all paths, then those of each replicate, merged in the order of paths. */
static void merge_moments(const Work *work, Moments *merged)
{
    const Plan *plan = work->plan;
    for (size_t lane = 0; lane < work->lanes; lane++) {
        uint64_t end = lane_start(work, lane + 1) * BLOCK_PATHS;
        uint64_t last = (end < plan->paths ? end : plan->paths) - 1;
        size_t r = replicates_part(plan, lane_start(work, lane) * BLOCK_PATHS, 1).replicate;
        for (; r <= replicates_part(plan, last, 1).replicate; r++)
            for (size_t i = 0; i < work->series; i++) {
                const Moments *moments = &work->moments[(lane + r) * work->series + i];
                moments_merge(&merged[i], moments);
                if (plan->replicates)
                    moments_merge(&merged[(1 + r) * work->series + i], moments);
            }
    }
}

static Status work_finish(Work *work, size_t threads, Forecast **forecast, Error *err)
{
    size_t rows = 1 + work->plan->replicates;
    Moments *merged = calloc(rows * work->series, sizeof *merged);
    if (!merged)
        return error_memory(err);
    for (size_t i = 1; i < threads; i++) {
        summary_merge(&work->worker[0].summary, &work->worker[i].summary);
        contributions_merge(&work->worker[0].contributions, &work->worker[i].contributions);
    }
    summary_close(&work->worker[0].summary);
    merge_moments(work, merged);
    Status status = summarize(&work->worker[0].summary, merged, forecast, err);
    free(merged);
    if (status == STATUS_GOOD)
        status = contributions_forecast(&work->worker[0].contributions, *forecast, err);
    if (status != STATUS_GOOD) {
        forecast_free(*forecast);
        *forecast = NULL;
    }
    return status;
}

size_t simulate_threads(const SimulateOptions *options, size_t most)
{
    long processors = options->threads ? (long)options->threads : sysconf(_SC_NPROCESSORS_ONLN);
    size_t threads = processors < 1 ? 1 : (size_t)processors;
    return threads > most ? most : threads;
}

Status simulate_paths(const Plan *plan, const SimulateOptions *options, Forecast **forecast,
                      Error *err)
{
    Work work = { .plan = plan,
                  .options = options,
                  .blocks = (plan->paths + BLOCK_PATHS - 1) / BLOCK_PATHS,
                  .series = plan->scenario->indicators * plan->years };
    work.lanes = work.blocks < MOST_LANES ? (size_t)work.blocks : MOST_LANES;
    size_t threads = simulate_threads(options, work.lanes);
    Status status = work_start(&work, threads, err);
    if (status == STATUS_GOOD) {
        pool_run(&(Pool){
            .threads = threads, .jobs = work.lanes, .work = simulate_lane, .context = &work });
        if (interrupted(options))
            status = error_set(err, (Status)*options->interrupt, "interrupted");
    }
    if (status == STATUS_GOOD)
        status = work_finish(&work, threads, forecast, err);
    work_end(&work, threads);
    return status;
}

/* The forecast of a sampling without paths; none when the scenario does not allow it, or when it
 * does not know the chance of all targets together, where paths say more. */
static Status try_instead(const Sampling *sampling, const Projection *projection,
                          const SimulateOptions *options, Forecast **forecast, Error *err)
{
    Plan *plan = NULL;
    Status status = plan_new_of(&plan, sampling, projection->scenario, projection, err);
    if (plan)
        status = sampling->forecast(plan, options, forecast, err);
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

Status simulate(const Projection *projection, const SimulateOptions *options, Forecast **forecast,
                Error *err)
{
    const Sampling *asked = sampling_find(projection->scenario->simulation.sampling);
    Plan *plan = NULL;
    *forecast = NULL;
    for (size_t i = 0; asked && asked->instead && asked->instead[i]; i++) {
        TRY(try_instead(asked->instead[i], projection, options, forecast, err));
        if (*forecast)
            return STATUS_GOOD;
    }
    TRY(plan_new(&plan, projection->scenario, projection, err));
    Status status = plan->sampling->forecast
                        ? plan->sampling->forecast(plan, options, forecast, err)
                        : simulate_paths(plan, options, forecast, err);
    plan_free(plan);
    return status;
}
