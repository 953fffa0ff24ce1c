/* Under which conditions a target is missed, or met. */
#include "base/text.h"
#include "cli/command.h"
#include "cli/picture.h"
#include "cli/session.h"
#include "core/manifest.h"
#include "run/discover.h"

#include <stdlib.h>

extern const Chart chart_discover;

static Status choose_target(const Session *session, const Options *options, DiscoverOptions *what,
                            Error *err)
{
    const Scenario *s = session->scenario;
    if (options->given[OPTION_MISSED] && options->given[OPTION_MET])
        return error_set(err, STATUS_USAGE, "--missed and --met: choose one");
    if (!s->targets)
        return error_set(err, STATUS_INVALID, "%s has no targets", s->id);
    if (!options->target && s->targets > 1)
        return error_set(err, STATUS_USAGE,
                         "%s has several targets; choose one by --target ID, "
                         "such as %s",
                         s->id, s->target[0].id);
    what->target = options->target ? scenario_target(s, options->target) : 0;
    what->met = options->given[OPTION_MET];
    what->box = options->box;
    if (what->target == s->targets)
        return error_set(err, STATUS_USAGE, "--target %s: no such target in %s", options->target,
                         s->id);
    return STATUS_GOOD;
}

/* Nothing but its chance is shown. */
static Status simulate_target(Session *session, const Options *options, DiscoverOptions *what,
                              Error *err)
{
    session->without =
        FORECAST_FANS | FORECAST_CURVES | FORECAST_YEARS | FORECAST_PAIRS | FORECAST_JOINTS;
    TRY(session_simulate(session, options, err));
    what->forecast = session->forecast;
    return STATUS_GOOD;
}

static Status write(const Session *session, const Discovery *discovery, const Options *options,
                    Error *err)
{
    Document document = { .language = session->language };
    manifest_start(&document, session->scenario, true);
    discovery_document(discovery, &document);
    manifest_finish(&document, session->scenario);
    return session_write(options, &document, err);
}

static Status draw(Session *session, const Discovery *discovery, Picture *picture,
                   const Options *options, Error *err)
{
    static const Chart *const charts[] = { &chart_discover, NULL };
    session->scenario->simulation.paths = discovery->paths; /* those that are shown */
    session->forecast->discovery = discovery;
    return picture_draw(picture, session, options, charts, err);
}

static Status run(const Options *options, Problems *problems, Error *err)
{
    Session session = { 0 };
    Picture picture = { 0 };
    const Writer *writer;
    DiscoverOptions what = { 0 };
    Discovery *discovery = NULL;
    SimulateOptions simulation = session_options(options);
    TRY(session_writer(options, &writer, err));
    Status status = picture_open(&picture, options, err);
    if (status == STATUS_GOOD)
        status = session_open(&session, options, options->operand[1], problems, err);
    if (status == STATUS_GOOD)
        status = choose_target(&session, options, &what, err);
    if (status == STATUS_GOOD)
        status = simulate_target(&session, options, &what, err);
    if (status == STATUS_GOOD)
        status = discover(session.projection, &what, &simulation, &discovery, err);
    if (status == STATUS_GOOD)
        status = picture.format ? draw(&session, discovery, &picture, options, err)
                                : write(&session, discovery, options, err);
    picture_close(&picture);
    discovery_free(discovery);
    session_close(&session);
    return status;
}

static const OptionId allowed[] = {
    OPTION_TARGET, OPTION_MISSED,      OPTION_MET,     OPTION_BOX,
    OPTION_FORMAT, OPTION_CSV_DIALECT, OPTION_OUTPUT,  OPTION_PATHS,
    OPTION_SEED,   OPTION_SAMPLING,    OPTION_THREADS, OPTION_LANG,
    OPTION_SET,    OPTION_QUIET,       OPTION_VERBOSE, OPTION_COUNT,
};

const Command command_discover = {
    .name = "discover",
    .operands = "FILE",
    .least = 1,
    .most = 1,
    .summary = "under which conditions a target is missed, or met",
    .details =
        "Scenario discovery (Bryant and Lempert 2010) by the patient rule induction method: boxes\n"
        "of the uncertain inputs, as they were drawn, in which the target is missed (--met: met)\n"
        "more often than elsewhere. A box is peeled by 5 % of its paths at a time, from the side\n"
        "that gains most for each path, then pasted; every box on the way is told with its\n"
        "density (how often the target is missed inside) and coverage (how many of all misses\n"
        "lie inside). Chosen is the box with the greatest contrast, coverage less the share of\n"
        "the other paths inside; within a hundredth of it the one with the fewest inputs. --box\n"
        "takes another. Quasi-p is the chance that a condition helps by luck alone; random halves\n"
        "of the paths show what is found again. The first 20,000 paths are used. With\n"
        "-o NAME.svg, .png or .pdf the two inputs that decide most are drawn.",
    .options = allowed,
    .run = run,
};
