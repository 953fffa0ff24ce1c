/* Thousands of variants of a scenario into one database. The flow:
 * sweep.json -> read_sweep -> Sweep -> sweep (a Scenario and a Forecast for each cell) -> Store. */
#include "base/clock.h"
#include "base/text.h"
#include "cli/command.h"
#include "cli/session.h"
#include "core/manifest.h"
#include "io/read_sweep.h"
#include "io/read_variants.h"
#include "io/store.h"
#include "io/store_export.h"
#include "run/sweep.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

/* Everything of a sweep; zero-initialise. */
typedef struct Work {
    const Options *options;
    Ranks ranks;
    Sweep *sweep;
    size_t count;            /* of the variants, or 1 */
    ReadVariants **document; /* of each variant */
    Variants *variants;      /* the same for the verb */
    Scenario **first;        /* the first cell of each */
    Text parameters;
    Store *store;
    uint64_t done; /* cells before this run */
    double start;  /* of the work */
    double shown;  /* seconds after the start */
} Work;

static void work_free(Work *work)
{
    for (size_t i = 0; work->document && i < work->count; i++)
        read_variants_free(work->document[i]);
    for (size_t i = 0; work->first && i < work->count; i++)
        scenario_free(work->first[i]);
    store_close(work->store);
    text_free(&work->parameters);
    free(work->document);
    free(work->variants);
    free(work->first);
    sweep_free(work->sweep);
}

/* ---- reading ---- */

static Status read_all(Work *work, Problems *problems, Error *err)
{
    const Options *options = work->options;
    char *sampling = options->sampling ? text_format("\"%s\"", options->sampling) : NULL;
    char paths[32], seed[32];
    snprintf(paths, sizeof paths, "%" PRIu64, options->paths);
    snprintf(seed, sizeof seed, "\"%" PRIu64 "\"", options->seed);
    SweepAsk ask = { .vary = options->vary,
                     .varies = options->varies,
                     .setting = { options->given[OPTION_PATHS] ? paths : NULL,
                                  options->given[OPTION_SEED] ? seed : NULL, sampling },
                     .seed = options->seed,
                     .no_quantiles = options->given[OPTION_NO_QUANTILES] };
    Status status = options->sampling && !sampling
                        ? error_memory(err)
                        : read_sweep(options->operand[1], &ask, &work->sweep, problems, err);
    free(sampling);
    return status;
}

/* The first cell of a variant, with all its problems: does every axis name something? */
static Status open_variant(Work *work, size_t at, Problems *problems, Error *err)
{
    const Sweep *sweep = work->sweep;
    char *change[SWEEP_AXES] = { 0 };
    VariantsBase base = { .path = sweep->scenario,
                          .set = work->options->set,
                          .sets = work->options->sets,
                          .patch = sweep->variants ? sweep->variant[at].patch : NULL,
                          .setting = (const char *const *)sweep->setting,
                          .settings = 3 };
    Status status = read_variants_open(&work->document[at], &base, problems, err);
    for (size_t i = 0; i < sweep->axes && status == STATUS_GOOD; i++) {
        change[i] = axis_change(&sweep->axis[i], 0);
        status = change[i] ? STATUS_GOOD : error_memory(err);
    }
    if (status == STATUS_GOOD)
        status = read_variants_make(work->document[at], (const char *const *)change, sweep->axes,
                                    &work->first[at], problems, err);
    if (status == STATUS_GOOD)
        work->variants[at] = read_variants(work->document[at]);
    else if (problems->count && sweep->variants)
        problems_add(problems, "/variants", "%s is the variant with these problems",
                     sweep->variant[at].name);
    for (size_t i = 0; i < sweep->axes; i++)
        free(change[i]);
    return status;
}

static Status open_variants(Work *work, Problems *problems, Error *err)
{
    work->count = work->sweep->variants ? work->sweep->variants : 1;
    work->document = calloc(work->count, sizeof *work->document);
    work->variants = calloc(work->count, sizeof *work->variants);
    work->first = calloc(work->count, sizeof *work->first);
    if (!work->document || !work->variants || !work->first)
        return error_memory(err);
    for (size_t i = 0; i < work->count; i++)
        TRY(open_variant(work, i, problems, err));
    return read_sweep_digest(work->sweep, work->first, err);
}

