#include "run/ratios.h"

#include "run/pool.h"

#include <math.h>
#include <stdlib.h>

enum { N = BLOCK_PATHS };

static Sketch *sketch_at(const Ratios *ratios, const RatioWorker *worker, size_t i, size_t t)
{
    return &worker->sketch[i * ratios->plan->years + t];
}

const Sketch *ratios_of(const Ratios *ratios, size_t corridor)
{
    return sketch_at(ratios, &ratios->worker[0], corridor, 0);
}

void ratios_free(Ratios *ratios)
{
    for (size_t w = 0; w < ratios->workers; w++) {
        RatioWorker *worker = &ratios->worker[w];
        for (size_t i = 0; worker->sketch && i < ratios->corridors * ratios->plan->years; i++)
            sketch_free(&worker->sketch[i]);
        free(worker->sketch);
        free(worker->ratio);
        block_free(worker->block);
    }
    free(ratios->worker);
    *ratios = (Ratios){ 0 };
}

/* Of a path whose level is 0, which it stays, the ratio is 0. */
static void fill(const Ratios *ratios, RatioWorker *worker, size_t i, size_t t, size_t paths)
{
    const Scenario *s = ratios->plan->scenario;
    const Target *target = &s->target[ratios->corridor[i].target];
    const double *level = block_level(worker->block, target->indicator);
    size_t from = (size_t)(target->from - s->base), to = (size_t)(target->to - s->base);
    double sign = isfinite(target->low) ? 1 : -1;
    from = from > t ? from : t;
    for (size_t p = 0; p < paths; p++) {
        double nearest = level[from * N + p], now = level[t * N + p];
        for (size_t y = from + 1; y <= to; y++)
            nearest = sign * level[y * N + p] < sign * nearest ? level[y * N + p] : nearest;
        worker->ratio[p] = now > 0 ? nearest / now : 0;
        worker->finite = worker->finite && isfinite(worker->ratio[p]);
    }
}

static size_t paths_of(const Ratios *ratios, uint64_t block)
{
    uint64_t left = ratios->plan->paths - block * N;
    return left < N ? (size_t)left : N;
}

/* Sets the ranges from the first block. */
static Status set_ranges(Ratios *ratios, Error *err)
{
    RatioWorker *first = &ratios->worker[0];
    size_t paths = paths_of(ratios, 0);
    block_simulate(first->block, 0);
    for (size_t i = 0; i < ratios->corridors; i++)
        for (size_t t = 0; !ratios->corridor[i].unknown && t + 1 < ratios->corridor[i].years; t++) {
            fill(ratios, first, i, t, paths);
            if (!first->finite)
                return STATUS_GOOD; /* told at the end */
            TRY(sketch_start(sketch_at(ratios, first, i, t), first->ratio, paths, err));
            for (size_t w = 1; w < ratios->workers; w++)
                TRY(sketch_like(sketch_at(ratios, &ratios->worker[w], i, t),
                                sketch_at(ratios, first, i, t), err));
        }
    return STATUS_GOOD;
}

static Status start_workers(Ratios *ratios, size_t threads, Error *err)
{
    ratios->worker = calloc(threads, sizeof *ratios->worker);
    if (!ratios->worker)
        return error_memory(err);
    ratios->workers = threads;
    for (size_t w = 0; w < threads; w++) {
        RatioWorker *worker = &ratios->worker[w];
        worker->finite = true;
        worker->ratio = malloc(N * sizeof *worker->ratio);
        worker->sketch =
            calloc(ratios->corridors * ratios->plan->years + 1, sizeof *worker->sketch);
        if (!worker->ratio || !worker->sketch)
            return error_memory(err);
        TRY(block_new(&worker->block, ratios->plan, err));
    }
    return set_ranges(ratios, err);
}

static bool add_block(void *context, size_t number, size_t block)
{
    Ratios *ratios = context;
    RatioWorker *worker = &ratios->worker[number];
    const SimulateOptions *options = ratios->options;
    size_t paths = paths_of(ratios, block);
    block_simulate(worker->block, (uint64_t)block * N);
    for (size_t i = 0; i < ratios->corridors; i++)
        for (size_t t = 0; !ratios->corridor[i].unknown && t + 1 < ratios->corridor[i].years; t++) {
            fill(ratios, worker, i, t, paths);
            if (!worker->finite)
                return false;
            sketch_add(sketch_at(ratios, worker, i, t), worker->ratio, paths);
        }
    return !options->interrupt || !*options->interrupt;
}

/* Counts only: the order of merges changes nothing. */
static void merge(Ratios *ratios)
{
    for (size_t i = 0; i < ratios->corridors; i++)
        for (size_t t = 0; !ratios->corridor[i].unknown && t + 1 < ratios->corridor[i].years; t++) {
            Sketch *into = sketch_at(ratios, &ratios->worker[0], i, t);
            for (size_t w = 1; w < ratios->workers; w++)
                sketch_merge(into, sketch_at(ratios, &ratios->worker[w], i, t));
            sketch_close(into);
        }
}

Status ratios_run(Ratios *ratios, const SimulateOptions *options, Error *err)
{
    size_t blocks = (size_t)((ratios->plan->paths + N - 1) / N);
    bool finite = true;
    ratios->options = options;
    TRY(start_workers(ratios, simulate_threads(options, blocks), err));
    if (ratios->worker[0].finite)
        pool_run(&(Pool){
            .threads = ratios->workers, .jobs = blocks, .work = add_block, .context = ratios });
    if (options->interrupt && *options->interrupt)
        return error_set(err, (Status)*options->interrupt, "interrupted");
    for (size_t w = 0; w < ratios->workers; w++)
        finite = finite && ratios->worker[w].finite;
    if (!finite)
        return error_set(err, STATUS_NUMERIC,
                         "%s: some levels are not finite, so there is no corridor",
                         ratios->plan->scenario->id);
    merge(ratios);
    return STATUS_GOOD;
}
