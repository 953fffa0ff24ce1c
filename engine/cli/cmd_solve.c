/* What would it take: required growth, the corridor, the value of a lever. */
#include "base/text.h"
#include "cli/change.h"
#include "cli/command.h"
#include "cli/session.h"
#include "core/manifest.h"
#include "io/read_scenario.h"
#include "run/solve.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const double USUAL_PROBABILITY = 0.8;

/* The name nearest to an unknown id among `count` ids. */
static Status unknown(const char *option, const char *id, const char *const *names, size_t count,
                      const char *scenario, Error *err)
{
    const char *near = text_nearest(id, names);
    return error_set(err, STATUS_USAGE, "--%s %s: no such %s in %s%s%s%s", option, id, option,
                     scenario,
                     near    ? "; did you mean "
                     : count ? "; such as "
                             : "",
                     near    ? near
                     : count ? names[0]
                             : "",
                     near ? "?" : "");
}

static Status choose_target(const Scenario *s, const Options *options, size_t *target, Error *err)
{
    *target = options->target ? scenario_target(s, options->target) : s->targets;
    if (!s->targets)
        return error_set(err, STATUS_INVALID, "%s has no target", s->id);
    if (!options->target || *target < s->targets)
        return STATUS_GOOD;
    const char **names = calloc(s->targets + 1, sizeof *names);
    if (!names)
        return error_memory(err);
    for (size_t i = 0; i < s->targets; i++)
        names[i] = s->target[i].id;
    unknown("target", options->target, names, s->targets, s->id, err);
    free(names);
    return err->status;
}

static Status find_lever(const Scenario *s, const char *id, const Lever **lever, Error *err)
{
    const char **names = calloc(s->levers + 1, sizeof *names);
    *lever = NULL;
    if (!names)
        return error_memory(err);
    for (size_t i = 0; i < s->levers; i++) {
        names[i] = s->lever[i].id;
        if (!strcmp(id, names[i]))
            *lever = &s->lever[i];
    }
    if (!*lever && s->levers)
        unknown("lever", id, names, s->levers, s->id, err);
    else if (!*lever)
        error_set(err, STATUS_USAGE,
                  "--lever %s: wanted is a /POINTER to a number, such as "
                  "/indicators/%s/base; %s has no levers",
                  id, s->indicator[0].id, s->id);
    free(names);
    return err->status;
}

/* --lever is the id of one in the file, with its limits, or a pointer. */
static Status choose_lever(const Scenario *s, const Options *options, SeekQuestion *seek,
                           Error *err)
{
    Error own = { 0 };
    const Lever *lever;
    seek->limits[0] = options->given[OPTION_BETWEEN] ? options->between[0] : NAN;
    seek->limits[1] = options->between[1];
    if (options->lever[0] != '/') {
        TRY(find_lever(s, options->lever, &lever, err));
        seek->lever = lever->id;
        seek->pointer = lever->pointer;
        seek->number = lever->number;
        if (!options->given[OPTION_BETWEEN]) {
            seek->limits[0] = lever->from.value;
            seek->limits[1] = lever->to.value;
        }
        return STATUS_GOOD;
    }
    if (!strncmp(options->lever, "/simulation/", 12))
        return error_set(err, STATUS_USAGE,
                         "--lever %s: how to simulate is no part of the plan; wanted is another "
                         "number, such as /indicators/%s/base",
                         options->lever, s->indicator[0].id);
    seek->pointer = options->lever;
    Status status = read_scenario_number(options->operand[1], options->set, options->sets,
                                         options->lever, &seek->number, &own);
    return status == STATUS_GOOD ? status : error_set(err, status, "--lever %s", own.text);
}

/* What asks for the value of a lever needs one, in the scenario or on the command line. */
static Status check_levers(const Scenario *s, const Options *options, Error *err)
{
    static const OptionId with_lever[] = { OPTION_BETWEEN, OPTION_PROBABILITY, OPTION_FAIL_UNDER };
    for (size_t i = 0; i < sizeof with_lever / sizeof *with_lever; i++)
        if (options->given[with_lever[i]] && !options->given[OPTION_LEVER] &&
            (!s->levers || with_lever[i] == OPTION_BETWEEN))
            return error_set(err, STATUS_USAGE, "--%s: wanted is a --lever too",
                             option_rows[with_lever[i]].name);
    return STATUS_GOOD;
}

static Status check_options(const Options *options, Error *err)
{
    if (options->given[OPTION_LEVER] && !strcmp(options->operand[1], "-"))
        return error_set(err, STATUS_USAGE,
                         "-: a lever is looked for by reading the scenario again and again; "
                         "wanted is the name of a file");
    return STATUS_GOOD;
}

