#include "run/rare_search.h"

#include "math/normal.h"
#include "math/sort.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

enum { N = BLOCK_PATHS, ROW = 64, KEPT = 10, STALLS = 3, MOVES = 2, LAST_MOVES = 8 };

static const double good_rate = 0.4; /* of accepted moves */
static const double uncovered = 8;   /* weight of a path that a proposal hardly draws */
static const double log_unit = 4;    /* of logarithms of weights, for one standard deviation */

/* The paths that are moved: x[block][draw][path]. */
typedef struct Crowd {
    size_t draws, n;
    double *x, *spare, *score, *sorted; /* spare: what is tried */
    size_t *nearest;                    /* the paths that are kept */
    size_t *accepted;                   /* [block]: steps that were accepted */
    size_t *steps;                      /* [block]: steps that were tried */
    unsigned char *stepped;             /* [path] */
    double level;                       /* no score is below */
    const double *chance;               /* [draw]: of an event to start; 0: it starts none */
    const Tilt *covered;                /* see RareSearch */
    double raised;                      /* no chance is below in the search */
    bool stuck;                         /* no path gets higher than others */
    double rate;                        /* a rough figure of the chance of getting to the level */
    double keep, step;                  /* a move is keep x + step z, keep^2 + step^2 = 1 */
} Crowd;

static void crowd_free(Crowd *crowd)
{
    free(crowd->x);
    free(crowd->spare);
    free(crowd->score);
    free(crowd->sorted);
    free(crowd->nearest);
    free(crowd->accepted);
    free(crowd->steps);
    free(crowd->stepped);
}

static Status crowd_new(Crowd *crowd, size_t draws, size_t blocks, Error *err)
{
    size_t n = blocks * N;
    *crowd = (Crowd){ .draws = draws, .n = n, .level = -INFINITY };
    crowd->x = calloc(n * draws + 1, sizeof *crowd->x);
    crowd->spare = calloc(n * (draws + 1), sizeof *crowd->spare);
    crowd->score = calloc(n, sizeof *crowd->score);
    crowd->sorted = calloc(n, sizeof *crowd->sorted);
    crowd->nearest = calloc(n, sizeof *crowd->nearest);
    crowd->accepted = calloc(blocks, sizeof *crowd->accepted);
    crowd->steps = calloc(blocks, sizeof *crowd->steps);
    crowd->stepped = calloc(n, sizeof *crowd->stepped);
    bool good = crowd->x && crowd->spare && crowd->score && crowd->sorted && crowd->nearest &&
                crowd->accepted && crowd->steps && crowd->stepped;
    return good ? STATUS_GOOD : error_memory(err);
}

static void set_step(Crowd *crowd, double step)
{
    crowd->step = fmin(fmax(step, 0.02), 1);
    crowd->keep = sqrt(1 - crowd->step * crowd->step);
}

/* The number that is farthest out changes places with another; x[draw * N] is one path. */
static void swap(const Crowd *crowd, double u, double *x)
{
    size_t far = 0, other = (size_t)(u * (double)crowd->draws);
    for (size_t j = 1; j < crowd->draws; j++)
        far = fabs(x[j * N]) > fabs(x[far * N]) ? j : far;
    double kept = x[far * N];
    x[far * N] = x[other * N];
    x[other * N] = kept;
}

/* ---- raised chances ---- */

/* The score of chance at the place of a score of the search; adds to the logarithm of the density
 * of chance over that of the search. */
static double lower(double chance, double raised, double x, double *log_weight)
{
    double u = normal_cdf(x), most = 1 - 0x1p-53;
    bool starts = u < raised;
    double ratio = starts ? chance / raised : (1 - chance) / (1 - raised);
    *log_weight += log(ratio);
    return normal_quantile(fmin(starts ? u * ratio : chance + (u - raised) * ratio, most));
}

static double lower_all(const Crowd *crowd, double *x)
{
    double log_weight = 0;
    for (size_t j = 0; j < crowd->draws; j++)
        if (crowd->chance[j] > 0 && crowd->chance[j] < crowd->raised)
            x[j * N] = lower(crowd->chance[j], crowd->raised, x[j * N], &log_weight);
    return log_weight;
}

