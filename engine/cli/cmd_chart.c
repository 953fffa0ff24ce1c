#include "base/text.h"
#include "cli/answer.h"
#include "cli/command.h"
#include "cli/draw.h"
#include "cli/sweep_chart.h"
#include "io/read_store.h"
#include "plots/gnuplot.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Where the picture goes: a folder, the stem of its files (NULL: by chart and subject), formats. */
typedef struct Place {
    char *folder;
    char *stem;
    unsigned formats;
} Place;

static const struct {
    const char *name;
    unsigned format;
} pictures[] = { { "svg", PICTURE_SVG }, { "png", PICTURE_PNG }, { "pdf", PICTURE_PDF } };

enum { PICTURES = sizeof pictures / sizeof *pictures };

static unsigned picture_format(const char *name)
{
    for (size_t i = 0; i < PICTURES; i++)
        if (!strcmp(pictures[i].name, name))
            return pictures[i].format;
    return 0;
}

/* -o NAME.png is that picture; -o FOLDER (or nothing: here) takes all, in all formats unless
 * --format chooses one. */
static Status choose_place(const Options *options, Place *place, Error *err)
{
    const char *output = options->output ? options->output : ".";
    const char *file = strrchr(output, '/') ? strrchr(output, '/') + 1 : output;
    const char *dot = strrchr(file, '.');
    unsigned by_name = dot && dot != file ? picture_format(dot + 1) : 0;
    unsigned by_option = options->format ? picture_format(options->format) : 0;
    if (options->format && !by_option)
        return error_set(err, STATUS_USAGE, "--format %s: allowed are svg, png, pdf",
                         options->format);
    if (by_name && by_option && by_name != by_option)
        return error_set(err, STATUS_USAGE, "--output %s and --format %s name different formats",
                         output, options->format);
    place->formats = by_name ? by_name : by_option ? by_option : PICTURE_ALL;
    place->folder =
        by_name ? text_format("%.*s.", (int)(file - output), output) : text_copy(output);
    place->stem = by_name ? text_copy_bytes(file, (size_t)(dot - file)) : NULL;
    return place->folder && (place->stem || !by_name) ? STATUS_GOOD : error_memory(err);
}

/* What charts are drawn from, in words. */
static const char *const sources[] = {
    [CHART_FROM_SCENARIO] = "a scenario", [CHART_FROM_SWEEP] = "the database of a sweep"
};

static void put_names(ChartSource source, Text *names)
{
    for (size_t i = 0, before = 0; chart_table[i]; i++)
        if (chart_table[i]->source == source)
            text_add(names, "%s%s", before++ ? ", " : "", chart_table[i]->name);
}

/* The name that was probably meant; NULL: none is near. */
static const char *near_name(const char *name, Error *err)
{
    size_t charts = 0;
    while (chart_table[charts])
        charts++;
    const char **names = calloc(charts + 1, sizeof *names);
    if (!names)
        error_memory(err);
    for (size_t i = 0; names && i < charts; i++)
        names[i] = chart_table[i]->name;
    const char *near = names ? text_nearest(name, names) : NULL;
    free(names);
    return near;
}

static Status no_chart(const char *name, ChartSource source, const char *file, Error *err)
{
    ChartSource other = source == CHART_FROM_SWEEP ? CHART_FROM_SCENARIO : CHART_FROM_SWEEP;
    const char *near = near_name(name, err);
    Text own = { 0 }, others = { 0 };
    put_names(source, &own);
    put_names(other, &others);
    if (own.failed || others.failed)
        error_memory(err);
    else if (chart_find(name, other))
        error_set(err, STATUS_USAGE, "%s: is drawn from %s; %s is %s, from which are drawn %s",
                  name, sources[other], file, sources[source], own.data);
    else
        error_set(err, STATUS_USAGE, "%s: no such chart%s%s%s Allowed are %s, and from %s %s", name,
                  near ? "; did you mean \"" : ".", near ? near : "", near ? "\"?" : "", own.data,
                  sources[other], others.data);
    text_free(&own);
    text_free(&others);
    return err->status;
}

