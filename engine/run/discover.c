#include "run/discover.h"

#include "core/target.h"
#include "run/causes.h"
#include "run/trial.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { N = BLOCK_PATHS };

static const double alpha = 0.05; /* of the paths in a box that a face takes off (Bryant and
                                   * Lempert 2010) */
static const double least = 0.02; /* of all paths, in the last box */

/* ---- the sample ---- */

static Status record(const Plan *plan, const Causes *inputs, const SimulateOptions *options,
                     Discovery *discovery, Error *err)
{
    const Scenario *s = discovery->scenario;
    const Target *target = &s->target[discovery->target];
    double measure[N];
    unsigned char met[N];
    Block *block = NULL;
    TRY(block_new(&block, plan, err));
    Status status = STATUS_GOOD;
    for (uint64_t first = 0; first < discovery->paths && status == STATUS_GOOD; first += N) {
        size_t left = discovery->paths - (size_t)first, paths = left < N ? left : N;
        block_simulate(block, first);
        causes_record(inputs, block, first, paths);
        target_judge(target, s->base, block_level(block, target->indicator), N, paths, measure,
                     met);
        for (size_t p = 0; p < paths; p++)
            discovery->interest[first + p] = met[p] == discovery->met;
        if (options->interrupt && *options->interrupt)
            status = error_set(err, (Status)*options->interrupt, "interrupted");
    }
    block_free(block);
    return status;
}

static Status check(const Discovery *discovery, Error *err)
{
    const char *id = discovery->scenario->target[discovery->target].id;
    size_t interest = 0;
    for (size_t p = 0; p < discovery->paths; p++)
        interest += discovery->interest[p];
    if (!discovery->inputs)
        return error_set(err, STATUS_INVALID,
                         "/targets/%s: nothing that the target hangs on is uncertain; discovery "
                         "needs distributions, volatility, events or projects",
                         id);
    if (interest > 0 && interest < discovery->paths)
        return STATUS_GOOD;
    bool met = (interest > 0) == discovery->met;
    return error_set(err, STATUS_INVALID,
                     "/targets/%s: the target is %s on all %zu paths, so that no condition tells "
                     "them apart; discovery needs paths of both kinds",
                     id, met ? "met" : "missed", discovery->paths);
}

/* ---- boxes ---- */

static PrimSample sample_of(const Discovery *discovery, const double **row)
{
    for (size_t i = 0; i < discovery->inputs; i++)
        row[i] = discovery->input[i].x;
    return (PrimSample){ discovery->inputs, discovery->paths, row, discovery->interest };
}

static Status choose(Discovery *discovery, size_t box, Error *err)
{
    const PrimTrajectory *made = &discovery->trajectory;
    if (box > made->boxes)
        return error_set(err, STATUS_USAGE, "--box %zu: allowed are 1..%zu, the boxes found", box,
                         made->boxes);
    discovery->by_rule = box == 0;
    discovery->chosen = box ? box - 1 : prim_best(made);
    return STATUS_GOOD;
}

static void weigh(Discovery *discovery, const PrimSample *sample)
{
    const PrimBox *box = discovery_box(discovery);
    for (size_t v = 0; v < discovery->inputs; v++) {
        DiscoveryInput *input = &discovery->input[v];
        size_t inside, interest;
        input->quasi_p = input->without_it = NAN;
        if (!prim_restricts(box, v))
            continue;
        prim_count(sample, box, v, &inside, &interest);
        input->quasi_p = prim_quasi_p(sample, box, v);
        input->without_it = (double)interest / (double)inside;
    }
}

/* ---- reproducing ---- */

/* The paths of one half, or the other, in rows of their own. */
typedef struct Half {
    PrimSample sample;
    double *x;
    const double **row;
    unsigned char *y;
} Half;

static Status half_new(Half *half, const Discovery *discovery, Error *err)
{
    size_t n = discovery->inputs, paths = discovery->paths;
    half->x = calloc(n * paths + 1, sizeof *half->x);
    half->row = calloc(n + 1, sizeof *half->row);
    half->y = calloc(paths + 1, sizeof *half->y);
    if (!half->x || !half->row || !half->y)
        return error_memory(err);
    for (size_t v = 0; v < n; v++)
        half->row[v] = half->x + v * paths;
    half->sample = (PrimSample){ n, 0, half->row, half->y };
    return STATUS_GOOD;
}

static void half_free(Half *half)
{
    free(half->x);
    free(half->row);
    free(half->y);
}

/* The smaller half of the random numbers, or the larger. */
static void half_fill(Half *half, const Discovery *discovery, const double *u, bool upper)
{
    size_t paths = 0, all = discovery->paths;
    for (size_t p = 0; p < all; p++) {
        if ((u[p] >= 0.5) != upper)
            continue;
        for (size_t v = 0; v < discovery->inputs; v++)
            half->x[v * all + paths] = discovery->input[v].x[p];
        half->y[paths++] = discovery->interest[p];
    }
    half->sample.paths = paths;
}

/* The box of a half that corresponds to the chosen one: by the same rule, or of the same mass. */
static const PrimBox *box_like_chosen(const Discovery *discovery, const PrimTrajectory *found)
{
    double mass = prim_mass(&discovery->trajectory, discovery->chosen);
    return &found->box[discovery->by_rule ? prim_best(found) : prim_nearest(found, mass)];
}

