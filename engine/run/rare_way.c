#include "run/rare_way.h"

#include "math/mixture.h"
#include "run/rare_weigh.h"

#include <math.h>
#include <stdlib.h>

enum {
    N = BLOCK_PATHS,
    LEAST = 80,         /* blocks of each way, where there are several */
    LEAST_RAISED = 112, /* the same where there are two searches */
    CROWD_PART = 50,    /* of the paths, how many search at a time */
    REFINE_PART = 15,   /* how many go to each refinement */
    CROWD_MOST = 4,     /* blocks, however many paths there are */
    SEARCH_MOST = 256,  /* times the crowd */
    REFINE_MOST = 16,   /* blocks */
    CHECKS = 2,
    WORTH_WANTED = 1000, /* of the points of a fit */
    SOFTENINGS = 16,
    CHAIN = 8 /* paths of the search that are worth one that is independent */
};

static const double search_share = 0.6; /* of the paths, most that the search may take */
static const double check_share = 0.3;  /* the same for a region that the proposal leaves out */
static const double raised = 0.15;      /* chance of an event in the search for rare ones */
static const double negligible = 1e-4;  /* of the likeliest way */
static const double minor = 0.005;      /* of a way, in a region that the proposal may leave out */
static const double least_share = 0.1;  /* of the proposal, for a region it left out */

/* ---- the search ---- */

/* By chance as it is, then, where events are rare, with their chances raised. */
static Status search(RareTrials *trials, uint64_t blocks, bool raise, double least,
                     RareFound *found, Error *err)
{
    size_t crowd = (size_t)(blocks / CROWD_PART);
    crowd = crowd < 1 ? 1 : crowd < CROWD_MOST ? crowd : CROWD_MOST;
    uint64_t most = (uint64_t)(search_share * (double)blocks) * N, limit = SEARCH_MOST * crowd * N;
    most = most < limit ? most : limit;
    RareSearch plain = { crowd, raise ? most / 2 : most, 0, NULL, least };
    TRY(rare_search(trials, &plain, found, err));
    RareSearch again = { crowd, most / 2, raised, NULL, 0 };
    return raise ? rare_search(trials, &again, found, err) : STATUS_GOOD;
}

/* ---- the fit ---- */

/* Brings weights that a few paths carry nearer to each other, by a power, until many carry them
 * (Koblents and Miguez 2015): what is fitted lies between what was drawn and what was wanted.
 * Returns what the weights are worth. */
static double soften(double *weight, size_t n)
{
    RareTotal total = { 0 };
    size_t hits = 0;
    rare_total_add(&total, weight, n);
    for (size_t i = 0; i < n; i++)
        hits += weight[i] > 0;
    double wanted = fmin(WORTH_WANTED, (double)hits / 3), worth = rare_total_worth(&total);
    for (size_t k = 0; k < SOFTENINGS && worth < wanted; k++) {
        double most = total.most;
        for (size_t i = 0; i < n; i++)
            weight[i] = pow(weight[i] / most, 0.8);
        total = (RareTotal){ 0 };
        rare_total_add(&total, weight, n);
        worth = rare_total_worth(&total);
    }
    return worth;
}

static double mean_weight(const RareFound *found)
{
    RareTotal total = { 0 };
    rare_total_add(&total, found->weight, found->n);
    return total.sum / (double)found->n;
}

static Status fit_found(Tilt *tilt, const RareFound *found, Error *err)
{
    TiltPoints points = { found->x, found->weight, found->n,
                          soften(found->weight, found->n) / CHAIN };
    double margin = fmin(1 + (double)tilt->dimensions / 10, 8);
    return mixture_fit(tilt, &points, margin, err);
}

/* Fits the mixture to the way as paths drawn from the mixture itself show it. */
static Status refine(RareWay *way, RareTrials *trials, size_t blocks, Error *err)
{
    size_t d = way->tilt.dimensions, n = blocks * N;
    RareTotal total;
    RareWeighing weighing = { .tilt = &way->tilt,
                              .weight = calloc(n, sizeof *weighing.weight),
                              .x = calloc(n * d + 1, sizeof *weighing.x) };
    Status status = weighing.weight && weighing.x
                        ? rare_weigh(&weighing, trials, blocks, &total, err)
                        : error_memory(err);
    if (status == STATUS_GOOD) {
        TiltPoints points = { weighing.x, weighing.weight, n, soften(weighing.weight, n) };
        if (points.worth > RARE_HITS_LEAST) {
            way->rough = total.sum / (double)n;
            status = mixture_fit(&way->tilt, &points, 0, err);
        }
    }
    free(weighing.weight);
    free(weighing.x);
    return status;
}

