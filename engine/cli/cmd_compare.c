/* Scenarios side by side, and what makes the gap between two of them. */
#include "base/text.h"
#include "cli/change.h"
#include "cli/command.h"
#include "cli/picture.h"
#include "cli/session.h"
#include "core/manifest.h"
#include "run/compare.h"
#include "run/contrasts.h"

#include <stdlib.h>

extern const Chart chart_waterfall, chart_waterfall_median;

typedef struct Sides {
    Session session[CONTRAST_RUNS];
    const Scenario *scenario[CONTRAST_RUNS];
    size_t count;
    Comparison *comparison;
} Sides;

/* Problems are told with the file they are in. */
static Status open_side(Sides *sides, const Options *options, const char *path, Problems *problems,
                        Error *err)
{
    Problems found = { 0 };
    Session *session = &sides->session[sides->count++];
    Status status = session_open(session, options, path, &found, err);
    for (size_t i = 0; i < found.count && i < PROBLEMS_KEPT; i++)
        problems_add(problems, path, "%s", found.line[i]);
    problems_free(&found);
    return status;
}

/* Paths, seed and sampling are those of the first; so draws are the same wherever seed and id are.
 */
static Status share_draws(Sides *sides, Error *err)
{
    const Simulation *first = &sides->session[0].scenario->simulation;
    char *name = text_copy(first->sampling);
    Status status = name ? STATUS_GOOD : error_memory(err);
    for (size_t i = 0; i < sides->count && status == STATUS_GOOD; i++) {
        Simulation *own = &sides->session[i].scenario->simulation;
        own->paths = first->paths;
        own->seed = first->seed;
        free(own->sampling);
        own->sampling = text_copy(name);
        status = own->sampling ? STATUS_GOOD : error_memory(err);
        sides->scenario[i] = sides->session[i].scenario;
    }
    free(name);
    return status;
}

static Status open_sides(Sides *sides, const Options *options, Problems *problems, Error *err)
{
    for (size_t i = 1; i < options->operands; i++)
        TRY(open_side(sides, options, options->operand[i], problems, err));
    TRY(share_draws(sides, err));
    return comparison_new(&sides->comparison, sides->scenario, sides->count, options->target,
                          problems, err);
}

static Status compare_sides(Sides *sides, const Options *options, Error *err)
{
    SimulateOptions simulation = session_options(options);
    Change change = { options->operand[1], options };
    Variants variants = change_variants(&change);
    TRY(compare(sides->scenario, &simulation, sides->comparison, err));
    return sides->count == 2
               ? compare_gap(sides->scenario, &variants, &simulation, sides->comparison, err)
               : STATUS_GOOD;
}

static Status write(Sides *sides, const Options *options, Error *err)
{
    Document document = { .language = sides->session[0].language };
    manifest_start(&document, sides->scenario[0], true);
    comparison_document(sides->comparison, &document);
    manifest_finish(&document, sides->scenario[0]);
    return session_write(options, &document, err);
}

/* The first scenario's results stand for the comparison. */
static Status draw(Sides *sides, Picture *picture, const Options *options, Error *err)
{
    static const Chart *const charts[] = { &chart_waterfall, &chart_waterfall_median, NULL };
    Session session = sides->session[0];
    session.projection = sides->comparison->projection[0];
    session.forecast = sides->comparison->forecast[0];
    session.forecast->comparison = sides->comparison;
    return picture_draw(picture, &session, options, charts, err);
}

static Status run(const Options *options, Problems *problems, Error *err)
{
    const Writer *writer;
    Picture picture = { 0 };
    Sides *sides = calloc(1, sizeof *sides);
    Status status = sides ? picture_open(&picture, options, err) : error_memory(err);
    if (status == STATUS_GOOD)
        status = session_writer(options, &writer, err);
    if (status == STATUS_GOOD)
        status = open_sides(sides, options, problems, err);
    if (status == STATUS_GOOD)
        status = compare_sides(sides, options, err);
    if (status == STATUS_GOOD)
        status = picture.format ? draw(sides, &picture, options, err) : write(sides, options, err);
    picture_close(&picture);
    if (!sides)
        return status;
    comparison_free(sides->comparison);
    for (size_t i = 0; i < sides->count; i++)
        session_close(&sides->session[i]);
    free(sides);
    return status;
}

static const OptionId allowed[] = {
    OPTION_FORMAT,   OPTION_CSV_DIALECT, OPTION_OUTPUT, OPTION_PATHS, OPTION_SEED,
    OPTION_SAMPLING, OPTION_THREADS,     OPTION_LANG,   OPTION_SET,   OPTION_TARGET,
    OPTION_QUIET,    OPTION_VERBOSE,     OPTION_COUNT,
};

const Command command_compare = {
    .name = "compare",
    .operands = "FILE OTHER...",
    .least = 2,
    .most = CONTRAST_RUNS,
    .summary = "scenarios side by side on the same random numbers, and what makes the gap",
    .details =
        "Targets are the same that have the same id; each has its chance and median in every\n"
        "scenario, and the difference to the first one. Paths, seed and sampling are those of the\n"
        "first file, so that the scenarios differ by what they say and not by luck: the error of "
        "a\n"
        "difference is that of the pairs of paths, mostly far below that of either chance, and\n"
        "none where both are exact.\n"
        "Of exactly two scenarios a second table says which changes make the gap: base, growth\n"
        "of each period, volatility, programmes with projects and events, the target itself, the\n"
        "rest. Each part's share is its effect averaged over all orders of the changes (Shapley),\n"
        "so the shares sum to the gap. --set changes all scenarios. With -o NAME.svg, .png or "
        ".pdf\n"
        "the gap of a --target is drawn: the chance there, the median in NAME-waterfall_median.",
    .options = allowed,
    .run = run,
};
