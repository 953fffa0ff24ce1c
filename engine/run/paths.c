#include "run/paths.h"

#include "run/contributions.h"
#include "run/replicates.h"
#include "run/summarize.h"

#include <stdlib.h>

/* Paths are cut into lanes of whole blocks, the same for any number of threads; the moments of a
 * lane grow in block order and lanes are merged in lane order, so that sums have one order. */

/* Worker 0 begins with the run, the others with their first lane. */
typedef struct Worker {
    Block *block; /* NULL: not begun */
    Summary summary;
    Contributions contributions;
    Error error;
} Worker;

struct Paths {
    const Plan *plan;
    const SimulateOptions *options;
    uint64_t blocks;
    size_t lanes, series, workers;
    Worker *worker;
    Moments *moments; /* [lane + replicate][indicator][year]: paths go up in both */
};

static uint64_t lane_start(const Paths *run, size_t lane)
{
    return run->blocks * lane / run->lanes;
}

size_t paths_lanes(const Paths *run)
{
    return run->lanes;
}

uint64_t paths_count(const Paths *run, size_t from, size_t to)
{
    return (lane_start(run, to) - lane_start(run, from)) * BLOCK_PATHS;
}

static bool interrupted(const SimulateOptions *options)
{
    return options->interrupt && *options->interrupt;
}

static Status begin_worker(Paths *run, Worker *worker, DrawsStore *store, Error *err)
{
    Worker *leader = &run->worker[0];
    if (worker->block)
        return worker->error.status;
    TRY(block_new(&worker->block, run->plan, err));
    block_take(worker->block, store);
    TRY(contributions_start(&worker->contributions, run->plan, err));
    return worker == leader ? summary_start(&worker->summary, worker->block, err)
                            : summary_like(&worker->summary, &leader->summary, err);
}

static void add_block(Paths *run, Worker *worker, Moments *moments, uint64_t first)
{
    uint64_t left = run->plan->paths - first;
    size_t paths = left < BLOCK_PATHS ? (size_t)left : BLOCK_PATHS;
    block_simulate(worker->block, first);
    summary_add(&worker->summary, moments, worker->block, first, paths);
    contributions_add(&worker->contributions, worker->block, first, paths);
}

bool paths_run(Paths *run, size_t number, size_t lane, DrawsStore *store)
{
    const SimulateOptions *options = run->options;
    Worker *worker = &run->worker[number];
    Moments *moments = run->moments + lane * run->series;
    uint64_t end = lane_start(run, lane + 1);
    if (begin_worker(run, worker, store, &worker->error) != STATUS_GOOD)
        return false;
    block_take(worker->block, store);
    for (uint64_t b = lane_start(run, lane); b < end; b++) {
        if (interrupted(options))
            return false;
        add_block(run, worker, moments, b * BLOCK_PATHS);
        if (number == 0 && options->progress)
            options->progress(options->context, (double)b / (double)run->blocks);
    }
    return true;
}

Status paths_new(Paths **made, const Plan *plan, const SimulateOptions *options, size_t workers,
                 DrawsStore *store, Error *err)
{
    Paths *run = calloc(1, sizeof *run);
    *made = NULL;
    if (!run)
        return error_memory(err);
    *run = (Paths){ .plan = plan,
                    .options = options,
                    .blocks = (plan->paths + BLOCK_PATHS - 1) / BLOCK_PATHS,
                    .series = plan->scenario->indicators * plan->years,
                    .workers = workers,
                    .worker = calloc(workers, sizeof *run->worker) };
    run->lanes = run->blocks < PATHS_LANES ? (size_t)run->blocks : PATHS_LANES;
    run->moments = calloc((run->lanes + plan->replicates) * run->series, sizeof *run->moments);
    Status status = run->worker && run->moments ? STATUS_GOOD : error_memory(err);
    if (status == STATUS_GOOD)
        status = begin_worker(run, run->worker, store, err);
    if (status == STATUS_GOOD)
        *made = run;
    else
        paths_free(run);
    return status;
}

void paths_free(Paths *run)
{
    if (!run)
        return;
    for (size_t i = 0; run->worker && i < run->workers; i++) {
        Worker *worker = &run->worker[i];
        block_free(worker->block);
        contributions_free(&worker->contributions);
        if (worker->summary.plan)
            summary_free(&worker->summary);
    }
    free(run->worker);
    free(run->moments);
    free(run);
}

/* The moments of all paths, then those of each replicate, merged in the order of paths. */
static void merge_moments(const Paths *run, Moments *merged)
{
    const Plan *plan = run->plan;
    size_t series = run->series;
    for (size_t lane = 0; lane < run->lanes; lane++) {
        uint64_t end = lane_start(run, lane + 1) * BLOCK_PATHS;
        uint64_t last = (end < plan->paths ? end : plan->paths) - 1;
        size_t r = replicates_part(plan, lane_start(run, lane) * BLOCK_PATHS, 1).replicate;
        for (; r <= replicates_part(plan, last, 1).replicate; r++)
            for (size_t i = 0; i < series; i++) {
                const Moments *moments = &run->moments[(lane + r) * series + i];
                moments_merge(&merged[i], moments);
                if (plan->replicates)
                    moments_merge(&merged[(1 + r) * series + i], moments);
            }
    }
}

/* What all workers have counted, in the first one. */
static Status merge_workers(Paths *run, Error *err)
{
    Worker *leader = &run->worker[0];
    for (size_t i = 0; i < run->workers; i++) {
        Worker *worker = &run->worker[i];
        if (worker->error.status != STATUS_GOOD)
            return error_set(err, worker->error.status, "%s", worker->error.text);
        if (i == 0 || !worker->block)
            continue;
        summary_merge(&leader->summary, &worker->summary);
        contributions_merge(&leader->contributions, &worker->contributions);
    }
    summary_close(&leader->summary);
    return STATUS_GOOD;
}

Status paths_finish(Paths *run, Forecast **forecast, Error *err)
{
    Worker *leader = &run->worker[0];
    *forecast = NULL;
    if (interrupted(run->options))
        return error_set(err, (Status)*run->options->interrupt, "interrupted");
    TRY(merge_workers(run, err));
    Moments *merged = calloc((1 + run->plan->replicates) * run->series, sizeof *merged);
    if (!merged)
        return error_memory(err);
    merge_moments(run, merged);
    Status status = summarize(&leader->summary, merged, forecast, err);
    free(merged);
    if (status == STATUS_GOOD)
        status = contributions_forecast(&leader->contributions, *forecast, err);
    if (status != STATUS_GOOD) {
        forecast_free(*forecast);
        *forecast = NULL;
    }
    return status;
}
