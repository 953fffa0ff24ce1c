/* Three passes over blocks of paths: the base points A and B; for each input A and B with this
 * input exchanged (Sobol' indices) and A with it at each quantile (the spider, whose ends are the
 * tornado); and for the Shapley effects A renewed input by input in a random order. Outputs lie by
 * path, so that no sum depends on the threads. */
#include "run/sensitivity.h"

#include "math/normal.h"
#include "math/shapley.h"
#include "math/sobol_index.h"
#include "run/effects.h"
#include "run/given.h"
#include "run/mixing.h"
#include "run/pool.h"

#include <math.h>
#include <stdlib.h>

enum { N = BLOCK_PATHS, CHUNK = 32, CHUNKS = N / CHUNK };

/* Outputs that are kept. */
enum { AT_A, AT_B, A_FROM_B, B_FROM_A, BASES };

typedef struct Work {
    const Plan *plan;
    const SensitivityQuestion *question;
    const SimulateOptions *options;
    Inputs inputs;
    Stream resample, order;
    Sensitivity *result;
    size_t points, blocks, threads, done, passes;
    Mixing **worker;
    double *output[OUTPUTS][BASES]; /* [point] */
    double *measure[QUANTILES];     /* [point], of the input at hand, as `met` */
    unsigned char *met[QUANTILES];
    double *scratch;
    size_t input;             /* of the pass at hand */
    double *shapley[OUTPUTS]; /* [chunk][input] */
    double **step[OUTPUTS];   /* [worker]: [step][path] */
    unsigned **turn;          /* [worker]: [step][path], the input renewed */
    bool (*pass)(struct Work *work, size_t worker, size_t block);
} Work;

/* ---- passes ---- */

static size_t paths_in(const Work *work, size_t block)
{
    size_t left = work->points - block * N;
    return left < N ? left : N;
}

static void keep(Work *work, const Mixing *mixing, size_t block, size_t base)
{
    for (size_t p = 0; p < paths_in(work, block); p++) {
        work->output[OUTPUT_MEASURE][base][block * N + p] = mixing->measure[p];
        work->output[OUTPUT_MET][base][block * N + p] = mixing->met[p];
    }
}

static bool pass_base(Work *work, size_t worker, size_t block)
{
    Mixing *mixing = work->worker[worker];
    mixing_draw(mixing, block * N);
    mixing_reset(mixing, false);
    mixing_run(mixing);
    keep(work, mixing, block, AT_A);
    mixing_reset(mixing, true);
    mixing_run(mixing);
    keep(work, mixing, block, AT_B);
    return true;
}

static void move_input(Work *work, Mixing *mixing, size_t block)
{
    for (size_t q = 0; q < QUANTILES; q++) {
        mixing_reset(mixing, false);
        mixing_move(mixing, work->input, normal_quantile(quantile_levels[q]));
        mixing_run(mixing);
        for (size_t p = 0; p < paths_in(work, block); p++) {
            work->measure[q][block * N + p] = mixing->measure[p];
            work->met[q][block * N + p] = mixing->met[p];
        }
    }
}

static bool pass_input(Work *work, size_t worker, size_t block)
{
    Mixing *mixing = work->worker[worker];
    mixing_draw(mixing, block * N);
    for (size_t b = 0; b < 2 && work->result->parts & SENSITIVITY_INDICES; b++) {
        mixing_reset(mixing, b);
        mixing_take(mixing, work->input, !b);
        mixing_run(mixing);
        keep(work, mixing, block, b ? B_FROM_A : A_FROM_B);
    }
    if (work->result->parts & SENSITIVITY_MOVES)
        move_input(work, mixing, block);
    return true;
}

/* turn[j * N + p]: the input that path p renews in step j, a random order for each path. */
static void draw_orders(const Work *work, uint64_t first, unsigned *turn)
{
    double u[N];
    size_t n = work->inputs.inputs;
    for (size_t j = 0; j < n; j++)
        for (size_t p = 0; p < N; p++)
            turn[j * N + p] = (unsigned)j;
    for (size_t j = n; j-- > 1;) {
        stream_uniforms(work->order, PURPOSE_RESAMPLE, (uint32_t)j, first, u, N);
        for (size_t p = 0; p < N; p++) {
            size_t k = (size_t)(u[p] * (double)(j + 1));
            unsigned other = turn[k * N + p];
            turn[k * N + p] = turn[j * N + p];
            turn[j * N + p] = other;
        }
    }
}

