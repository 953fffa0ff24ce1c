#include "run/sweep_follow.h"

#include "run/sweep_share.h"

static void report(const Ranks *ranks, Crew *crew, double seconds)
{
    for (Chunk *chunk; (chunk = crew_take(crew, seconds)); seconds = 0) {
        sweep_share_report(ranks, chunk);
        chunk_free(chunk);
    }
}

/* Orders that have come; false when the last one has. */
static bool obey(const Ranks *ranks, Crew *crew, Status *trouble)
{
    for (Order order; sweep_share_obey(ranks, &order);) {
        Chunk *chunk = order.cells ? chunk_new(&order) : NULL;
        if (chunk)
            crew_give(crew, chunk);
        else if (order.cells)
            *trouble = STATUS_INTERNAL;
        else
            return false;
    }
    return true;
}

/* In trouble it makes no more, says so, and waits for the last order. */
Status sweep_follow(const SweepOptions *options, Crew *crew, Error *err)
{
    TRY(ranks_agree(options->ranks, STATUS_GOOD, err));
    Status trouble = STATUS_GOOD, said = STATUS_GOOD;
    while (obey(options->ranks, crew, &trouble)) {
        report(options->ranks, crew, sweep_patience(options));
        trouble = trouble ? trouble : sweep_stopped(options);
        if (trouble && !said) {
            sweep_share_say(options->ranks, said = trouble);
            crew_halt(crew);
        }
    }
    crew_halt(crew);
    report(options->ranks, crew, 0);
    sweep_share_say(options->ranks, STATUS_GOOD);
    return STATUS_GOOD;
}
