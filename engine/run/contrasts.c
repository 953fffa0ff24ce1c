#include "run/contrasts.h"

#include "core/target.h"
#include "math/interval.h"
#include "run/block.h"
#include "run/pool.h"
#include "run/replicates.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { N = BLOCK_PATHS, CHUNK = 256 * N, WORKERS = 64 };

/* Which of the runs a path meets the target in, and in which it is at or below the median: a bit
 * for each run. */
enum { WORD_MET, WORD_BELOW, WORDS_OF_ROW };

typedef struct Work {
    const ContrastRun *run;
    const Plan *plan; /* of the first run by paths; NULL: there is none, or they are not alike */
    size_t runs, rows;
    uint64_t *word; /* [row][WORD_MET or WORD_BELOW][path of the chunk] */
    uint64_t first; /* of the chunk */
    size_t paths;
    size_t at; /* the run at hand */
    Block *block[WORKERS];
    double *measure; /* [worker][path] */
    unsigned char *met;
    const SimulateOptions *options;
} Work;

/* ---- which figures paths tell ---- */

static const TargetForecast *figure_of(const ContrastRun *run, size_t row)
{
    return run->target[row] == SIZE_MAX ? NULL : &run->forecast->target[run->target[row]];
}

static bool by_paths(const ContrastRun *run, size_t row)
{
    const TargetForecast *it = figure_of(run, row);
    return run->plan && it && !strcmp(it->method, run->plan->sampling->name);
}

static bool any_by_paths(const Work *work, size_t run)
{
    for (size_t row = 0; row < work->rows; row++)
        if (by_paths(&work->run[run], row))
            return true;
    return false;
}

static bool alike(const Plan *one, const Plan *other)
{
    return one->sampling == other->sampling && one->paths == other->paths;
}

static void choose_plan(Work *work)
{
    for (size_t v = 0; v < work->runs; v++) {
        const Plan *plan = any_by_paths(work, v) ? work->run[v].plan : NULL;
        if (plan && work->plan && !alike(plan, work->plan)) {
            work->plan = NULL;
            return;
        }
        work->plan = work->plan ? work->plan : plan;
    }
}

/* Whether the run's figure is one of the sums over paths. */
static bool paired(const Work *work, size_t run, size_t row)
{
    return work->plan && by_paths(&work->run[run], row);
}

/* The error of all other figures of the contrast. */
static double unpaired_error(const Work *work, const Contrast *contrast)
{
    double error = 0;
    for (size_t v = 0; v < work->runs; v++) {
        const TargetForecast *it = figure_of(&work->run[v], contrast->row);
        if (it && !paired(work, v, contrast->row))
            error =
                hypot(error, contrast->weight[v] *
                                 (contrast->median ? it->median_error : it->chance.standard_error));
    }
    return error;
}

/* ---- paths ---- */

static uint64_t *words_of(const Work *work, size_t row, int kind)
{
    return work->word + (row * WORDS_OF_ROW + (size_t)kind) * CHUNK;
}

static void mark(Work *work, size_t worker, size_t row, size_t from, size_t paths)
{
    const ContrastRun *run = &work->run[work->at];
    const Scenario *s = run->plan->scenario;
    const Target *target = &s->target[run->target[row]];
    double median = run->forecast->target[run->target[row]].median;
    double *measure = work->measure + worker * N;
    unsigned char *met = work->met + worker * N;
    uint64_t *hit = words_of(work, row, WORD_MET) + from;
    uint64_t *below = words_of(work, row, WORD_BELOW) + from;
    target_judge(target, s->base, block_level(work->block[worker], target->indicator), N, paths,
                 measure, met);
    for (size_t p = 0; p < paths; p++) {
        hit[p] |= (uint64_t)met[p] << work->at;
        below[p] |= (uint64_t)(measure[p] <= median) << work->at;
    }
}

static bool mark_block(void *context, size_t worker, size_t job)
{
    Work *work = context;
    size_t from = job * N, left = work->paths - from;
    if (work->options->interrupt && *work->options->interrupt)
        return false;
    block_simulate(work->block[worker], work->first + from);
    for (size_t row = 0; row < work->rows; row++)
        if (paired(work, work->at, row))
            mark(work, worker, row, from, left < N ? left : N);
    return true;
}

static Status mark_run(Work *work, size_t threads, Error *err)
{
    Status status = STATUS_GOOD;
    for (size_t i = 0; i < threads && status == STATUS_GOOD; i++)
        status = block_new(&work->block[i], work->run[work->at].plan, err);
    if (status == STATUS_GOOD)
        pool_run(&(Pool){ .threads = threads,
                          .jobs = (work->paths + N - 1) / N,
                          .work = mark_block,
                          .context = work });
    for (size_t i = 0; i < threads; i++) {
        block_free(work->block[i]);
        work->block[i] = NULL;
    }
    if (status == STATUS_GOOD && work->options->interrupt && *work->options->interrupt)
        status = error_set(err, (Status)*work->options->interrupt, "interrupted");
    return status;
}

/* ---- sums ---- */

/* The slope of the distribution function between the 45 % and the 55 % quantile. */
static double density_at_median(const TargetForecast *target)
{
    double at[2] = { NAN, NAN };
    const double level[2] = { 0.45, 0.55 };
    for (size_t side = 0; side < 2; side++)
        for (size_t i = 1; i < CURVE_POINTS && isnan(at[side]); i++) {
            double low = target->curve_below[i - 1], high = target->curve_below[i];
            if (high >= level[side] && high > low)
                at[side] =
                    target->curve_at[i - 1] + (level[side] - low) / (high - low) *
                                                  (target->curve_at[i] - target->curve_at[i - 1]);
        }
    return 0.1 / (at[1] - at[0]);
}