static Status choose_chart(const Options *options, const Chart **chart, Error *err)
{
    const char *name = options->operand[1], *file = options->operand[2];
    ChartSource source = read_store_is(file) ? CHART_FROM_SWEEP : CHART_FROM_SCENARIO;
    *chart = chart_find(name, source);
    if (*chart)
        return STATUS_GOOD;
    bool of_sweep = chart_find(name, CHART_FROM_SWEEP) != NULL;
    if (of_sweep && strcmp(file, "-") && access(file, R_OK))
        return error_set(err, STATUS_INVALID, "%s: cannot be opened: %s", file, strerror(errno));
    return no_chart(name, source, file, err);
}

/* Options that are about the other source of charts. */
static Status check_options(const Options *options, const Chart *chart, Error *err)
{
    static const OptionId scenario[] = { OPTION_PATHS,       OPTION_SEED,      OPTION_SAMPLING,
                                         OPTION_THREADS,     OPTION_SET,       OPTION_INDICATOR,
                                         OPTION_PROBABILITY, OPTION_REFERENCE, OPTION_COUNT };
    static const OptionId sweep[] = { OPTION_X, OPTION_Y, OPTION_WHERE, OPTION_COUNT };
    const OptionId *refused = chart->source == CHART_FROM_SWEEP ? scenario : sweep;
    for (size_t i = 0; refused[i] != OPTION_COUNT; i++)
        if (options->given[refused[i]])
            return error_set(err, STATUS_USAGE, "--%s: %s is %s, whose charts take no such option",
                             option_rows[refused[i]].name, options->operand[2],
                             sources[chart->source]);
    return STATUS_GOOD;
}

/* A single file can show one subject only; --target and --indicator must name known ones. */
static Status check_subject(const Session *session, const Chart *chart, const Options *options,
                            const Place *place, Error *err)
{
    const Scenario *s = session->scenario;
    if (options->target && scenario_target(s, options->target) == s->targets)
        return error_set(err, STATUS_USAGE, "--target %s: no such target in %s", options->target,
                         s->id);
    if (options->indicator && scenario_indicator(s, options->indicator) == s->indicators)
        return error_set(err, STATUS_USAGE, "--indicator %s: no such indicator in %s",
                         options->indicator, s->id);
    if (!draw_subjects(chart, s))
        return error_set(err, STATUS_INVALID, "%s has no target, which the chart %s is about",
                         s->id, chart->name);
    if (place->stem && draw_subjects(chart, s) > 1 && !options->target && !options->indicator)
        return error_set(err, STATUS_USAGE,
                         "%s has several %s; choose one by --%s (such as %s), or name a folder",
                         s->id, chart->subject == CHART_OF_TARGET ? "targets" : "indicators",
                         chart->subject == CHART_OF_TARGET ? "target" : "indicator",
                         draw_subject(chart, s, 0));
    return STATUS_GOOD;
}

static Status write_names(const Output *output, const Place *place, const Options *options,
                          Error *err)
{
    Text text = { 0 };
    size_t length = strlen(place->folder);
    const char *folder = place->folder;
    bool here = !strcmp(folder, ".");
    if (length > 2 && !strcmp(folder + length - 2, "/."))
        length -= 2;
    while (length > 1 && folder[length - 1] == '/')
        length--;
    for (size_t i = 0; i < output_count(output); i++)
        text_add(&text, "%.*s%s%s\n", here ? 0 : (int)length, folder, here ? "" : "/",
                 output_name(output, i));
    Status status = text.failed ? error_memory(err) : STATUS_GOOD;
    if (status == STATUS_GOOD && text.size && !options->quiet)
        status = output_single(NULL, text.data, text.size, err);
    text_free(&text);
    return status;
}

static Status fill_session(Session *session, const Options *options, const Chart *chart,
                           const Place *place, Output *output, Error *err)
{
    if (chart->sensitivity)
        TRY(session_sensitivity(session, options, chart->sensitivity, err));
    TRY(session_simulate(session, options, err));
    if (chart->solve) {
        TRY(answer(session, options, options->operand[2], chart->solve, err));
        session->forecast->solve = session->solve;
    }
    return draw_charts(session, options, chart, place->stem, place->formats, output, err);
}