static bool pass_shapley(Work *work, size_t worker, size_t block)
{
    Mixing *mixing = work->worker[worker];
    size_t n = work->inputs.inputs, paths = paths_in(work, block);
    unsigned *turn = work->turn[worker];
    mixing_draw(mixing, block * N);
    mixing_reset(mixing, false);
    draw_orders(work, block * N, turn);
    for (size_t j = 0; j < n; j++) /* what is renewed first is drawn last */
        for (size_t p = 0; p < N; p++)
            mixing->rank[turn[j * N + p] * N + p] = (unsigned)(n - j);
    for (size_t j = 0; j <= n; j++) {
        for (size_t p = 0; p < N && j > 0; p++)
            mixing->from_b[turn[(j - 1) * N + p] * N + p] = 1;
        mixing_run(mixing);
        for (size_t p = 0; p < N; p++) {
            work->step[OUTPUT_MEASURE][worker][j * N + p] = mixing->measure[p];
            work->step[OUTPUT_MET][worker][j * N + p] = mixing->met[p];
        }
    }
    for (size_t from = 0; from < paths; from += CHUNK)
        for (size_t o = 0; o < OUTPUTS; o++)
            shapley_add(work->step[o][worker] + from, turn + from, N, n,
                        paths - from < CHUNK ? paths - from : CHUNK,
                        work->shapley[o] + (block * CHUNKS + from / CHUNK) * n);
    return true;
}

static bool run_block(void *context, size_t worker, size_t block)
{
    Work *work = context;
    const SimulateOptions *options = work->options;
    if (options->interrupt && *options->interrupt)
        return false;
    if (worker == 0 && options->progress)
        options->progress(options->context,
                          ((double)work->done + (double)block / (double)work->blocks) /
                              (double)work->passes);
    return work->pass(work, worker, block);
}

static Status run_pass(Work *work, bool (*pass)(Work *, size_t, size_t), Error *err)
{
    const SimulateOptions *options = work->options;
    work->pass = pass;
    pool_run(&(Pool){
        .threads = work->threads, .jobs = work->blocks, .work = run_block, .context = work });
    work->done++;
    if (options->interrupt && *options->interrupt)
        return error_set(err, (Status)*options->interrupt, "interrupted");
    return STATUS_GOOD;
}

/* ---- what the outputs say ---- */

static Status find_indices(const Work *work, InputEffect *effect, Error *err)
{
    for (size_t o = 0; o < OUTPUTS; o++) {
        double *const *at = work->output[o];
        SobolOutputs outputs = { at[AT_A], at[AT_B], at[A_FROM_B], at[B_FROM_A], work->points };
        Estimate index[SOBOL_INDICES];
        TRY(sobol_index(&outputs, work->resample, index, err));
        effect->first[o] = effects_cleaned(index[SOBOL_FIRST]);
        effect->total[o] = effects_cleaned(index[SOBOL_TOTAL]);
    }
    return STATUS_GOOD;
}

static Status find_shapley(const Work *work, Error *err)
{
    size_t n = work->inputs.inputs, rows = (work->points + CHUNK - 1) / CHUNK;
    Estimate *estimate = calloc(n, sizeof *estimate);
    Status status = estimate ? STATUS_GOOD : error_memory(err);
    for (size_t o = 0; o < OUTPUTS && status == STATUS_GOOD; o++) {
        status = shapley_effects(work->shapley[o], rows, n, work->resample, estimate, err);
        for (size_t i = 0; i < n && status == STATUS_GOOD; i++)
            work->result->effect[i].shapley[o] = effects_cleaned(estimate[i]);
    }
    free(estimate);
    return status;
}