/* ---- progress ---- */

static void show_progress(void *context, uint64_t cells)
{
    Work *work = context;
    double seconds = clock_seconds() - work->start;
    double made = (double)(cells - work->done), left = (double)(work->sweep->cells - cells);
    if (seconds < 1 || seconds < work->shown + 0.2 || made <= 0)
        return;
    work->shown = seconds;
    fprintf(stderr, "\r%3.0f %%  %.3g cells/s  %.0f s left ",
            100 * (double)cells / (double)work->sweep->cells, made / seconds,
            left * seconds / made);
}

/* ---- the work ---- */

static Status write_parameters(Work *work, Error *err)
{
    Document document = { 0 };
    manifest_start(&document, work->first[0], true);
    manifest_finish(&document, work->first[0]);
    Status status = document_complete(&document, err);
    if (status == STATUS_GOOD)
        writer_find("json")->write(&document, &work->parameters);
    document_free(&document);
    return work->parameters.failed ? error_memory(err) : status;
}

static Status make_cells(Work *work, const Results *results, Error *err)
{
    bool shown = isatty(STDERR_FILENO) && !work->options->quiet && !work->ranks.rank;
    SweepOptions options = { .threads = work->options->threads,
                             .ranks = &work->ranks,
                             .done = work->done,
                             .interrupt = session_interrupt(),
                             .progress = shown ? show_progress : NULL,
                             .context = work };
    work->start = clock_seconds();
    Status status = sweep(work->sweep, work->variants, results, &options, err);
    if (work->shown > 0)
        fprintf(stderr, "\r%60s\r", "");
    return status;
}

/* Whether a table is wanted instead of a database. */
static bool wants_table(const Options *options)
{
    return options->given[OPTION_FORMAT] || options->given[OPTION_CSV_DIALECT];
}

/* Of the database, or when it is NULL of that in the file that the command names. */
static Status write_table(const Options *options, const StoreBase *base, Error *err)
{
    Document document = { .language = LANGUAGE_EN };
    StoreExport *export = NULL;
    Status status = base ? store_export_open(base, &document, &export, err)
                         : store_export(options->operand[1], &document, &export, err);
    if (status == STATUS_GOOD)
        status = session_write(options, &document, err);
    else
        document_free(&document);
    store_export_free(export);
    return status;
}

/* What there is now, on standard output; STATUS_CELLS when some cells failed. */
static Status conclude(Work *work, Error *err)
{
    const Options *options = work->options;
    uint64_t cells, failed;
    char first[sizeof(Error)];
    TRY(store_count(work->store, &cells, &failed, err));
    TRY(store_first_failure(work->store, first, err));
    if (wants_table(options))
        TRY(write_table(options, store_base(work->store), err));
    else if (!options->quiet &&
             printf("%s: %" PRIu64 " cells in %s\n", work->sweep->id, cells, options->output) < 0)
        return error_set(err, STATUS_OUTPUT, "standard output: cannot be written");
    if (!failed)
        return STATUS_GOOD;
    return error_set(err, STATUS_CELLS, "%" PRIu64 " of %" PRIu64 " cells failed%s%s; first %s",
                     failed, cells, wants_table(options) ? "" : ", see the view `failed` of ",
                     wants_table(options) ? "" : options->output, first);
}

static Status open_store(Work *work, Error *err)
{
    uint64_t failed;
    StoreRun run = { work->sweep, work->first[0], work->parameters.data };
    TRY(store_open(&work->store, wants_table(work->options) ? NULL : work->options->output, &run,
                   work->options->given[OPTION_RESUME], err));
    return store_count(work->store, &work->done, &failed, err);
}

static Status check_options(const Options *options, Error *err)
{
    const Writer *writer;
    if (!options->output && !wants_table(options))
        return error_set(err, STATUS_USAGE,
                         "wanted is the database: dubao sweep FILE -o results.sqlite; or --format, "
                         "for a table");
    if (options->given[OPTION_RESUME] && wants_table(options))
        return error_set(err, STATUS_USAGE,
                         "--resume needs the database: sweep into one, then --export it");
    return wants_table(options) ? session_writer(options, &writer, err) : STATUS_GOOD;
}

