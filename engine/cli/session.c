#include "cli/session.h"

#include "base/file.h"
#include "base/text.h"
#include "io/read_scenario.h"
#include "run/project.h"

#include <math.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static atomic_int interrupt; /* the exit code that the signal asks for */

static void on_signal(int signal_number)
{
    interrupt = signal_number == SIGINT ? STATUS_INTERRUPTED : STATUS_TERMINATED;
}

void session_signals(void)
{
    struct sigaction action = { .sa_handler = on_signal };
    sigemptyset(&action.sa_mask);
    sigaction(SIGINT, &action, NULL);
    sigaction(SIGTERM, &action, NULL);
    signal(SIGPIPE, SIG_IGN); /* a closed pipe shows as a failed write */
    signal(SIGXFSZ, SIG_IGN); /* and so does a full quota */
}

void session_interruptible(SimulateOptions *options)
{
    options->interrupt = &interrupt;
}

const atomic_int *session_interrupt(void)
{
    return &interrupt;
}

Status session_override(Scenario *scenario, const Options *options, Error *err)
{
    Simulation *simulation = &scenario->simulation;
    if (options->given[OPTION_PATHS])
        simulation->paths = options->paths;
    if (options->given[OPTION_SEED])
        simulation->seed = options->seed;
    if (!options->given[OPTION_SAMPLING])
        return STATUS_GOOD;
    free(simulation->sampling);
    simulation->sampling = text_copy(options->sampling);
    return simulation->sampling ? STATUS_GOOD : error_memory(err);
}

/* Its problems are those of the key that names it. */
static Status open_evidence(Session *session, const Options *options, const char *path,
                            Problems *problems, Error *err)
{
    const char *name = session->scenario->evidence;
    Problems found = { 0 };
    char *file = file_beside(path, name);
    session->evidence = calloc(1, sizeof *session->evidence);
    if (!file || !session->evidence) {
        free(file);
        return error_memory(err);
    }
    Status status = read_scenario(file, NULL, 0, &session->evidence->scenario, &found, err);
    for (size_t i = 0; i < found.count && i < PROBLEMS_KEPT; i++)
        problems_add(problems, "/evidence", "%s: %s", name, found.line[i]);
    problems_free(&found);
    free(file);
    return status == STATUS_GOOD ? session_override(session->evidence->scenario, options, err)
                                 : status;
}

Status session_open(Session *session, const Options *options, const char *path, Problems *problems,
                    Error *err)
{
    *session = (Session){ 0 };
    TRY(read_scenario(path, options->set, options->sets, &session->scenario, problems, err));
    session->language =
        options->given[OPTION_LANG] ? options->language : session->scenario->language;
    if (session->scenario->evidence)
        TRY(open_evidence(session, options, path, problems, err));
    return session_override(session->scenario, options, err);
}

Status session_project(Session *session, Error *err)
{
    return session->projection ? STATUS_GOOD
                               : project(session->scenario, &session->projection, err);
}

/* ---- progress ---- */

typedef struct Progress {
    struct timespec start;
    double shown; /* seconds after the start */
    double paths;
} Progress;

static double seconds_since(const struct timespec *start)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)(now.tv_sec - start->tv_sec) + 1e-9 * (double)(now.tv_nsec - start->tv_nsec);
}

static void show_progress(void *context, double share)
{
    Progress *progress = context;
    double seconds = seconds_since(&progress->start);
    if (seconds < 1 || seconds < progress->shown + 0.2 || share <= 0)
        return;
    progress->shown = seconds;
    fprintf(stderr, "\r%3.0f %%  %.3g paths/s  %.0f s left ", 100 * share,
            share * progress->paths / seconds, seconds / share - seconds);
}

static void clear_progress(const Progress *progress)
{
    if (progress->shown > 0)
        fprintf(stderr, "\r%60s\r", "");
}

SimulateOptions session_options(const Options *options)
{
    return (SimulateOptions){ .threads = options->threads, .interrupt = &interrupt };
}

