#include "run/rare_chance.h"

#include "math/interval.h"
#include "math/mixture.h"
#include "run/rare_search.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum {
    N = BLOCK_PATHS,
    ROW = 64,          /* paths that are weighed together */
    CROWD_PART = 50,   /* of the paths, how many search at a time */
    SEARCH_PART = 2,   /* how many the whole search may take */
    REFINE_PART = 15,  /* how many go to each refinement */
    CROWD_MOST = 4,    /* blocks, however many paths there are */
    SEARCH_MOST = 256, /* times the crowd */
    REFINE_MOST = 16,  /* blocks */
    REFINEMENTS = 3,
    WORTH_WANTED = 1000, /* of the points of a fit */
    SOFTENINGS = 16,
    CHAIN = 8,       /* paths of the search that are worth one that is independent */
    HITS_LEAST = 100 /* effective ones, for an error that can be trusted */
};

static const double raised = 0.15;      /* chance of an event in the search for rare ones */
static const double most_weight = 0.05; /* of all, in one path */

typedef struct Estimate {
    const Plan *plan;
    const RareEvent *event;
    RareTrials *trials;
    Tilt tilt;
} Estimate;

/* ---- paths from the mixture ---- */

typedef struct Total {
    double sum, squares, most;
} Total;

static void total_add(Total *total, const double *weight, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        total->sum += weight[i];
        total->squares += weight[i] * weight[i];
        total->most = fmax(total->most, weight[i]);
    }
}

typedef struct Weighing {
    const Tilt *tilt;
    Total *total;   /* [block]: of the weights of paths in the event */
    double *weight; /* [path]: 0 outside the event; NULL: not kept */
    double *x;      /* [path][draw]; with the weights */
} Weighing;

static void shape(void *context, size_t block, const double *u, double *x)
{
    const Weighing *weighing = context;
    (void)block;
    tilt_move(weighing->tilt, u, x, N, N);
}

static void take(void *context, size_t block, const double *x, const double *score)
{
    Weighing *weighing = context;
    size_t draws = weighing->tilt->dimensions;
    double scratch[TILT_PARTS * ROW], weight[N];
    for (size_t p = 0; p < N; p += ROW)
        tilt_weigh(weighing->tilt, x + p, N, ROW, scratch, weight + p);
    for (size_t p = 0; p < N; p++)
        weight[p] = score[p] == INFINITY ? exp(weight[p]) : 0;
    total_add(&weighing->total[block], weight, N);
    if (!weighing->weight)
        return;
    memcpy(weighing->weight + block * N, weight, sizeof weight);
    for (size_t p = 0; p < N; p++)
        for (size_t j = 0; j < draws; j++)
            weighing->x[(block * N + p) * draws + j] = x[j * N + p];
}

/* Paths from the mixture as it is: blocks of them. */
static Status weigh(Estimate *estimate, Weighing *weighing, size_t blocks, Total *total, Error *err)
{
    RareWork work = { weighing, shape, take };
    *total = (Total){ 0 };
    weighing->tilt = &estimate->tilt;
    weighing->total = calloc(blocks + 1, sizeof *weighing->total);
    if (!weighing->total)
        return error_memory(err);
    Status status = rare_trials_run(estimate->trials, &work, blocks, err);
    for (size_t i = 0; i < blocks; i++) {
        total->sum += weighing->total[i].sum;
        total->squares += weighing->total[i].squares;
        total->most = fmax(total->most, weighing->total[i].most);
    }
    free(weighing->total);
    return status;
}

/* How many independent hits of equal weight they are worth. */
static double worth_of(const Total *total)
{
    return total->squares > 0 ? total->sum / total->squares * total->sum : 0;
}

/* ---- the mixture ---- */

/* Brings weights that a few paths carry nearer to each other, by a power, until many carry them
 * (Koblents and Miguez 2015): what is fitted lies between what was drawn and what was wanted.
 * Returns what the weights are worth. */
static double soften(double *weight, size_t n)
{
    Total total = { 0 };
    size_t hits = 0;
    total_add(&total, weight, n);
    for (size_t i = 0; i < n; i++)
        hits += weight[i] > 0;
    double wanted = fmin(WORTH_WANTED, (double)hits / 3), worth = worth_of(&total);
    for (size_t k = 0; k < SOFTENINGS && worth < wanted; k++) {
        double most = total.most;
        for (size_t i = 0; i < n; i++)
            weight[i] = pow(weight[i] / most, 0.8);
        total = (Total){ 0 };
        total_add(&total, weight, n);
        worth = worth_of(&total);
    }
    return worth;
}

static Status fit_found(Estimate *estimate, const RareFound *found, Error *err)
{
    TiltPoints points = { found->x, found->weight, found->n,
                          soften(found->weight, found->n) / CHAIN };
    double margin = fmin(1 + (double)estimate->tilt.dimensions / 10, 8);
    return mixture_fit(&estimate->tilt, &points, margin, err);
}