/* ---- moves ---- */

/* Half of the paths take a step, in the others two numbers change places: what one year or
 * indicator did, another does. Both leave the law of chance as it is. */
static void shape(void *context, size_t block, const double *u, double *x)
{
    Crowd *crowd = context;
    const double *from = crowd->x + block * crowd->draws * N;
    double *tried = crowd->spare + block * crowd->draws * N;
    for (size_t p = 0; p < N; p++) {
        bool steps = u[p] < 0.5 || crowd->level == -INFINITY;
        crowd->stepped[block * N + p] = steps;
        for (size_t j = 0; j < crowd->draws; j++)
            x[j * N + p] = steps ? crowd->keep * from[j * N + p] + crowd->step * x[j * N + p]
                                 : from[j * N + p];
        if (!steps && crowd->draws)
            swap(crowd, 2 * u[p] - 1, x + p);
        for (size_t j = 0; j < crowd->draws; j++)
            tried[j * N + p] = x[j * N + p];
        lower_all(crowd, x + p);
    }
}

/* A path in the event whose weight under the proposal is below this is drawn often enough; the
 * others are as near as the logarithms of the weights tell, in units of about one deviation. */
static void keep_away(const Tilt *covered, const double *x, double *score)
{
    double scratch[TILT_PARTS * ROW], log_weight[ROW];
    for (size_t p = 0; p < N; p++) {
        if (p % ROW == 0)
            tilt_weigh(covered, x + p, N, ROW, scratch, log_weight);
        /* cppcheck-suppress uninitvar ; tilt_weigh fills it at the first path */
        double apart = (log(uncovered) - log_weight[p % ROW]) / log_unit;
        score[p] = apart > 0 ? fmin(score[p], -apart) : score[p];
    }
}

static void take(void *context, size_t block, const double *x, const double *became)
{
    Crowd *crowd = context;
    double score[N];
    memcpy(score, became, sizeof score);
    if (crowd->covered)
        keep_away(crowd->covered, x, score);
    double *to = crowd->x + block * crowd->draws * N, *own = crowd->score + block * N;
    const double *tried = crowd->spare + block * crowd->draws * N;
    crowd->accepted[block] = crowd->steps[block] = 0;
    for (size_t p = 0; p < N; p++) {
        crowd->steps[block] += crowd->stepped[block * N + p];
        if (!(score[p] >= crowd->level))
            continue;
        crowd->accepted[block] += crowd->stepped[block * N + p];
        own[p] = score[p];
        for (size_t j = 0; j < crowd->draws; j++)
            to[j * N + p] = tried[j * N + p];
    }
}

/* One move of each path, and the next step's size by how many were accepted. */
static Status move(Crowd *crowd, RareTrials *trials, Error *err)
{
    RareWork work = { crowd, shape, take, false };
    size_t accepted = 0, steps = 0;
    TRY(rare_trials_run(trials, &work, crowd->n / N, err));
    for (size_t block = 0; block < crowd->n / N; block++) {
        accepted += crowd->accepted[block];
        steps += crowd->steps[block];
    }
    double rate = (double)accepted / (double)steps;
    set_step(crowd, crowd->step * exp(1.5 * (rate - good_rate)));
    return STATUS_GOOD;
}

static size_t count_hits(const Crowd *crowd)
{
    size_t hits = 0;
    for (size_t i = 0; i < crowd->n; i++)
        hits += crowd->score[i] == INFINITY;
    return hits;
}

/* The next level: that of the nearest tenth, or, where too many have that score already, the next
 * higher score. False when no path is higher. */
static bool raise_level(Crowd *crowd)
{
    memcpy(crowd->sorted, crowd->score, crowd->n * sizeof *crowd->sorted);
    sort_doubles(crowd->sorted, crowd->spare, crowd->n);
    size_t at = crowd->n - crowd->n / KEPT;
    while (at < crowd->n &&
           !(crowd->sorted[at] > crowd->level && crowd->sorted[at] > crowd->sorted[0]))
        at++;
    if (at == crowd->n)
        return false;
    crowd->level = crowd->sorted[at];
    return true;
}

