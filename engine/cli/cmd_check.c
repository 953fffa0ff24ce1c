#include "base/text.h"
#include "cli/command.h"
#include "cli/session.h"
#include "run/plan.h"

#include <stdio.h>
#include <string.h>

/* What only the plan knows: whether the sampling exists and fits. */
static Status check_plan(Session *session, Error *err)
{
    Plan *plan = NULL;
    TRY(session_project(session, err));
    Status status = plan_new(&plan, session->scenario, session->projection, err);
    plan_free(plan);
    return status;
}

static Status write_verdict(const Options *options, const Session *session, Error *err)
{
    const Scenario *s = session->scenario;
    Text text = { 0 };
    text_add(&text, "%s: valid: %s, %zu indicator%s, %zu target%s, %d-%d\n", options->operand[1],
             s->id, s->indicators, s->indicators == 1 ? "" : "s", s->targets,
             s->targets == 1 ? "" : "s", s->base, s->end);
    Status status = text.failed ? error_memory(err) : STATUS_GOOD;
    if (status == STATUS_GOOD && !options->quiet)
        status = output_single(NULL, text.data, text.size, err);
    text_free(&text);
    return status;
}

static Status run(const Options *options, Problems *problems, Error *err)
{
    Session session;
    Status status = session_open(&session, options, options->operand[1], problems, err);
    if (status == STATUS_GOOD)
        status = check_plan(&session, err);
    if (status == STATUS_GOOD)
        status = write_verdict(options, &session, err);
    session_close(&session);
    return status;
}

static const OptionId allowed[] = { OPTION_PATHS, OPTION_SEED,    OPTION_SAMPLING, OPTION_SET,
                                    OPTION_QUIET, OPTION_VERBOSE, OPTION_COUNT };

const Command command_check = {
    .name = "check",
    .operands = "FILE",
    .least = 1,
    .most = 1,
    .summary = "every problem of a scenario, or \"valid\"",
    .details = "One line for each problem: where (a JSON pointer; for a syntax error the line and\n"
               "column), what is wrong, what is allowed. Exits 3 when there is any.",
    .options = allowed,
    .run = run,
};
