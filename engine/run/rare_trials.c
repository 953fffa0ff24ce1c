#include "run/rare_trials.h"

#include "math/normal.h"
#include "run/given.h"
#include "run/pool.h"

#include <math.h>
#include <stdlib.h>

enum { N = BLOCK_PATHS };

typedef struct Worker {
    Plan plan; /* shallow: its draws are those of `given` */
    Given given;
    Block *block;
    double *x; /* [draw][path] */
    double u[N], became[N];
} Worker;

struct RareTrials {
    const RareEvent *event;
    const SimulateOptions *options;
    const RareDraws *draws;
    size_t threads;
    Worker **worker;
    Stream choice;
    uint64_t first, used;
    const RareWork *work; /* of the run at hand */
};

/* ---- the draws ---- */

static Status list_chances(RareDraws *draws, const Scenario *s, Error *err)
{
    draws->chance = calloc(draws->count + 1, sizeof *draws->chance);
    if (!draws->chance)
        return error_memory(err);
    for (size_t j = 0; j < draws->count; j++) {
        Address address = draws->address[j];
        double p = address.purpose == PURPOSE_EVENT
                       ? s->event[address.stream - s->indicators].probability
                       : 0;
        draws->chance[j] = p < 1 ? p : 0;
    }
    return STATUS_GOOD;
}

Status rare_draws_new(RareDraws *draws, const Plan *plan, const size_t *target, size_t targets,
                      Error *err)
{
    const Scenario *s = plan->scenario;
    bool *wanted = calloc(s->indicators, sizeof *wanted);
    *draws = (RareDraws){ 0 };
    if (!wanted)
        return error_memory(err);
    for (size_t i = 0; i < targets; i++)
        wanted[s->target[target[i]].indicator] = true;
    Status status = given_list(plan, wanted, &draws->address, &draws->count, err);
    free(wanted);
    return status == STATUS_GOOD ? list_chances(draws, s, err) : status;
}

void rare_draws_free(RareDraws *draws)
{
    free(draws->address);
    free(draws->chance);
}

/* ---- trials ---- */

const RareDraws *rare_trials_draws(const RareTrials *trials)
{
    return trials->draws;
}

uint64_t rare_trials_used(const RareTrials *trials)
{
    return trials->used;
}

static void draw(const RareTrials *trials, Worker *worker, uint64_t first)
{
    for (size_t j = 0; j < trials->draws->count; j++) {
        Address address = trials->draws->address[j];
        double *row = worker->x + j * N;
        stream_uniforms(worker->plan.stream[address.stream], PURPOSE_RARE + address.purpose,
                        address.step, first, row, N);
        normal_quantiles(row, row, N);
    }
    stream_uniforms(trials->choice, PURPOSE_RARE, 0, first, worker->u, N);
}

static bool run_block(void *context, size_t number, size_t block)
{
    RareTrials *trials = context;
    Worker *worker = trials->worker[number];
    const atomic_int *interrupt = trials->options->interrupt;
    if (interrupt && *interrupt)
        return false;
    draw(trials, worker, trials->first + trials->used + block * N);
    trials->work->shape(trials->work->context, block, worker->u, worker->x);
    block_simulate(worker->block, 0);
    (trials->work->shares ? rare_event_share : rare_event_score)(trials->event, worker->block,
                                                                 worker->became);
    trials->work->take(trials->work->context, block, worker->x, worker->became);
    return true;
}

Status rare_trials_run(RareTrials *trials, const RareWork *work, size_t blocks, Error *err)
{
    const atomic_int *interrupt = trials->options->interrupt;
    size_t threads = trials->threads < blocks ? trials->threads : blocks;
    trials->work = work;
    pool_run(&(Pool){ .threads = threads, .jobs = blocks, .work = run_block, .context = trials });
    trials->used += blocks * N;
    if (interrupt && *interrupt)
        return error_set(err, (Status)*interrupt, "interrupted");
    return STATUS_GOOD;
}

static Status worker_new(Worker **made, const RareTrials *trials, const Plan *plan, Error *err)
{
    Worker *worker = calloc(1, sizeof *worker);
    *made = worker;
    if (!worker)
        return error_memory(err);
    worker->x = calloc(trials->draws->count * N + 1, sizeof *worker->x);
    if (!worker->x)
        return error_memory(err);
    worker->given = (Given){ .address = trials->draws->address,
                             .draws = trials->draws->count,
                             .score = worker->x };
    worker->plan = *plan;
    worker->plan.given = &worker->given;
    return block_new(&worker->block, &worker->plan, err);
}

void rare_trials_apart(RareTrials *trials)
{
    trials->first = (uint64_t)1 << 60;
}

/* Fresh numbers far from those that are counted. */
void rare_trials_scale(RareTrials *trials, RareEvent *event)
{
    Worker *worker = trials->worker[0];
    draw(trials, worker, (uint64_t)1 << 61);
    block_simulate(worker->block, 0);
    rare_event_scale(event, worker->block);
}

Status rare_trials_new(RareTrials **made, const Plan *plan, const RareEvent *event,
                       const RareDraws *draws, const SimulateOptions *options, Error *err)
{
    RareTrials *trials = calloc(1, sizeof *trials);
    *made = trials;
    if (!trials)
        return error_memory(err);
    *trials = (RareTrials){ .event = event,
                            .options = options,
                            .draws = draws,
                            .threads = simulate_threads(options, plan->paths / N + 1),
                            .choice = stream_of(plan->scenario->simulation.seed, "/importance") };
    trials->worker = calloc(trials->threads, sizeof *trials->worker);
    Status status = trials->worker ? STATUS_GOOD : error_memory(err);
    for (size_t i = 0; i < trials->threads && status == STATUS_GOOD; i++)
        status = worker_new(&trials->worker[i], trials, plan, err);
    if (status != STATUS_GOOD) {
        rare_trials_free(trials);
        *made = NULL;
    }
    return status;
}

void rare_trials_free(RareTrials *trials)
{
    if (!trials)
        return;
    for (size_t i = 0; trials->worker && i < trials->threads; i++) {
        if (trials->worker[i]) {
            block_free(trials->worker[i]->block);
            free(trials->worker[i]->x);
        }
        free(trials->worker[i]);
    }
    free(trials->worker);
    free(trials);
}