/* What was drawn, unless it failed for another reason than gnuplot. */
static Status conclude(Output *output, Status charts, const Options *options, const Place *place,
                       Error *err)
{
    if (charts != STATUS_GOOD && charts != STATUS_CHARTS)
        return charts;
    Error own = { 0 };
    Status status = output_commit(output, &own);
    if (status == STATUS_GOOD)
        status = write_names(output, place, options, &own);
    if (status == STATUS_GOOD)
        return charts;
    *err = own;
    return status;
}

static Status run_scenario(const Options *options, const Chart *chart, const Place *place,
                           Problems *problems, Error *err)
{
    Session session = { 0 };
    Output *output = NULL;
    Status status = session_open(&session, options, options->operand[2], problems, err);
    if (status == STATUS_GOOD)
        status = check_subject(&session, chart, options, place, err);
    if (status == STATUS_GOOD)
        status = output_open(&output, place->folder, err);
    if (status == STATUS_GOOD)
        status = fill_session(&session, options, chart, place, output, err);
    status = conclude(output, status, options, place, err);
    output_close(output);
    session_close(&session);
    return status;
}

static Status run_sweep(const Options *options, const Chart *chart, const Place *place, Error *err)
{
    SweepTable *table = NULL;
    SweepPictures shown = { .stem = place->stem, .formats = place->formats };
    Status status = read_store(options->operand[2], &table, err);
    if (status == STATUS_GOOD)
        status = output_open(&shown.output, place->folder, err);
    if (status == STATUS_GOOD)
        status = sweep_chart_draw(table, options, chart, &shown, err);
    status = conclude(shown.output, status, options, place, err);
    output_close(shown.output);
    sweep_table_free(table);
    return status;
}

static Status run(const Options *options, Problems *problems, Error *err)
{
    Place place = { 0 };
    const Chart *chart;
    TRY(choose_chart(options, &chart, err));
    TRY(check_options(options, chart, err));
    Status status = choose_place(options, &place, err);
    if (status == STATUS_GOOD)
        status = chart->source == CHART_FROM_SWEEP
                     ? run_sweep(options, chart, &place, err)
                     : run_scenario(options, chart, &place, problems, err);
    free(place.folder);
    free(place.stem);
    return status;
}

static const OptionId allowed[] = {
    OPTION_FORMAT,      OPTION_OUTPUT,    OPTION_PATHS, OPTION_SEED,   OPTION_SAMPLING,
    OPTION_THREADS,     OPTION_LANG,      OPTION_SET,   OPTION_TARGET, OPTION_INDICATOR,
    OPTION_PROBABILITY, OPTION_REFERENCE, OPTION_X,     OPTION_Y,      OPTION_WHERE,
    OPTION_QUIET,       OPTION_COUNT,
};

const Command command_chart = {
    .name = "chart",
    .operands = "NAME FILE",
    .least = 2,
    .most = 2,
    .summary = "one chart, with its gnuplot script and data beside it",
    .details =
        "NAME is one of `dubao list charts`. Pictures are 16 cm wide, for A4. With -o NAME.svg,\n"
        "NAME.png or NAME.pdf one picture of the subject that --target or --indicator chooses;\n"
        "with -o FOLDER (else here) one for every subject, in all three formats or that of\n"
        "--format. targets, joint and first_year show all targets in one picture, which grows "
        "with\n"
        "their number. To change a chart, edit NAME.gp or NAME.tsv and run: gnuplot NAME.gp\n"
        "\n"
        "FILE is a scenario, or the database of a sweep, which has the charts\n"
        "  heatmap          the chance of a target over two axes, with lines at 50 and 80 %\n"
        "  frontier         the value of one axis that gives a chance of 20, 50 and 80 %, by the "
        "other\n"
        "  small_multiples  a heat map, or the chance along one axis, for each value of the other "
        "axes\n"
        "Axes go by their names in the view `target`, and `variant`. Without --x and --y the "
        "first\n"
        "two are taken, the one that moves the chance more going up in frontier. Other axes make\n"
        "the panels of small_multiples, and are held at their first value else: --where chooses\n"
        "another, such as --where variant=crisis --where volatility=4%.",
    .options = allowed,
    .run = run,
};
