/* What would it take: required growth, the corridor, the value of a lever. */
#include "cli/answer.h"
#include "cli/command.h"
#include "cli/session.h"
#include "core/manifest.h"

#include <string.h>

static Status check_options(const Options *options, Error *err)
{
    if (options->given[OPTION_LEVER] && !strcmp(options->operand[1], "-"))
        return error_set(err, STATUS_USAGE,
                         "-: a lever is looked for by reading the scenario again and again; "
                         "wanted is the name of a file");
    return STATUS_GOOD;
}

/* The greatest chance that the lever, or all levers together, can give, against --fail-under, else
 * against the probability that was asked for. */
static Status judge(const Solve *solve, const Options *options, Error *err)
{
    const Seek *seek = solve->seek;
    const Frontier *frontier = solve->frontier;
    bool given = options->given[OPTION_FAIL_UNDER];
    bool asked = given || seek || options->given[OPTION_PROBABILITY];
    if (!asked || (!seek && !frontier))
        return STATUS_GOOD;
    double wanted = given  ? options->fail_under
                    : seek ? seek->probability
                           : frontier->asked.probability;
    const Chance *best = seek ? &seek->best_chance : &frontier->most;
    bool reached = seek ? seek->reachable : frontier->asked.reachable;
    if (given ? best->probability >= wanted : reached)
        return STATUS_GOOD;
    return error_set(err, STATUS_NO,
                     "%s: the probability is at most %.4g, below the %.4g asked for",
                     seek ? seek->pointer : "all levers together", best->probability, wanted);
}

static Status run(const Options *options, Problems *problems, Error *err)
{
    Session session;
    const Writer *writer;
    TRY(session_writer(options, &writer, err));
    TRY(check_options(options, err));
    Status status = session_open(&session, options, options->operand[1], problems, err);
    if (status == STATUS_GOOD)
        status =
            answer(&session, options, options->operand[1], SOLVE_CORRIDOR | SOLVE_FRONTIER, err);
    if (status == STATUS_GOOD) {
        Document document = { .language = session.language };
        manifest_start(&document, session.scenario, true);
        solve_document(session.solve, &document);
        manifest_finish(&document, session.scenario);
        status = session_write(options, &document, err);
    }
    if (status == STATUS_GOOD)
        status = judge(session.solve, options, err);
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
        "value of it that gives --target, or all targets together, the --probability asked for; "
        "of\n"
        "several the one nearest to the scenario's own. It is looked for --between two values; "
        "else\n"
        "from 20 points below to 30 points above a rate, over all of a share, ten years to either\n"
        "side, from a fifth to five times any other number, and where that does not give the\n"
        "probability as far as the parameter and the scenario allow; of a lever of the scenario\n"
        "between its own limits. What the number is, a rate, a level or whole years, says the row "
        "of\n"
        "its parameter. Every value is tried on the same random numbers; the standard error of "
        "the\n"
        "answer is that of the probability divided by its slope. Where no value gives the\n"
        "probability, the one that gives most is shown, and the exit code is 10.\n"
        "\n"
        "Without --lever, and with levers in the scenario: the least effort (cost times change, up "
        "or\n"
        "down, over all levers within their limits) that gives the --probability, and the effort "
        "for\n"
        "each probability from 10 to 95 %. The search begins with no change, with each lever "
        "alone\n"
        "and with all of them; no exchange between two levers gains. When the --probability was "
        "asked\n"
        "for and cannot be had the exit code is 10.\n"
        "\n"
        "With --fail-under P the exit code is 10 when the most that the lever, or all levers, can\n"
        "give is below P, and only then.",
    .options = allowed,
    .run = run,
};