static Status find_base(Work *work, Error *err)
{
    double hits = 0;
    for (size_t i = 0; i < work->points; i++) {
        hits += work->output[OUTPUT_MET][AT_A][i];
        work->measure[0][i] = work->output[OUTPUT_MEASURE][AT_A][i];
        if (isinf(work->measure[0][i]))
            return error_set(err, STATUS_NUMERIC, "/targets/%s: levels overflow",
                             work->plan->scenario->target[work->result->target].id);
    }
    Sensitivity *result = work->result;
    result->chance = effects_chance(hits, work->points);
    result->median =
        effects_median(work->measure[0], work->scratch, work->points, &result->median_error);
    if (work->question->forecast) {
        const TargetForecast *own = &work->question->forecast->target[result->target];
        result->chance = own->chance;
        result->median = own->median;
        result->median_error = own->median_error;
    }
    return STATUS_GOOD;
}

/* ---- making ---- */

static Status take_inputs(Work *work, Error *err)
{
    Sensitivity *result = work->result;
    const Scenario *s = work->plan->scenario;
    result->inputs = work->inputs.inputs;
    result->effect = calloc(result->inputs, sizeof *result->effect);
    if (!result->effect)
        return error_memory(err);
    result->alone = true;
    for (size_t i = 0; i < result->inputs; i++) {
        InputEffect *effect = &result->effect[i];
        effect->input = work->inputs.input[i];
        work->inputs.input[i] = (Input){ 0 }; /* handed over */
        effect->swing = effect->swing_error = NAN;
        for (size_t o = 0; o < OUTPUTS; o++)
            effect->first[o] = effect->total[o] = effect->shapley[o] = estimate_unknown;
        for (size_t q = 0; q < QUANTILES; q++) {
            effect->chance[q] = chance_unknown;
            effect->median[q] = effect->median_error[q] = NAN;
        }
        result->alone &= !effect->input.what ||
                         effect->input.id == s->indicator[s->target[result->target].indicator].id;
    }
    return STATUS_GOOD;
}

static Status new_outputs(Work *work, Error *err)
{
    bool good = (work->scratch = calloc(work->points, sizeof *work->scratch));
    for (size_t o = 0; o < OUTPUTS; o++)
        for (size_t b = 0; b < BASES; b++)
            good &= !!(work->output[o][b] = calloc(work->points, sizeof *work->output[o][b]));
    for (size_t q = 0; q < QUANTILES; q++) {
        good &= !!(work->measure[q] = calloc(work->points, sizeof *work->measure[q]));
        good &= !!(work->met[q] = calloc(work->points, sizeof *work->met[q]));
    }
    return good ? STATUS_GOOD : error_memory(err);
}

static Status new_workers(Work *work, Error *err)
{
    size_t n = work->inputs.inputs, cells = (n + 1) * N;
    work->worker = calloc(work->threads, sizeof *work->worker);
    work->turn = calloc(work->threads, sizeof *work->turn);
    bool good = work->worker && work->turn;
    for (size_t o = 0; o < OUTPUTS; o++) {
        work->step[o] = calloc(work->threads, sizeof *work->step[o]);
        work->shapley[o] = calloc(work->blocks * CHUNKS * n, sizeof *work->shapley[o]);
        good &= work->step[o] && work->shapley[o];
    }
    for (size_t i = 0; good && i < work->threads; i++) {
        good &= !!(work->turn[i] = calloc(cells, sizeof *work->turn[i]));
        for (size_t o = 0; o < OUTPUTS; o++)
            good &= !!(work->step[o][i] = calloc(cells, sizeof *work->step[o][i]));
        TRY(mixing_new(&work->worker[i], work->plan, &work->inputs, work->result->target, err));
    }
    return good ? STATUS_GOOD : error_memory(err);
}

static void work_free(Work *work)
{
    for (size_t i = 0; i < work->threads; i++) {
        mixing_free(work->worker ? work->worker[i] : NULL);
        free(work->turn ? work->turn[i] : NULL);
        for (size_t o = 0; o < OUTPUTS; o++)
            free(work->step[o] ? work->step[o][i] : NULL);
    }
    free(work->worker);
    free(work->turn);
    for (size_t o = 0; o < OUTPUTS; o++) {
        free(work->step[o]);
        free(work->shapley[o]);
        for (size_t b = 0; b < BASES; b++)
            free(work->output[o][b]);
    }
    for (size_t q = 0; q < QUANTILES; q++) {
        free(work->measure[q]);
        free(work->met[q]);
    }
    free(work->scratch);
    inputs_free(&work->inputs);
}