/* Puts the paths at or above the level, each as often, in the place of all. Returns their share. */
static double resample(Crowd *crowd)
{
    size_t kept = 0;
    for (size_t i = 0; i < crowd->n; i++)
        if (crowd->score[i] >= crowd->level)
            crowd->nearest[kept++] = i;
    for (size_t i = 0; i < crowd->n; i++) {
        size_t from = crowd->nearest[i * kept / crowd->n];
        crowd->sorted[i] = crowd->score[from];
        double *to = crowd->spare + i / N * crowd->draws * N + i % N;
        const double *x = crowd->x + from / N * crowd->draws * N + from % N;
        for (size_t j = 0; j < crowd->draws; j++)
            to[j * N] = x[j * N];
    }
    double *x = crowd->x;
    crowd->x = crowd->spare;
    crowd->spare = x;
    memcpy(crowd->score, crowd->sorted, crowd->n * sizeof *crowd->score);
    return (double)kept / (double)crowd->n;
}

/* Appends the paths to what is found. */
static Status add_found(Crowd *crowd, RareFound *found, Error *err)
{
    size_t n = found->n + crowd->n, d = crowd->draws;
    double *x = realloc(found->x, (n * d + 1) * sizeof *x);
    found->x = x ? x : found->x;
    double *weight = realloc(found->weight, n * sizeof *weight);
    found->weight = weight ? weight : found->weight;
    if (!x || !weight)
        return error_memory(err);
    for (size_t i = 0; i < crowd->n; i++) {
        double *from = crowd->x + i / N * d * N + i % N;
        weight[found->n + i] = crowd->rate * exp(lower_all(crowd, from));
        for (size_t j = 0; j < d; j++)
            x[(found->n + i) * d + j] = from[j * N];
    }
    found->n = n;
    return STATUS_GOOD;
}

static Status search(Crowd *crowd, RareTrials *trials, const RareSearch *settings, Error *err)
{
    const uint64_t most = rare_trials_used(trials) + settings->most;
    size_t stalls = 0;
    set_step(crowd, 1);
    TRY(move(crowd, trials, err)); /* all are accepted: fresh paths */
    set_step(crowd, 0.8);
    while (count_hits(crowd) < crowd->n / KEPT) {
        bool spent = rare_trials_used(trials) + (MOVES + LAST_MOVES) * crowd->n > most;
        if (spent || stalls > STALLS || crowd->rate < settings->negligible)
            break;
        if (raise_level(crowd))
            crowd->rate *= resample(crowd);
        else
            stalls++;
        for (size_t i = 0; i < MOVES; i++)
            TRY(move(crowd, trials, err));
    }
    crowd->stuck = stalls > STALLS;
    return STATUS_GOOD;
}

/* The hits are spread out once more, then handed over. */
static Status finish(Crowd *crowd, RareTrials *trials, RareFound *found, Error *err)
{
    crowd->level = INFINITY;
    crowd->rate *= resample(crowd);
    for (size_t i = 0; i < LAST_MOVES; i++)
        TRY(move(crowd, trials, err));
    return add_found(crowd, found, err);
}

Status rare_search(RareTrials *trials, const RareSearch *settings, RareFound *found, Error *err)
{
    const RareDraws *draws = rare_trials_draws(trials);
    Crowd crowd;
    Status status = crowd_new(&crowd, draws->count, settings->blocks, err);
    crowd.rate = 1;
    crowd.raised = settings->raised;
    crowd.covered = settings->covered;
    crowd.chance = draws->chance;
    if (status == STATUS_GOOD)
        status = search(&crowd, trials, settings, err);
    if (status == STATUS_GOOD && count_hits(&crowd))
        status = finish(&crowd, trials, found, err);
    else if (status == STATUS_GOOD && !crowd.stuck && !(settings->raised > 0))
        found->beyond = crowd.rate;
    if (found->n)
        found->beyond = 0;
    crowd_free(&crowd);
    return status;
}

void rare_found_free(RareFound *found)
{
    free(found->x);
    free(found->weight);
}
