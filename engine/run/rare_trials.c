#include "run/rare_trials.h"

#include "math/normal.h"
#include "run/given.h"
#include "run/pool.h"

#include <math.h>
#include <stdlib.h>

enum { N = BLOCK_PATHS, MOST_DRAWS = 4096 };

typedef struct Worker {
    Plan plan; /* shallow: its draws are those of `given` */
    Given given;
    Block *block;
    double *x; /* [draw][path] */
    double u[N], score[N], scratch[2 * N];
} Worker;

struct RareTrials {
    const RareEvent *event;
    const SimulateOptions *options;
    Address *address;
    double *chance; /* [draw] */
    size_t draws, threads;
    Worker **worker;
    Stream choice;
    uint64_t used;
    const RareWork *work; /* of the run at hand */
};

size_t rare_trials_draws(const RareTrials *trials)
{
    return trials->draws;
}

const double *rare_trials_chance(const RareTrials *trials)
{
    return trials->chance;
}

uint64_t rare_trials_used(const RareTrials *trials)
{
    return trials->used;
}

static void draw(const RareTrials *trials, Worker *worker, uint64_t first)
{
    for (size_t j = 0; j < trials->draws; j++) {
        Address address = trials->address[j];
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
    draw(trials, worker, trials->used + block * N);
    trials->work->shape(trials->work->context, block, worker->u, worker->x);
    block_simulate(worker->block, 0);
    rare_event_score(trials->event, worker->block, worker->scratch, worker->score);
    trials->work->take(trials->work->context, block, worker->x, worker->score);
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
    worker->x = calloc(trials->draws * N + 1, sizeof *worker->x);
    if (!worker->x)
        return error_memory(err);
    worker->given =
        (Given){ .address = trials->address, .draws = trials->draws, .score = worker->x };
    worker->plan = *plan;
    worker->plan.given = &worker->given;
    return block_new(&worker->block, &worker->plan, err);
}

static Status list_draws(RareTrials *trials, const Plan *plan, Error *err)
{
    const Scenario *s = plan->scenario;
    bool *wanted = calloc(s->indicators, sizeof *wanted);
    if (!wanted)
        return error_memory(err);
    for (size_t i = 0; i < trials->event->targets; i++)
        wanted[s->target[trials->event->target[i]].indicator] = true;
    Status status = given_list(plan, wanted, &trials->address, &trials->draws, err);
    free(wanted);
    if (status == STATUS_GOOD && trials->draws > MOST_DRAWS)
        return error_set(err, STATUS_INVALID,
                         "/targets/%s: %zu random numbers decide it; importance takes up to %d; "
                         "use --sampling random",
                         s->target[trials->event->target[0]].id, trials->draws, MOST_DRAWS);
    return status;
}

static Status list_chances(RareTrials *trials, const Scenario *s, Error *err)
{
    trials->chance = calloc(trials->draws + 1, sizeof *trials->chance);
    if (!trials->chance)
        return error_memory(err);
    for (size_t j = 0; j < trials->draws; j++) {
        Address address = trials->address[j];
        double p = address.purpose == PURPOSE_EVENT
                       ? s->event[address.stream - s->indicators].probability
                       : 0;
        trials->chance[j] = p < 1 ? p : 0;
    }
    return STATUS_GOOD;
}

/* The first block is of fresh numbers far from those that are counted. */
static void scale(RareTrials *trials, RareEvent *event)
{
    Worker *worker = trials->worker[0];
    draw(trials, worker, (uint64_t)1 << 61);
    block_simulate(worker->block, 0);
    rare_event_scale(event, worker->block, worker->scratch);
}

Status rare_trials_new(RareTrials **made, const Plan *plan, RareEvent *event,
                       const SimulateOptions *options, Error *err)
{
    RareTrials *trials = calloc(1, sizeof *trials);
    *made = trials;
    if (!trials)
        return error_memory(err);
    *trials = (RareTrials){ .event = event,
                            .options = options,
                            .threads = simulate_threads(options, plan->paths / N + 1),
                            .choice = stream_of(plan->scenario->simulation.seed, "/importance") };
    Status status = list_draws(trials, plan, err);
    if (status == STATUS_GOOD)
        status = list_chances(trials, plan->scenario, err);
    trials->worker = calloc(trials->threads, sizeof *trials->worker);
    if (status == STATUS_GOOD && !trials->worker)
        status = error_memory(err);
    for (size_t i = 0; i < trials->threads && status == STATUS_GOOD; i++)
        status = worker_new(&trials->worker[i], trials, plan, err);
    if (status == STATUS_GOOD) {
        scale(trials, event);
    } else {
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
    free(trials->address);
    free(trials->chance);
    free(trials);
}
