#include "cli/command.h"
#include "cli/session.h"
#include "core/manifest.h"

static Status run(const Options *options, Problems *problems, Error *err)
{
    Session session;
    const Writer *writer;
    unsigned parts = SENSITIVITY_MOVES | SENSITIVITY_INDICES;
    if (options->given[OPTION_SHAPLEY])
        parts |= SENSITIVITY_SHAPLEY;
    TRY(session_writer(options, &writer, err));
    Status status = session_open(&session, options, options->operand[1], problems, err);
    session.without =
        FORECAST_FANS | FORECAST_CURVES | FORECAST_YEARS | FORECAST_PAIRS | FORECAST_JOINTS;
    if (status == STATUS_GOOD)
        status = session_sensitivity(&session, options, parts, err);
    if (status == STATUS_GOOD) {
        Document document = { .language = session.language };
        manifest_start(&document, session.scenario, true);
        sensitivity_document((const Sensitivity *const *)session.sensitivity,
                             session.scenario->targets, &document);
        manifest_finish(&document, session.scenario);
        status = session_write(options, &document, err);
    }
    session_close(&session);
    return status;
}

static const OptionId allowed[] = {
    OPTION_TARGET, OPTION_SHAPLEY, OPTION_FORMAT,  OPTION_CSV_DIALECT, OPTION_OUTPUT,
    OPTION_PATHS,  OPTION_SEED,    OPTION_THREADS, OPTION_LANG,        OPTION_SET,
    OPTION_QUIET,  OPTION_VERBOSE, OPTION_COUNT,
};

const Command command_sensitivity = {
    .name = "sensitivity",
    .operands = "FILE",
    .least = 1,
    .most = 1,
    .summary = "which input decides each target",
    .details =
        "Inputs are the uncertain quantities as the scenario names them: bases, growth by period,\n"
        "the yearly shocks of an indicator, events, programmes, projects. For each of them:\n"
        "  - the chance of the target, and the median of its measure, with the input at its 10 %\n"
        "    and 90 % quantile (JSON: at seven quantiles), all others at random on the same "
        "paths.\n"
        "    An input of several numbers, such as the shocks of all years, is moved along their\n"
        "    sum; what is correlated with the input is drawn given it;\n"
        "  - Sobol' indices of the measure and of the event that the target is met: the share of\n"
        "    the variance that the input decides alone, and that which it has a part in, each "
        "with\n"
        "    a 95 % interval from 200 resamples.\n"
        "Indices of correlated inputs are refused, since they would not share the variance out:\n"
        "--shapley does, for any inputs. --paths is the number of base points (32768; each is\n"
        "simulated some nine times for every input). Charts: tornado, spider, sobol.",
    .options = allowed,
    .run = run,
};
