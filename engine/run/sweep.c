#include "run/sweep.h"

#include "run/pool.h"
#include "run/simulate.h"
#include "run/sweep_share.h"

#include <stdlib.h>
#include <time.h>

/* A batch is what is lost when the machine stops: it takes about a second. */
enum { FIRST_BATCH = 16, MOST_BATCH = 512 };
static const double SHORT_BATCH = 0.25, LONG_BATCH = 1; /* seconds */

typedef struct Batch {
    const Sweep *sweep;
    const Variants *variants;
    const SweepOptions *options;
    CellSlot *slot;
    uint64_t first;
    size_t cells;
} Batch;

static bool stopped(const SweepOptions *options)
{
    return options->interrupt && *options->interrupt;
}

static bool work(void *context, size_t worker, size_t job)
{
    Batch *batch = context;
    const Ranks *ranks = batch->options->ranks;
    size_t place = sweep_share_place(ranks, ranks->rank, job);
    CellSlot *slot = &batch->slot[place];
    const Cells cells = { batch->sweep, batch->variants, batch->options->interrupt, NULL };
    cells_make(&cells, batch->first + place, 1, slot);
    if (worker == 0 && batch->options->progress)
        batch->options->progress(batch->options->context, batch->first + place + 1);
    return slot->done;
}

/* Hands over the cells up to the first that is not done. */
static Status hand_over(const Batch *batch, const Results *results, size_t *done, Error *err)
{
    *done = 0;
    if (!batch->slot[0].done)
        return STATUS_GOOD;
    TRY(results->begin(results->context, err));
    for (; *done < batch->cells && batch->slot[*done].done; ++*done)
        TRY(results->put(results->context, &batch->slot[*done].result, err));
    return results->commit(results->context, err);
}

/* Why a batch is not whole. */
static Status explain(const Batch *batch, Error *err)
{
    for (size_t i = 0; i < batch->cells && !stopped(batch->options); i++) {
        const Error *why = &batch->slot[i].result.error;
        if (why->status != STATUS_GOOD && !cells_own_fault(why->status))
            return error_set(err, why->status, "cell %llu: %s",
                             (unsigned long long)batch->slot[i].result.cell, why->text);
    }
    return error_set(err,
                     stopped(batch->options) ? (Status)*batch->options->interrupt
                                             : STATUS_INTERRUPTED, /* another rank was */
                     "interrupted; --resume goes on with the rest");
}

static void make_own(Batch *batch, size_t threads)
{
    const Ranks *ranks = batch->options->ranks;
    size_t own = sweep_share_cells(ranks, ranks->rank, batch->cells);
    if (own)
        pool_run(&(Pool){ .threads = threads < own ? threads : own,
                          .jobs = own,
                          .work = work,
                          .context = batch });
}

static void clear(Batch *batch)
{
    for (size_t i = 0; i < batch->cells; i++) {
        result_free(&batch->slot[i].result);
        batch->slot[i].done = false;
    }
}

/* All of a batch; of other ranks than 0 only what they do for it. */
static Status run_batch(Batch *batch, const Results *results, size_t threads, Error *err)
{
    size_t done = 0;
    make_own(batch, threads);
    Status status = sweep_share_gather(batch->options->ranks, batch->slot, batch->cells, err);
    if (status == STATUS_GOOD && !batch->options->ranks->rank) {
        status = hand_over(batch, results, &done, err);
        if (status == STATUS_GOOD && done < batch->cells)
            status = explain(batch, err);
    }
    clear(batch);
    return status;
}

/* What rank 0 tells the others: the next batch; one without cells ends it. */
static void tell(Batch *batch)
{
    uint64_t next[2] = { batch->first, batch->cells };
    if (batch->options->ranks->broadcast)
        batch->options->ranks->broadcast(next, sizeof next);
    batch->first = next[0];
    batch->cells = (size_t)next[1];
}

static double now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + 1e-9 * (double)time.tv_nsec;
}

/* The next size, from how long one of this size took. */
static size_t next_size(size_t size, double seconds)
{
    size_t longer = 2 * size < MOST_BATCH ? 2 * size : MOST_BATCH;
    return seconds < SHORT_BATCH ? longer : seconds > LONG_BATCH && size > 1 ? size / 2 : size;
}

/* Rank 0 says what is next. */
static Status lead(Batch *batch, const Results *results, size_t threads, Error *err)
{
    size_t size = FIRST_BATCH * batch->options->ranks->count;
    Status status = STATUS_GOOD;
    size = size < MOST_BATCH ? size : MOST_BATCH;
    while (status == STATUS_GOOD && batch->first < batch->sweep->cells) {
        double start = now();
        uint64_t left = batch->sweep->cells - batch->first;
        batch->cells = left < size ? (size_t)left : size;
        tell(batch);
        status = run_batch(batch, results, threads, err);
        batch->first += batch->cells;
        size = next_size(size, now() - start);
    }
    batch->cells = 0;
    tell(batch);
    return status;
}

static Status follow(Batch *batch, size_t threads, Error *err)
{
    for (tell(batch); batch->cells; tell(batch))
        TRY(run_batch(batch, NULL, threads, err));
    return STATUS_GOOD;
}

Status sweep(const Sweep *sweep, const Variants *variants, const Results *results,
             const SweepOptions *options, Error *err)
{
    Batch batch = { .sweep = sweep,
                    .variants = variants,
                    .options = options,
                    .slot = calloc(MOST_BATCH, sizeof *batch.slot),
                    .first = options->done };
    size_t threads =
        options->threads || options->ranks->count == 1
            ? simulate_threads(&(SimulateOptions){ .threads = options->threads }, MOST_BATCH)
            : 1;
    Status status = ranks_agree(options->ranks, batch.slot ? STATUS_GOOD : STATUS_INTERNAL, err);
    if (status == STATUS_GOOD)
        status = options->ranks->rank ? follow(&batch, threads, err)
                                      : lead(&batch, results, threads, err);
    else if (!batch.slot)
        error_memory(err);
    free(batch.slot);
    return status;
}