/* Adds a proposal for the region that was found. */
static Status join(RareWay *way, const RareDraws *draws, const RareFound *found, Error *err)
{
    Tilt other = { 0 };
    double rough = mean_weight(found);
    Status status = tilt_new(&other, draws->count, draws->chance, err);
    if (status == STATUS_GOOD)
        status = fit_found(&other, found, err);
    if (status == STATUS_GOOD && other.parts > 1)
        tilt_join(&way->tilt, &other, fmin(fmax(rough / (way->rough + rough), least_share), 0.5));
    tilt_free(&other);
    return status;
}

/* Looks for a region of the way that the proposal leaves out, such as one where noise does what an
 * event does elsewhere, and lets the proposal have it. */
static Status check(RareWay *way, RareTrials *trials, uint64_t blocks, bool *joined, Error *err)
{
    RareFound found = { 0 };
    uint64_t most = (uint64_t)(check_share * (double)blocks) * N;
    RareSearch settings = { 1, most, 0, &way->tilt, minor * way->rough };
    Status status = rare_search(trials, &settings, &found, err);
    *joined = status == STATUS_GOOD && found.n && mean_weight(&found) > minor * way->rough;
    if (*joined)
        status = join(way, rare_trials_draws(trials), &found, err);
    rare_found_free(&found);
    return status;
}

static Status fit(RareWay *way, RareTrials *trials, const RareFound *found, uint64_t blocks,
                  Error *err)
{
    const RareDraws *draws = rare_trials_draws(trials);
    size_t part = (size_t)(blocks / REFINE_PART);
    bool joined = true;
    part = part < REFINE_MOST ? part : REFINE_MOST;
    way->rough = mean_weight(found);
    TRY(tilt_new(&way->tilt, draws->count, draws->chance, err));
    TRY(fit_found(&way->tilt, found, err));
    TRY(refine(way, trials, part, err));
    for (size_t i = 0; i < CHECKS; i++) {
        if (joined)
            TRY(check(way, trials, blocks, &joined, err));
        TRY(refine(way, trials, part, err));
    }
    return STATUS_GOOD;
}

/* ---- all ways ---- */

static bool any_raised(const RareDraws *draws)
{
    for (size_t j = 0; j < draws->count; j++)
        if (draws->chance[j] > 0 && draws->chance[j] < raised / 2)
            return true;
    return false;
}

static double likeliest(const RareWays *ways)
{
    double most = 0;
    for (size_t k = 0; k < ways->ways; k++)
        most = fmax(most, ways->way[k].rough);
    return most;
}

/* Looks for one way, with so many blocks for it and its estimate. */
static Status find(RareWays *ways, RareTrials *trials, const RareEvent *event, uint64_t blocks,
                   Error *err)
{
    RareFound found = { 0 };
    Status status =
        search(trials, blocks, any_raised(&ways->draws), negligible * likeliest(ways), &found, err);
    ways->beyond += found.beyond;
    if (status == STATUS_GOOD && found.n) {
        RareWay *way = &ways->way[ways->ways++];
        way->bound = event->bound[event->looked];
        status = fit(way, trials, &found, blocks, err);
    }
    rare_found_free(&found);
    return status;
}

Status rare_ways_find(RareWays *ways, const Plan *plan, RareEvent *event,
                      const SimulateOptions *options, Error *err)
{
    RareTrials *trials = NULL;
    size_t count = event->missed ? event->bounds : 1;
    uint64_t least = count > 1 ? any_raised(&ways->draws) ? LEAST_RAISED : LEAST : 0;
    ways->blocks = plan->paths / N;
    if (ways->blocks < least * count)
        ways->blocks = least * count;
    ways->way = calloc(count, sizeof *ways->way);
    if (!ways->way)
        return error_memory(err);
    Status status = rare_trials_new(&trials, plan, event, &ways->draws, options, err);
    if (status == STATUS_GOOD)
        rare_trials_scale(trials, event);
    for (event->looked = 0; event->looked < count && status == STATUS_GOOD; event->looked++)
        status = find(ways, trials, event, ways->blocks / count, err);
    event->looked = 0;
    ways->used = trials ? rare_trials_used(trials) : 0;
    rare_trials_free(trials);
    return status;
}

void rare_ways_free(RareWays *ways)
{
    for (size_t k = 0; ways->way && k < ways->ways; k++)
        tilt_free(&ways->way[k].tilt);
    free(ways->way);
    rare_draws_free(&ways->draws);
    *ways = (RareWays){ 0 };
}
