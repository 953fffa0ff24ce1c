#include "run/sweep.h"

#include "run/simulate.h"
#include "run/sweep_follow.h"
#include "run/sweep_lead.h"

enum { MOST_THREADS = 1024 };

Status sweep_stopped(const SweepOptions *options)
{
    return options->interrupt ? (Status)*options->interrupt : STATUS_GOOD;
}

double sweep_patience(const SweepOptions *options)
{
    return options->ranks->count > 1 ? 0.001 : 0.1;
}

Status sweep(const Sweep *sweep, const Variants *variants, const Results *results,
             const SweepOptions *options, Error *err)
{
    const Ranks *ranks = options->ranks;
    const SimulateOptions asked = { .threads = options->threads };
    size_t threads = options->threads || !ranks->send ? simulate_threads(&asked, MOST_THREADS) : 1;
    Crew *crew = NULL;
    Status status = ranks_agree(ranks, crew_start(&crew, sweep, variants, threads, err), err);
    if (status == STATUS_GOOD)
        status = ranks->rank ? sweep_follow(options, crew, err)
                             : sweep_lead(options, results, crew, threads, sweep->cells, err);
    crew_free(crew);
    return status;
}