/* Options of a long run that shows how far it is. */
static SimulateOptions watched(const Session *session, const Options *options, Progress *progress)
{
    bool shown = isatty(STDERR_FILENO) && !options->quiet;
    *progress = (Progress){ .paths = (double)session->scenario->simulation.paths };
    clock_gettime(CLOCK_MONOTONIC, &progress->start);
    SimulateOptions simulation = session_options(options);
    simulation.progress = shown ? show_progress : NULL;
    simulation.context = progress;
    return simulation;
}

static Status simulate_once(Session *session, const Options *options, Error *err)
{
    Progress progress;
    SimulateOptions simulation = watched(session, options, &progress);
    simulation.without = session->without;
    Status status = simulate(session->projection, &simulation, &session->forecast, err);
    clear_progress(&progress);
    return status;
}

/* The target whose probability has the greatest standard error; there is at least one. */
static size_t least_certain(const Session *session)
{
    size_t worst = 0;
    for (size_t i = 1; i < session->scenario->targets; i++)
        if (session->forecast->target[i].chance.standard_error >
            session->forecast->target[worst].chance.standard_error)
            worst = i;
    return worst;
}

static bool tolerated(const Session *session, const Options *options)
{
    const TargetForecast *worst = &session->forecast->target[least_certain(session)];
    return !(worst->chance.standard_error > options->tolerance);
}

Status session_simulate(Session *session, const Options *options, Error *err)
{
    static const uint64_t most = (uint64_t)1 << 30;
    uint64_t *paths = &session->scenario->simulation.paths;
    bool limited = options->given[OPTION_TOLERANCE];
    if (session->forecast)
        return STATUS_GOOD;
    if (limited && !session->scenario->targets)
        return error_set(err, STATUS_INVALID, "--tolerance: %s has no targets",
                         session->scenario->id);
    TRY(session_project(session, err));
    TRY(simulate_once(session, options, err));
    while (limited && *paths <= most / 2 && !tolerated(session, options)) {
        forecast_free(session->forecast);
        session->forecast = NULL;
        *paths *= 2;
        TRY(simulate_once(session, options, err));
    }
    if (!session->evidence || session->without)
        return STATUS_GOOD;
    TRY(session_project(session->evidence, err));
    TRY(simulate_once(session->evidence, options, err));
    session->forecast->evidence = session->evidence->forecast;
    return STATUS_GOOD;
}

/* ---- sensitivity ---- */

static uint64_t base_points(const Options *options)
{
    return options->given[OPTION_PATHS] ? options->paths : SENSITIVITY_POINTS;
}

/* Of correlated inputs Shapley effects take the place of indices when that is allowed. */
static Status sense_target(Session *session, const Options *options, size_t target, unsigned parts,
                           Error *err)
{
    Progress progress;
    SimulateOptions simulation = watched(session, options, &progress);
    size_t inputs;
    bool correlated;
    TRY(sensitivity_look(session->projection, target, &inputs, &correlated, err));
    if (!inputs && !options->target)
        return STATUS_GOOD; /* there may be others that have some */
    if (correlated && parts & SENSITIVITY_SHAPLEY)
        parts &= ~(unsigned)SENSITIVITY_INDICES;
    SensitivityQuestion question = { .target = target,
                                     .parts = parts,
                                     .points = base_points(options),
                                     .forecast = session->forecast };
    Status status = sensitivity(session->projection, &question, &simulation,
                                &session->sensitivity[target], err);
    clear_progress(&progress);
    return status;
}

Status session_sensitivity(Session *session, const Options *options, unsigned parts, Error *err)
{
    const Scenario *s = session->scenario;
    size_t chosen = options->target ? scenario_target(s, options->target) : s->targets;
    if (!s->targets)
        return error_set(err, STATUS_INVALID, "%s has no target that inputs could decide", s->id);
    if (options->target && chosen == s->targets)
        return error_set(err, STATUS_USAGE, "--target %s: no such target in %s", options->target,
                         s->id);
    session->sensitivity = calloc(s->targets, sizeof *session->sensitivity);
    if (!session->sensitivity)
        return error_memory(err);
    if (base_points(options) > SENSITIVITY_MOST)
        return error_set(err, STATUS_INVALID,
                         "/simulation/paths: sensitivity takes at most %d base points",
                         SENSITIVITY_MOST);
    TRY(session_simulate(session, options, err));
    for (size_t i = 0; i < s->targets; i++)
        if (chosen == s->targets || chosen == i)
            TRY(sense_target(session, options, i, parts, err));
    session->forecast->sensitivity = (const Sensitivity *const *)session->sensitivity;
    for (size_t i = 0; i < s->targets; i++)
        if (session->sensitivity[i])
            return STATUS_GOOD;
    return error_set(err, STATUS_INVALID, "%s: nothing uncertain moves any of its targets", s->id);
}

