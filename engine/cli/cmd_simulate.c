/* The flow of the program:
 * scenario.json -> read_scenario -> Scenario -> project -> Projection -> simulate -> Forecast ->
 * tables and tree (Document) -> a writer. */
#include "cli/command.h"
#include "cli/session.h"
#include "core/manifest.h"

static Status run(const Options *options, Problems *problems, Error *err)
{
    Session session;
    const Writer *writer;
    TRY(session_writer(options, &writer, err));
    Status status = session_open(&session, options, options->operand[1], problems, err);
    if (status == STATUS_GOOD)
        status = session_simulate(&session, options, err);
    if (status == STATUS_GOOD) {
        Document document = { .language = session.language };
        manifest_start(&document, session.scenario, true);
        forecast_document(session.forecast, &document);
        manifest_finish(&document, session.scenario);
        status = session_write(options, &document, err);
    }
    if (status == STATUS_GOOD)
        status = session_judge(&session, options, err);
    session_close(&session);
    return status;
}

static const OptionId allowed[] = {
    OPTION_FORMAT,     OPTION_CSV_DIALECT, OPTION_OUTPUT, OPTION_PATHS,   OPTION_SEED,
    OPTION_SAMPLING,   OPTION_THREADS,     OPTION_LANG,   OPTION_SET,     OPTION_TARGET,
    OPTION_FAIL_UNDER, OPTION_TOLERANCE,   OPTION_QUIET,  OPTION_VERBOSE, OPTION_COUNT,
};

const Command command_simulate = {
    .name = "simulate",
    .operands = "FILE",
    .least = 1,
    .most = 1,
    .summary = "the distribution of every level and the probability of every target",
    .details = "Monte Carlo over everything the scenario calls uncertain. The same file, seed and\n"
               "paths give the same figures for any number of threads. Every probability carries\n"
               "its standard error and a 95 % interval; people see no digit that the\n"
               "error does not support, JSON and CSV carry all. With --tolerance the paths are\n"
               "doubled, up to 2^30, until the error is small enough; if it is not, the result\n"
               "is written and the exit code is 10.",
    .options = allowed,
    .run = run,
};
