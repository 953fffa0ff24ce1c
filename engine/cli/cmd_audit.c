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
    if (!options->given[OPTION_STRICT] || !(result->conflicts || result->undecided))
        return STATUS_GOOD;
    if (result->undecided)
        return error_set(err, STATUS_NO,
                         "%s: not decided whether its statements hold together; the notes say why",
                         session->scenario->id);
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
        "range without end counts from its 5 % to its 95 % quantile). All are linear in levels: a\n"
        "linear programme decides them. Every conflict is named by the statements that cannot\n"
        "hold together, of which no one can be spared, with the arithmetic; once found, one of "
        "its\n"
        "targets is set aside and the rest is looked at. Then what is implied but not said: each\n"
        "statement by all others, the base that a target casts back, growth between levels, "
        "ratios,\n"
        "the growth that shares need. What is not linear (one growth for a period, ceilings,\n"
        "projects, elasticities, products) is bounded and named in the notes; the plan is then\n"
        "consistent when a path is found that obeys everything, else not decided. With --strict "
        "the\n"
        "exit code is 10 when there is a conflict or nothing is decided.",
    .options = allowed,
    .run = run,
};