void session_close(Session *session)
{
    if (session->evidence)
        session_close(session->evidence);
    free(session->evidence);
    for (size_t i = 0; session->sensitivity && i < session->scenario->targets; i++)
        sensitivity_free(session->sensitivity[i]);
    free(session->sensitivity);
    solve_free(session->solve);
    forecast_free(session->forecast);
    projection_free(session->projection);
    scenario_free(session->scenario);
    *session = (Session){ 0 };
}

/* ---- writing ---- */

Status session_writer(const Options *options, const Writer **writer, Error *err)
{
    const char *name = options->format ? options->format : "table";
    *writer = writer_find(name);
    if (*writer)
        return STATUS_GOOD;
    Text names = { 0 };
    for (size_t i = 0; writer_table[i]; i++)
        text_add(&names, "%s%s", i ? ", " : "", writer_table[i]->name);
    error_set(err, STATUS_USAGE, "--format %s: allowed are %s", name, names.data ? names.data : "");
    text_free(&names);
    return err->status;
}

static Status render(const Writer *writer, const Document *document, Text *bytes, Error *err)
{
    TRY(document_complete(document, err));
    writer->write(document, bytes);
    return bytes->failed ? error_memory(err) : STATUS_GOOD;
}

Status session_write(const Options *options, Document *document, Error *err)
{
    const Writer *writer;
    Text bytes = { 0 };
    document->verbose = options->verbose;
    Status status = session_writer(options, &writer, err);
    if (status == STATUS_GOOD)
        status = render(writer, document, &bytes, err);
    if (status == STATUS_GOOD)
        status = output_single(options->output, bytes.data, bytes.size, err);
    text_free(&bytes);
    document_free(document);
    return status;
}

Status session_put(Output *output, const Writer *writer, const Document *document, const char *name,
                   Error *err)
{
    Text bytes = { 0 };
    Status status = render(writer, document, &bytes, err);
    if (status == STATUS_GOOD)
        status = output_write(output, name, bytes.data, bytes.size, err);
    text_free(&bytes);
    return status;
}

/* ---- the answer ---- */

Status session_judge(const Session *session, const Options *options, Error *err)
{
    const Scenario *s = session->scenario;
    if (options->given[OPTION_TOLERANCE] && !tolerated(session, options))
        return error_set(err, STATUS_NO,
                         "%s: the standard error is still above the tolerance of %g with %llu "
                         "paths, the most that are tried",
                         s->target[least_certain(session)].id, options->tolerance,
                         (unsigned long long)s->simulation.paths);
    if (!options->given[OPTION_FAIL_UNDER])
        return STATUS_GOOD;
    if (!s->targets)
        return error_set(err, STATUS_INVALID, "--fail-under: %s has no targets", s->id);
    double p = session->forecast->joint->chance.probability;
    if (options->target) {
        size_t target = scenario_target(s, options->target);
        if (target == s->targets)
            return error_set(err, STATUS_USAGE, "--target %s: no such target in %s",
                             options->target, s->id);
        p = session->forecast->target[target].chance.probability;
    }
    if (isnan(p))
        return error_set(err, STATUS_INVALID,
                         "--fail-under: the method %s does not know the chance of all targets "
                         "together; choose one by --target, or another --sampling",
                         session->forecast->method);
    if (p >= options->fail_under)
        return STATUS_GOOD;
    return error_set(err, STATUS_NO, "%s: the probability %.4g is below the %.4g asked for",
                     options->target ? options->target : "all targets together", p,
                     options->fail_under);
}