/* Fits the mixture to the event as paths drawn from the mixture itself show it. */
static Status refine(Estimate *estimate, Error *err)
{
    size_t blocks = (size_t)(estimate->plan->paths / REFINE_PART / N);
    blocks = blocks < REFINE_MOST ? blocks : REFINE_MOST;
    size_t d = estimate->tilt.dimensions, n = blocks * N;
    Total total;
    Weighing weighing = { .weight = calloc(n, sizeof *weighing.weight),
                          .x = calloc(n * d + 1, sizeof *weighing.x) };
    Status status = weighing.weight && weighing.x ? weigh(estimate, &weighing, blocks, &total, err)
                                                  : error_memory(err);
    if (status == STATUS_GOOD) {
        TiltPoints points = { weighing.x, weighing.weight, n, soften(weighing.weight, n) };
        if (points.worth > HITS_LEAST)
            status = mixture_fit(&estimate->tilt, &points, 0, err);
    }
    free(weighing.weight);
    free(weighing.x);
    return status;
}

/* ---- the estimate ---- */

static Status refuse(const Estimate *estimate, double p, double worth, Error *err)
{
    const RareEvent *event = estimate->event;
    bool one = event->targets == 1;
    return error_set(err, STATUS_NUMERIC,
                     "/targets%s%s: importance finds a chance near %.1g%s but few of %llu paths "
                     "carry it (worth %.0f; %d are needed); allowed are more paths, or another "
                     "--sampling",
                     one ? "/" : "", one ? event->scenario->target[event->target[0]].id : "", p,
                     event->missed ? " of missing" : "", (unsigned long long)estimate->plan->paths,
                     worth, HITS_LEAST);
}

/* exp(log p +- 1.96 error / p) never reaches 0. */
static void set_chance(Chance *chance, double p, double error, bool missed)
{
    double factor = exp(INTERVAL_Z95 * error / p);
    double low = p / factor, high = fmin(p * factor, 1);
    *chance = (Chance){ p, error, { low, high } };
    if (missed)
        *chance = (Chance){ 1 - p, error, { 1 - high, 1 - low } };
}

static Status estimate_chance(Estimate *estimate, Chance *chance, Error *err)
{
    uint64_t left = estimate->plan->paths - rare_trials_used(estimate->trials);
    size_t blocks = (size_t)(left / N);
    Weighing weighing = { 0 };
    Total total;
    TRY(weigh(estimate, &weighing, blocks, &total, err));
    double count = (double)blocks * N, p = total.sum / count, worth = worth_of(&total);
    double error = sqrt(fmax(total.squares / count - p * p, 0) / (count - 1));
    if (!(worth >= HITS_LEAST) || total.most > most_weight * total.sum)
        return refuse(estimate, p, worth, err);
    set_chance(chance, p, error, estimate->event->missed);
    return STATUS_GOOD;
}

static Status chance_of_found(Estimate *estimate, const RareFound *found, Chance *chance,
                              Error *err)
{
    TRY(tilt_new(&estimate->tilt, rare_trials_draws(estimate->trials),
                 rare_trials_chance(estimate->trials), err));
    TRY(fit_found(estimate, found, err));
    for (size_t i = 0; i < REFINEMENTS; i++)
        TRY(refine(estimate, err));
    return estimate_chance(estimate, chance, err);
}

/* By chance as it is, then, where events are rare, with their chances raised. */
static Status search(Estimate *estimate, RareFound *found, Error *err)
{
    const double *chance = rare_trials_chance(estimate->trials);
    size_t blocks = (size_t)(estimate->plan->paths / CROWD_PART / N);
    blocks = blocks < 1 ? 1 : blocks < CROWD_MOST ? blocks : CROWD_MOST;
    uint64_t most = estimate->plan->paths / SEARCH_PART, limit = SEARCH_MOST * blocks * N;
    most = most < limit ? most : limit;
    bool rare = false;
    for (size_t j = 0; j < rare_trials_draws(estimate->trials); j++)
        rare |= chance[j] > 0 && chance[j] < raised / 2;
    TRY(rare_search(estimate->trials, blocks, rare ? most / 2 : most, 0, found, err));
    return rare ? rare_search(estimate->trials, blocks, most / 2, raised, found, err) : STATUS_GOOD;
}

Status rare_chance(const Plan *plan, RareEvent *event, const SimulateOptions *options,
                   Chance *chance, bool *reached, Error *err)
{
    Estimate estimate = { .plan = plan, .event = event };
    RareFound found = { 0 };
    *reached = false;
    TRY(rare_trials_new(&estimate.trials, plan, event, options, err));
    Status status = search(&estimate, &found, err);
    *reached = status == STATUS_GOOD && found.n;
    if (*reached)
        status = chance_of_found(&estimate, &found, chance, err);
    tilt_free(&estimate.tilt);
    rare_found_free(&found);
    rare_trials_free(estimate.trials);
    return status;
}
