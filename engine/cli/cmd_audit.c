#include "cli/command.h"
#include "cli/session.h"
#include "core/manifest.h"
#include "run/audit.h"

static Status write_audit(const Session *session, const Options *options, const Audit *result,
                          Error *err)
{
    Document document = { .language = session->language };
    manifest_start(&document, session->scenario, false);
    audit_document(result, &document);
    manifest_finish(&document, session->scenario);
    TRY(session_write(options, &document, err));
    if (!options->given[OPTION_STRICT] || !result->conflicts)
        return STATUS_GOOD;
    return error_set(err, STATUS_NO, "%s: %zu conflict%s among its statements",
                     session->scenario->id, result->conflicts, result->conflicts == 1 ? "" : "s");
}

static Status run(const Options *options, Problems *problems, Error *err)
{
    Session session;
    Audit *result = NULL;
    const Writer *writer;
    TRY(session_writer(options, &writer, err));
    Status status = session_open(&session, options, options->operand[1], problems, err);
    if (status == STATUS_GOOD)
        status = audit(session.scenario, &result, err);
    if (status == STATUS_GOOD)
        status = write_audit(&session, options, result, err);
    audit_free(result);
    session_close(&session);
    return status;
}

static const OptionId allowed[] = {
    OPTION_FORMAT, OPTION_CSV_DIALECT, OPTION_OUTPUT,  OPTION_LANG,  OPTION_SET,
    OPTION_STRICT, OPTION_QUIET,       OPTION_VERBOSE, OPTION_COUNT,
};

const Command command_audit = {
    .name = "audit",
    .operands = "FILE",
    .least = 1,
    .most = 1,
    .summary = "do the plan's own statements hold together, and what do they imply?",
    .details =
        "Bases, growth bands, levels by year, shares, ratios, sums and targets are taken at their\n"
        "word, from end to end, without luck: volatility, events and programmes have no part (a\n"
        "range without end counts from its 5 % to its 95 % quantile). Every conflict is named by\n"
        "the statements that cannot hold together, of which no one can be spared, with the\n"
        "arithmetic; once found, one of its targets is set aside and the rest is looked at. Then\n"
        "what is implied but not said: each statement by all others, the base that a target casts\n"
        "back, growth between levels, ratios, the growth that shares need. With --strict the exit\n"
        "code is 10 when there is a conflict.",
    .options = allowed,
    .run = run,
};
