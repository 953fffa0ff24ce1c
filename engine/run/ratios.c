#include "run/ratios.h"

#include "core/target.h"
#include "run/pool.h"

#include <math.h>
#include <stdlib.h>

enum { N = BLOCK_PATHS };

static Sketch *sketch_at(const Ratios *ratios, const RatioWorker *worker, size_t i, size_t t,
                         size_t side)
{
    return &worker->sketch[(i * ratios->plan->years + t) * 2 + side];
}

const Sketch *ratios_of(const Ratios *ratios, size_t corridor, size_t year, size_t side)
{
    return sketch_at(ratios, &ratios->worker[0], corridor, year, side);
}

static const Target *target_of(const Ratios *ratios, size_t i)
{
    return &ratios->plan->scenario->target[ratios->corridor[i].target];
}

/* Whether the target has a bound on that side. */
static bool bounded(const Ratios *ratios, size_t i, size_t side)
{
    const Target *target = target_of(ratios, i);
    return isfinite(side ? target->high : target->low);
}

void ratios_free(Ratios *ratios)
{
    for (size_t w = 0; w < ratios->workers; w++) {
        RatioWorker *worker = &ratios->worker[w];
        for (size_t i = 0; worker->sketch && i < 2 * ratios->corridors * ratios->plan->years; i++)
            sketch_free(&worker->sketch[i]);
        free(worker->sketch);
        free(worker->ratio);
        block_free(worker->block);
    }
    free(ratios->worker);
    *ratios = (Ratios){ 0 };
}

/* Of a path whose level is 0, which it stays, the ratio is 0. Returns how many paths count: from a
 * level x a path meets two bounds when low <= x least and x greatest <= high, for some x when
 * low / least <= high / greatest. */
static size_t fill(const Ratios *ratios, RatioWorker *worker, size_t i, size_t t, size_t paths)
{
    const int base = ratios->plan->scenario->base;
    const Target *target = target_of(ratios, i);
    const double *level = block_level(worker->block, target->indicator);
    size_t from = (size_t)(target->from - base), to = (size_t)(target->to - base), kept = 0;
    bool both = target_two_sided(target);
    from = from > t ? from : t;
    for (size_t p = 0; p < paths; p++) {
        double least = level[from * N + p], greatest = least, now = level[t * N + p];
        for (size_t y = from + 1; y <= to; y++) {
            least = level[y * N + p] < least ? level[y * N + p] : least;
            greatest = level[y * N + p] > greatest ? level[y * N + p] : greatest;
        }
        if (both && !(target->low * greatest <= target->high * least))
            continue;
        worker->ratio[kept] = now > 0 ? least / now : 0;
        worker->ratio[N + kept] = now > 0 ? greatest / now : 0;
        worker->finite =
            worker->finite && isfinite(worker->ratio[kept]) && isfinite(worker->ratio[N + kept]);
        kept++;
    }
    return kept;
}

static size_t paths_of(const Ratios *ratios, uint64_t block)
{
    uint64_t left = ratios->plan->paths - block * N;
    return left < N ? (size_t)left : N;
}

/* The ranges of a corridor's year from the ratios of the first worker; around 1 without any. */
static Status set_range(Ratios *ratios, size_t i, size_t t, size_t kept, Error *err)
{
    RatioWorker *first = &ratios->worker[0];
    for (size_t side = 0; side < 2; side++) {
        if (!bounded(ratios, i, side))
            continue;
        Sketch *sketch = sketch_at(ratios, first, i, t, side);
        double *ratio = first->ratio + side * N;
        ratio[0] = kept ? ratio[0] : 1;
        TRY(sketch_start(sketch, ratio, kept ? kept : 1, err));
        for (size_t w = 1; w < ratios->workers; w++)
            TRY(sketch_like(sketch_at(ratios, &ratios->worker[w], i, t, side), sketch, err));
    }
    return STATUS_GOOD;
}

/* Sets the ranges from the first block. */
static Status set_ranges(Ratios *ratios, Error *err)
{
    RatioWorker *first = &ratios->worker[0];
    size_t paths = paths_of(ratios, 0);
    block_simulate(first->block, 0);
    for (size_t i = 0; i < ratios->corridors; i++)
        for (size_t t = 0; !ratios->corridor[i].unknown && t + 1 < ratios->corridor[i].years; t++) {
            size_t kept = fill(ratios, first, i, t, paths);
            if (!first->finite)
                return STATUS_GOOD; /* told at the end */
            TRY(set_range(ratios, i, t, kept, err));
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
        worker->ratio = malloc(2 * N * sizeof *worker->ratio);
        worker->sketch =
            calloc(2 * ratios->corridors * ratios->plan->years + 1, sizeof *worker->sketch);
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
            size_t kept = fill(ratios, worker, i, t, paths);
            if (!worker->finite)
                return false;
            for (size_t side = 0; side < 2; side++)
                if (bounded(ratios, i, side))
                    sketch_add(sketch_at(ratios, worker, i, t, side), worker->ratio + side * N,
                               kept);
        }
    return !options->interrupt || !*options->interrupt;
}

/* Counts only: the order of merges changes nothing. */
static void merge(Ratios *ratios)
{
    const size_t cells = 2 * ratios->corridors * ratios->plan->years;
    for (size_t c = 0; c < cells; c++) {
        Sketch *into = &ratios->worker[0].sketch[c];
        for (size_t w = 1; into->count && w < ratios->workers; w++)
            sketch_merge(into, &ratios->worker[w].sketch[c]);
        if (into->count)
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
