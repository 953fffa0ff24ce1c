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
        status = session_project(&session, err);
    if (status == STATUS_GOOD) {
        Document document = { .language = session.language };
        manifest_start(&document, session.scenario, false);
        projection_document(session.projection, &document);
        manifest_finish(&document, session.scenario);
        status = session_write(options, &document, err);
    }
    session_close(&session);
    return status;
}

static const OptionId allowed[] = {
    OPTION_FORMAT, OPTION_CSV_DIALECT, OPTION_OUTPUT,  OPTION_LANG,
    OPTION_SET,    OPTION_QUIET,       OPTION_VERBOSE, OPTION_COUNT,
};

const Command command_project = {
    .name = "project",
    .operands = "FILE",
    .least = 1,
    .most = 1,
    .summary = "the low, central and high path, without chance, and what the targets require",
    .details = "Low and high take every uncertain figure at the end of its range (at its 5 % or\n"
               "95 % quantile when the range has no end), central at its median; no yearly\n"
               "shocks. Required growth is the rate a year from the central base to the target.",
    .options = allowed,
    .run = run,
};