/* Makes the weights whole multiples of a tiny unit, so that sums of them are exact and runs that
 * agree cancel. */
static void round_weights(double *weight, size_t count)
{
    enum { DIGITS = 40 };
    double most = 0;
    int exponent;
    for (size_t v = 0; v < count; v++)
        most = fmax(most, fabs(weight[v]));
    frexp(most, &exponent);
    for (size_t v = 0; v < count && most > 0; v++)
        weight[v] = ldexp(rint(ldexp(weight[v], DIGITS - exponent)), exponent - DIGITS);
}

/* What a path adds to the sum by the bit of each run. */
static void weights_of(const Work *work, const Contrast *contrast, double weight[CONTRAST_RUNS])
{
    for (size_t v = 0; v < work->runs; v++) {
        size_t target = work->run[v].target[contrast->row];
        weight[v] = paired(work, v, contrast->row) ? contrast->weight[v] : 0;
        if (!contrast->median || target == SIZE_MAX)
            continue;
        double density = density_at_median(&work->run[v].forecast->target[target]);
        weight[v] = isfinite(density) ? -weight[v] / density : 0;
    }
    round_weights(weight, work->runs);
}

static double sum_of(uint64_t word, const double *weight)
{
    double sum = 0;
    for (size_t v = 0; word; v++, word >>= 1)
        if (word & 1)
            sum += weight[v];
    return sum;
}

static void add_chunk(const Work *work, Contrast *contrast, double *replicate)
{
    const Plan *plan = work->plan;
    const uint64_t *word = words_of(work, contrast->row, contrast->median ? WORD_BELOW : WORD_MET);
    double weight[CONTRAST_RUNS];
    weights_of(work, contrast, weight);
    for (size_t from = 0; from < work->paths; from += plan->sampling->group) {
        double sum = 0;
        for (size_t p = from; p < from + plan->sampling->group; p++)
            sum += sum_of(word[p], weight);
        contrast->sum += sum;
        contrast->squares += sum * sum;
        if (plan->replicates)
            replicate[replicates_part(plan, work->first + from, 1).replicate] += sum;
    }
}

static void finish(const Plan *plan, Contrast *contrast, double *replicate)
{
    double group = (double)plan->sampling->group, groups = (double)plan->paths / group;
    double mean = contrast->sum / groups, interval[2];
    double length = plan->replicates ? (double)(plan->paths / plan->replicates) : 0;
    contrast->error = sqrt(fmax(contrast->squares / groups - mean * mean, 0) / groups) / group;
    for (size_t r = 0; r < plan->replicates; r++)
        replicate[r] /= length;
    if (plan->replicates)
        contrast->error = replicates_error(replicate, plan->replicates);
    if (contrast->error > 0 || contrast->median)
        return;
    interval_wilson(fmin(fabs(mean / group), 1), groups, INTERVAL_Z95, interval);
    contrast->error = (interval[1] - interval[0]) / (2 * INTERVAL_Z95);
}

static bool any_paired(const Work *work, const Contrast *contrast)
{
    for (size_t v = 0; v < work->runs; v++)
        if (contrast->weight[v] != 0 && paired(work, v, contrast->row))
            return true;
    return false;
}

static Status measure_chunks(Work *work, Contrast *contrast, size_t contrasts, double *replicate,
                             Error *err)
{
    uint64_t paths = work->plan->paths;
    size_t most = (CHUNK + N - 1) / N, threads = simulate_threads(work->options, most);
    threads = threads < WORKERS ? threads : WORKERS;
    for (work->first = 0; work->first < paths; work->first += CHUNK) {
        uint64_t left = paths - work->first;
        work->paths = left < CHUNK ? (size_t)left : CHUNK;
        for (size_t i = 0; i < work->rows * WORDS_OF_ROW * CHUNK; i++)
            work->word[i] = 0;
        for (work->at = 0; work->at < work->runs; work->at++)
            if (any_by_paths(work, work->at))
                TRY(mark_run(work, threads, err));
        for (size_t i = 0; i < contrasts; i++)
            add_chunk(work, &contrast[i], replicate + i * REPLICATES_MOST);
    }
    for (size_t i = 0; i < contrasts; i++)
        if (any_paired(work, &contrast[i]))
            finish(work->plan, &contrast[i], replicate + i * REPLICATES_MOST);
    return STATUS_GOOD;
}

Status contrasts_measure(const ContrastRun *run, size_t runs, size_t rows,
                         const SimulateOptions *options, Contrast *contrast, size_t contrasts,
                         Error *err)
{
    Work work = { .run = run, .runs = runs, .rows = rows, .options = options };
    double *replicate = calloc(contrasts * REPLICATES_MOST + 1, sizeof *replicate);
    work.word = calloc(rows * WORDS_OF_ROW * CHUNK + 1, sizeof *work.word);
    work.measure = calloc((size_t)WORKERS * N, sizeof *work.measure);
    work.met = calloc((size_t)WORKERS * N, sizeof *work.met);
    Status status = STATUS_GOOD;
    choose_plan(&work);
    if (!replicate || !work.word || !work.measure || !work.met)
        status = error_memory(err);
    else if (work.plan)
        status = measure_chunks(&work, contrast, contrasts, replicate, err);
    for (size_t i = 0; i < contrasts && status == STATUS_GOOD; i++)
        contrast[i].error = hypot(contrast[i].error, unpaired_error(&work, &contrast[i]));
    free(replicate);
    free(work.word);
    free(work.measure);
    free(work.met);
    return status;
}
