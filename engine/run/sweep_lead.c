#include "run/sweep_lead.h"

#include "base/clock.h"
#include "run/dispatch.h"
#include "run/sweep_share.h"

#include <stdlib.h>

/* A transaction is what is lost when the machine stops. The first has one chunk, so that it shows
 * at once whether there is room, and each takes twice as long as the one before up to a second.
 * An interrupt shall end the sweep at once, whatever there is to write. */
static const double FIRST_SECONDS = 0.01, MOST_SECONDS = 1, LAST_SECONDS = 0.3;

static Status fail(Status status, Error *err)
{
    return status == STATUS_INTERNAL
               ? error_memory(err)
               : error_set(err, status, "interrupted; --resume goes on with the rest");
}

typedef struct Lead {
    const SweepOptions *options;
    const Results *results;
    Crew *crew;
    Dispatch dispatch;
    size_t threads; /* of each rank */
    size_t *held;   /* chunks that each rank has; of rank 0 its crew */
    size_t others;  /* that will still say something */
    bool idle;      /* nothing happened in this round */
    bool open;      /* a transaction, since */
    double opened;
    double lasting; /* the seconds that it takes; 0: one chunk */
    bool broken;    /* the results cannot be written */
} Lead;

static Status give(Lead *lead, size_t rank, const Order *order, Error *err)
{
    Chunk *chunk = rank ? NULL : chunk_new(order);
    if (rank)
        sweep_share_order(lead->options->ranks, rank, order);
    else if (chunk)
        crew_give(lead->crew, chunk);
    else
        return error_memory(err);
    lead->held[rank]++;
    return STATUS_GOOD;
}

/* Every thread has a chunk at hand when it has made one; but first every one has one. */
static Status hand_out(Lead *lead, Error *err)
{
    for (size_t depth = 1; depth <= 2 * lead->threads; depth++) {
        if (depth > lead->threads && !dispatch_plenty(&lead->dispatch))
            break;
        for (size_t rank = 0; rank < lead->options->ranks->count; rank++) {
            Order order;
            if (lead->held[rank] < depth && dispatch_next(&lead->dispatch, &order))
                TRY(give(lead, rank, &order, err));
        }
    }
    return STATUS_GOOD;
}

/* Why a chunk is not whole. */
static Status explain(const Lead *lead, const Chunk *chunk, size_t done, Error *err)
{
    const CellResult *cell = chunk->slot ? &chunk->slot[done].result : NULL;
    if (!cell)
        return error_memory(err);
    if (sweep_stopped(lead->options) || cell->error.status == STATUS_GOOD)
        return fail(
            sweep_stopped(lead->options) ? sweep_stopped(lead->options) : STATUS_INTERRUPTED, err);
    return error_set(err, cell->error.status, "cell %llu: %s", (unsigned long long)cell->cell,
                     cell->error.text);
}

static Status take_back(Lead *lead, size_t rank, Chunk *chunk, Error *err)
{
    size_t done = chunk_done(chunk);
    Status status = done < chunk->order.cells ? explain(lead, chunk, done, err) : STATUS_GOOD;
    lead->idle = false;
    lead->held[rank]--;
    dispatch_back(&lead->dispatch, chunk);
    return status;
}

static Status take_own(Lead *lead, double seconds, Error *err)
{
    for (Chunk *chunk; (chunk = crew_take(lead->crew, seconds)); seconds = 0)
        TRY(take_back(lead, 0, chunk, err));
    return STATUS_GOOD;
}

/* What the other ranks say. */
static Status hear(Lead *lead, Error *err)
{
    for (Heard heard; sweep_share_hear(lead->options->ranks, &heard);) {
        lead->others -= heard.last;
        if (heard.chunk)
            TRY(take_back(lead, heard.from, heard.chunk, err));
        if (heard.trouble)
            return fail(heard.trouble, err);
    }
    return STATUS_GOOD;
}

/* ---- writing ---- */