/* A box found in one half: what it restricts, and what the other half says of it. */
static Status compare_halves(Discovery *discovery, const Half *one, const Half *other,
                             double *coverage, double *density, Error *err)
{
    PrimTrajectory found;
    size_t inside, interest, all = 0;
    TRY(prim_run(&one->sample, alpha, least, &found, err));
    const PrimBox *box = box_like_chosen(discovery, &found);
    for (size_t v = 0; v < discovery->inputs; v++)
        discovery->input[v].reproduced += prim_restricts(box, v);
    prim_count(&other->sample, box, discovery->inputs, &inside, &interest);
    for (size_t p = 0; p < other->sample.paths; p++)
        all += other->y[p];
    *coverage = (double)interest / (double)all;
    *density = (double)interest / (double)inside;
    prim_free(&found);
    return STATUS_GOOD;
}

/* Ten random cuts, each half of which looks for its own box. The means skip halves without paths of
 * interest, or inside. */
static Status reproduce_in(Discovery *discovery, Half half[2], double *u, Error *err)
{
    Stream stream = stream_of(discovery->scenario->simulation.seed, "discover/halves");
    double sum[2] = { 0 }, count[2] = { 0 };
    for (uint32_t i = 0; i < DISCOVERY_HALVES / 2; i++) {
        stream_uniforms(stream, PURPOSE_PARAMETER, i, 0, u, discovery->paths);
        for (int k = 0; k < 2; k++)
            half_fill(&half[k], discovery, u, k);
        for (int k = 0; k < 2; k++) {
            double share[2] = { NAN, NAN };
            TRY(compare_halves(discovery, &half[k], &half[1 - k], &share[0], &share[1], err));
            for (int j = 0; j < 2; j++) {
                sum[j] += isfinite(share[j]) ? share[j] : 0;
                count[j] += isfinite(share[j]);
            }
        }
    }
    for (size_t v = 0; v < discovery->inputs; v++)
        discovery->input[v].reproduced /= DISCOVERY_HALVES;
    discovery->held_coverage = sum[0] / count[0];
    discovery->held_density = sum[1] / count[1];
    return STATUS_GOOD;
}

static Status reproduce(Discovery *discovery, Error *err)
{
    Half half[2] = { 0 };
    double *u = calloc(discovery->paths + 1, sizeof *u);
    Status status = u ? half_new(&half[0], discovery, err) : error_memory(err);
    if (status == STATUS_GOOD)
        status = half_new(&half[1], discovery, err);
    if (status == STATUS_GOOD)
        status = reproduce_in(discovery, half, u, err);
    half_free(&half[0]);
    half_free(&half[1]);
    free(u);
    return status;
}

static Status find(Discovery *discovery, const DiscoverOptions *what, Error *err)
{
    const double **row = calloc(discovery->inputs + 1, sizeof *row);
    if (!row)
        return error_memory(err);
    PrimSample sample = sample_of(discovery, row);
    Status status = prim_run(&sample, alpha, least, &discovery->trajectory, err);
    if (status == STATUS_GOOD)
        status = choose(discovery, what->box, err);
    if (status == STATUS_GOOD) {
        weigh(discovery, &sample);
        status = reproduce(discovery, err);
    }
    free(row);
    return status;
}

static Status fill(Discovery *discovery, const Plan *plan, const DiscoverOptions *what,
                   const SimulateOptions *options, Error *err)
{
    Causes *inputs = NULL;
    discovery->paths = plan->paths < DISCOVER_PATHS ? (size_t)plan->paths : DISCOVER_PATHS;
    discovery->interest = calloc(discovery->paths + 1, sizeof *discovery->interest);
    Status status = discovery->interest ? STATUS_GOOD : error_memory(err);
    if (status == STATUS_GOOD)
        status = causes_new(&inputs, plan, discovery, err);
    if (status == STATUS_GOOD)
        status = record(plan, inputs, options, discovery, err);
    causes_free(inputs);
    if (status == STATUS_GOOD)
        status = check(discovery, err);
    return status == STATUS_GOOD ? find(discovery, what, err) : status;
}

Status discover(const Projection *projection, const DiscoverOptions *what,
                const SimulateOptions *options, Discovery **made, Error *err)
{
    const Scenario *s = projection->scenario;
    const Sampling *sampling = trial_sampling(s);
    Plan *plan = NULL;
    Discovery *discovery = calloc(1, sizeof *discovery);
    *made = NULL;
    if (!discovery)
        return error_memory(err);
    *discovery = (Discovery){ .scenario = s, .target = what->target, .met = what->met };
    discovery->chance =
        what->forecast ? what->forecast->target[what->target].chance : chance_unknown;
    Status status = sampling ? plan_new_of(&plan, sampling, s, projection, err)
                             : plan_new(&plan, s, projection, err);
    if (status == STATUS_GOOD)
        status = fill(discovery, plan, what, options, err);
    plan_free(plan);
    if (status == STATUS_GOOD)
        *made = discovery;
    else
        discovery_free(discovery);
    return status;
}