static Status run_passes(Work *work, Error *err)
{
    unsigned parts = work->result->parts;
    bool by_input = parts & (SENSITIVITY_MOVES | SENSITIVITY_INDICES);
    work->passes = 1 + (by_input ? work->inputs.inputs : 0) + !!(parts & SENSITIVITY_SHAPLEY);
    TRY(run_pass(work, pass_base, err));
    TRY(find_base(work, err));
    for (work->input = 0; by_input && work->input < work->inputs.inputs; work->input++) {
        InputEffect *effect = &work->result->effect[work->input];
        TRY(run_pass(work, pass_input, err));
        if (parts & SENSITIVITY_MOVES)
            effects_moves(effect, work->met, work->measure, work->scratch, work->points);
        if (parts & SENSITIVITY_INDICES)
            TRY(find_indices(work, effect, err));
    }
    if (parts & SENSITIVITY_SHAPLEY) {
        TRY(run_pass(work, pass_shapley, err));
        TRY(find_shapley(work, err));
    }
    qsort(work->result->effect, work->result->inputs, sizeof *work->result->effect,
          effects_compare);
    return STATUS_GOOD;
}

static Status check(const Work *work, size_t target, unsigned parts, Error *err)
{
    const Scenario *s = work->plan->scenario;
    const size_t *pair = work->inputs.pair;
    if (!work->inputs.inputs)
        return error_set(err, STATUS_INVALID,
                         "/targets/%s: nothing uncertain moves it: every quantity behind %s is a "
                         "plain number, and there are no shocks or events",
                         s->target[target].id, s->indicator[s->target[target].indicator].id);
    if (parts & SENSITIVITY_INDICES && pair[0] != pair[1])
        return error_set(err, STATUS_INVALID,
                         "/targets/%s: it hangs on %s and %s, which are correlated, so that Sobol' "
                         "indices would not share the variance out; use --shapley",
                         s->target[target].id, s->indicator[pair[0]].id, s->indicator[pair[1]].id);
    return STATUS_GOOD;
}

static Status work_run(Work *work, Sensitivity *result, Error *err)
{
    const Scenario *s = work->plan->scenario;
    size_t target = work->question->target, points = (size_t)work->question->points;
    unsigned parts = work->question->parts;
    TRY(inputs_list(&work->inputs, work->plan, target, err));
    TRY(check(work, target, parts, err));
    *result = (Sensitivity){ .scenario = s, .target = target, .points = points, .parts = parts };
    work->result = result;
    work->points = points;
    work->blocks = (work->points + N - 1) / N;
    work->threads = simulate_threads(work->options, work->blocks);
    work->resample = stream_of(s->simulation.seed, "/resample");
    work->order = stream_of(s->simulation.seed, "/order");
    TRY(take_inputs(work, err));
    TRY(new_outputs(work, err));
    TRY(new_workers(work, err));
    return run_passes(work, err);
}

Status sensitivity(const Projection *projection, const SensitivityQuestion *question,
                   const SimulateOptions *options, Sensitivity **made, Error *err)
{
    Plan *plan = NULL;
    Work work = { .question = question, .options = options };
    TRY(plan_new_of(&plan, &given_sampling, projection->scenario, projection, err));
    work.plan = plan;
    *made = calloc(1, sizeof **made);
    Status status = *made ? work_run(&work, *made, err) : error_memory(err);
    work_free(&work);
    plan_free(plan);
    if (status != STATUS_GOOD) {
        sensitivity_free(*made);
        *made = NULL;
    }
    return status;
}

Status sensitivity_look(const Projection *projection, size_t target, size_t *count,
                        bool *correlated, Error *err)
{
    Plan *plan = NULL;
    Inputs inputs = { 0 };
    TRY(plan_new_of(&plan, &given_sampling, projection->scenario, projection, err));
    Status status = inputs_list(&inputs, plan, target, err);
    *count = inputs.inputs;
    *correlated = inputs.pair[0] != inputs.pair[1];
    inputs_free(&inputs);
    plan_free(plan);
    return status;
}