static Status put(Lead *lead, const Chunk *chunk, Error *err)
{
    const Results *results = lead->results;
    size_t done = chunk_done(chunk);
    if (done && !lead->open) {
        TRY(results->begin(results->context, err));
        lead->open = true;
        lead->opened = clock_seconds();
    }
    for (size_t i = 0; i < done; i++)
        TRY(results->put(results->context, &chunk->slot[i].result, err));
    return STATUS_GOOD;
}

static Status commit(Lead *lead, Error *err)
{
    if (!lead->open)
        return STATUS_GOOD;
    double longer = 2 * lead->lasting + FIRST_SECONDS;
    lead->lasting = longer < MOST_SECONDS ? longer : MOST_SECONDS;
    lead->open = false;
    Status status = lead->results->commit(lead->results->context, err);
    lead->broken = status != STATUS_GOOD;
    return status;
}

/* The next chunk, when it is its turn. */
static Status write_next(Lead *lead, bool *more, Error *err)
{
    Chunk *chunk = dispatch_take(&lead->dispatch);
    *more = chunk && chunk_done(chunk) == chunk->order.cells;
    Status status = chunk ? put(lead, chunk, err) : STATUS_GOOD;
    chunk_free(chunk);
    lead->broken = status != STATUS_GOOD;
    return status;
}

/* What is in order of all that was made before the end. */
static Status write_rest(Lead *lead, Error *err)
{
    double start = clock_seconds();
    bool more = true;
    while (more && !(sweep_stopped(lead->options) && clock_seconds() - start > LAST_SECONDS))
        TRY(write_next(lead, &more, err));
    return commit(lead, err);
}

/* ---- the flow ---- */

static Status work(Lead *lead, Error *err)
{
    const SweepOptions *options = lead->options;
    bool more;
    double wait = lead->idle ? sweep_patience(options) : 0;
    lead->idle = true;
    if (sweep_stopped(options))
        return fail(sweep_stopped(options), err);
    TRY(hand_out(lead, err));
    TRY(take_own(lead, wait, err));
    TRY(hear(lead, err));
    TRY(write_next(lead, &more, err));
    if (lead->open && clock_seconds() - lead->opened >= lead->lasting)
        TRY(commit(lead, err));
    lead->idle = lead->idle && !more;
    if (options->progress)
        options->progress(options->context, lead->dispatch.made);
    return STATUS_GOOD;
}

/* Ends all work and collects what is made. Its failures are those of the cells that it cuts off. */
static void end(Lead *lead)
{
    Error cut = { 0 };
    for (size_t rank = 1; rank < lead->options->ranks->count; rank++)
        sweep_share_order(lead->options->ranks, rank, NULL);
    crew_halt(lead->crew);
    while (take_own(lead, 0, &cut) != STATUS_GOOD)
        cut = (Error){ 0 };
    for (; lead->others; clock_rest(0.001))
        while (hear(lead, &cut) != STATUS_GOOD)
            cut = (Error){ 0 };
}

static Status start(Lead *lead, uint64_t end, Error *err)
{
    const Ranks *ranks = lead->options->ranks;
    lead->others = ranks->count - 1;
    lead->held = calloc(ranks->count, sizeof *lead->held);
    TRY(dispatch_start(&lead->dispatch, lead->options->done, end, ranks->count * lead->threads,
                       err));
    return lead->held ? STATUS_GOOD : error_memory(err);
}

/* What is made is written whatever stopped the work, but for the writing itself. */
static Status run(Lead *lead, Error *err)
{
    Status status = STATUS_GOOD;
    Error last = { 0 };
    while (status == STATUS_GOOD && !dispatch_complete(&lead->dispatch))
        status = work(lead, err);
    end(lead);
    if (lead->broken || write_rest(lead, &last) == STATUS_GOOD || status != STATUS_GOOD)
        return status;
    return error_set(err, last.status, "%s", last.text);
}

Status sweep_lead(const SweepOptions *options, const Results *results, Crew *crew, size_t threads,
                  uint64_t cells, Error *err)
{
    Lead lead = { .options = options, .results = results, .crew = crew, .threads = threads };
    Status status = ranks_agree(options->ranks, start(&lead, cells, err), err);
    if (status == STATUS_GOOD)
        status = run(&lead, err);
    dispatch_free(&lead.dispatch);
    free(lead.held);
    return status;
}