/* All that comes before the first cell; only rank 0 has the database. */
static Status start(Work *work, Problems *problems, Error *err)
{
    TRY(check_options(work->options, err));
    TRY(read_all(work, problems, err));
    TRY(open_variants(work, problems, err));
    if (work->ranks.rank)
        return STATUS_GOOD;
    TRY(write_parameters(work, err));
    return open_store(work, err);
}

static Status run_sweep(Work *work, Problems *problems, Error *err)
{
    TRY(ranks_agree(&work->ranks, start(work, problems, err), err));
    TRY(ranks_compare(&work->ranks, work->sweep->digest, err));
    Results results = store_results(work->store); /* none but on rank 0, and called there only */
    TRY(make_cells(work, &results, err));
    return work->ranks.rank ? STATUS_GOOD : conclude(work, err);
}

/* The other ranks leave the word and the exit code to rank 0, which would be killed before it has
 * said anything when one of them failed. */
static Status hush(const Work *work, Status status, Problems *problems, Error *err)
{
    if (!work->ranks.rank)
        return status;
    problems_free(problems);
    *err = (Error){ 0 };
    return STATUS_GOOD;
}

static Status run_export(const Options *options, Error *err)
{
    const Writer *writer;
    TRY(session_writer(options, &writer, err));
    return write_table(options, NULL, err);
}

static Status run(const Options *options, Problems *problems, Error *err)
{
    Work work = { .options = options };
    if (options->given[OPTION_EXPORT])
        return run_export(options, err);
    TRY(ranks_start(&work.ranks, err));
    Status status = run_sweep(&work, problems, err);
    status = hush(&work, status, problems, err);
    work_free(&work);
    ranks_stop(&work.ranks);
    return status;
}

static const OptionId allowed[] = {
    OPTION_VARY,     OPTION_OUTPUT,      OPTION_RESUME,       OPTION_PATHS,   OPTION_SEED,
    OPTION_SAMPLING, OPTION_SET,         OPTION_NO_QUANTILES, OPTION_THREADS, OPTION_EXPORT,
    OPTION_FORMAT,   OPTION_CSV_DIALECT, OPTION_QUIET,        OPTION_COUNT,
};

const Command command_sweep = {
    .name = "sweep",
    .operands = "FILE",
    .least = 1,
    .most = 1,
    .summary = "thousands of variants of a scenario into one database",
    .details =
        "FILE is a sweep file, or a scenario with --vary. A sweep file names a scenario beside "
        "it,\n"
        "its axes by JSON pointer, and variants as merge patches:\n"
        "\n"
        "  { \"sweep\": 1, \"id\": \"rates\", \"scenario\": \"plan.json\",\n"
        "    \"axes\": { \"/indicators/output/volatility\": { \"values\": [\"2%\", \"4%\"] },\n"
        "              \"/indicators/output/base\": { \"linspace\": [70000, 80000, 11] } },\n"
        "    \"variants\": { \"plan\": {}, \"late\": { \"years\": { \"end\": 2031 } } },\n"
        "    \"simulation\": { \"paths\": 10000, \"sampling\": \"exact\" } }\n"
        "\n"
        "An axis is values [...], linspace [first, last, how many], grid [first, last, step], or\n"
        "latin_hypercube or sobol of [low, high] or of a distribution; these together make one\n"
        "design of `points` points. Each combination is a cell, with the same random numbers.\n"
        "\n"
        "The database (-o) is SQLite, with views for the usual questions: target, joint, best,\n"
        "effect, failed and progress (see the README). A sweep that was stopped, however it was,\n"
        "goes on with --resume and ends with the same content. --format writes a table instead, "
        "with\n"
        "a row for each cell and target, and --export the same from a database: dubao sweep "
        "--export\n"
        "results.sqlite --format csv. Cells that cannot be computed are recorded with the "
        "reason,\n"
        "and the exit code is 7.",
    .options = allowed,
    .run = run,
};