static Status answer(Session *session, const Options *options, Solve **made, Error *err)
{
    const Scenario *s = session->scenario;
    Change change = { .path = options->operand[1], .options = options };
    Variants variants = change_variants(&change);
    SimulateOptions simulation = { .threads = options->threads };
    SeekQuestion seek = { .target_id = options->target, .probability = USUAL_PROBABILITY };
    SolveQuestion question = { .given = { options->from_year, options->from_level } };
    question.reference = options->given[OPTION_REFERENCE] ? options->reference : NAN;
    session_interruptible(&simulation);
    TRY(choose_target(s, options, &question.target, err));
    TRY(check_levers(s, options, err));
    seek.target = question.target;
    if (options->given[OPTION_PROBABILITY])
        seek.probability = options->probability;
    question.effort = (EffortQuestion){ question.target, seek.probability };
    if (options->given[OPTION_LEVER]) {
        TRY(choose_lever(s, options, &seek, err));
        question.seek = &seek;
    }
    TRY(session_project(session, err));
    return solve(&question, session->projection, &variants, &simulation, made, err);
}

/* The greatest chance that the lever, or all levers together, can give. */
static Status judge(const Solve *solve, const Options *options, Error *err)
{
    const Seek *seek = solve->seek;
    if (!options->given[OPTION_FAIL_UNDER] || (!seek && !solve->frontier))
        return STATUS_GOOD;
    const Chance *best = seek ? &seek->best_chance : &solve->frontier->most;
    if (best->probability >= options->fail_under)
        return STATUS_GOOD;
    return error_set(
        err, STATUS_NO, "%s: the probability is at most %.4g, below the %.4g asked for",
        seek ? seek->pointer : "all levers together", best->probability, options->fail_under);
}

static Status run(const Options *options, Problems *problems, Error *err)
{
    Session session;
    Solve *made = NULL;
    const Writer *writer;
    TRY(session_writer(options, &writer, err));
    TRY(check_options(options, err));
    Status status = session_open(&session, options, options->operand[1], problems, err);
    if (status == STATUS_GOOD)
        status = answer(&session, options, &made, err);
    if (status == STATUS_GOOD) {
        Document document = { .language = session.language };
        manifest_start(&document, session.scenario, true);
        solve_document(made, &document);
        manifest_finish(&document, session.scenario);
        status = session_write(options, &document, err);
    }
    if (status == STATUS_GOOD)
        status = judge(made, options, err);
    solve_free(made);
    session_close(&session);
    return status;
}

static const OptionId allowed[] = {
    OPTION_TARGET,    OPTION_LEVER,      OPTION_PROBABILITY, OPTION_BETWEEN,     OPTION_FROM,
    OPTION_REFERENCE, OPTION_REFERENCE,  OPTION_FORMAT,      OPTION_CSV_DIALECT, OPTION_OUTPUT,
    OPTION_PATHS,     OPTION_SEED,       OPTION_SAMPLING,    OPTION_THREADS,     OPTION_LANG,
    OPTION_SET,       OPTION_FAIL_UNDER, OPTION_VERBOSE,     OPTION_QUIET,       OPTION_COUNT,
};

const Command command_solve = {
    .name = "solve",
    .operands = "FILE",
    .least = 1,
    .most = 1,
    .summary = "what it would take: required growth, levels with a chance, values of levers",
    .details =
        "The growth a year that each level target requires, from the base, from every later "
        "actual\n"
        "of the history, and from --from, beside the scenario's own. The corridor: the levels in\n"
        "each year from which the target still has a chance of 20, 50, 80 %, and the level below\n"
        "which it would take more growth a year than there ever was over as many years in the\n"
        "history of the indicator (or --reference, if that is more). Growth ahead is taken as\n"
        "independent of the past, which is exact without persistence and with growth that is "
        "known\n"
        "or drawn each year.\n"
        "\n"
        "With --lever, a number anywhere in the scenario (or the id of one of its levers), also "
        "the\n"
        "value of it that gives --target, or all targets together, the --probability asked for. "
        "It\n"
        "is looked for --between two values; else from 20 points below to 30 points above a rate "
        "(a\n"
        "percent, or a number below 1), from a fifth to five times any other number, or as far as\n"
        "the scenario allows; of a lever of the scenario between its own limits. Every value is\n"
        "tried on the same random numbers, and the standard error of the answer is that of the\n"
        "probability divided by its slope; --sampling exact has none. Where no value gives the\n"
        "probability, the one that gives most is shown.\n"
        "\n"
        "Without --lever, and with levers in the scenario: the least effort (cost times change, "
        "over\n"
        "all levers within their limits) that gives the --probability, and the effort for each\n"
        "probability from 10 to 95 %. It is a local least: no exchange between two levers gains.\n"
        "\n"
        "With --fail-under P the exit code is 10 when the most that the lever, or all levers, can\n"
        "give is below P.",
    .options = allowed,
    .run = run,
};
