#include "base/text.h"
#include "cli/answer.h"
#include "cli/command.h"
#include "cli/draw.h"
#include "plots/gnuplot.h"

#include <stdlib.h>
#include <string.h>

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

static Status choose_chart(const char *name, const Chart **chart, Error *err)
{
    *chart = chart_find(name);
    if (*chart)
        return STATUS_GOOD;
    Text names = { 0 };
    for (size_t i = 0; chart_table[i]; i++)
        text_add(&names, "%s%s", i ? ", " : "", chart_table[i]->name);
    error_set(err, STATUS_USAGE, "%s: no such chart; allowed are %s", name,
              names.data ? names.data : "");
    text_free(&names);
    return err->status;
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

static Status draw_session(Session *session, const Options *options, const Chart *chart,
                           const Place *place, Error *err)
{
    Output *output = NULL;
    TRY(check_subject(session, chart, options, place, err));
    TRY(output_open(&output, place->folder, err));
    Status charts = STATUS_GOOD, status = STATUS_GOOD;
    if (chart->sensitivity)
        status = session_sensitivity(session, options, chart->sensitivity, err);
    if (status == STATUS_GOOD)
        status = session_simulate(session, options, err);
    if (status == STATUS_GOOD && chart->solve) {
        status = answer(session, options, options->operand[2], chart->solve, err);
        session->forecast->solve = session->solve;
    }
    if (status == STATUS_GOOD)
        charts = draw_charts(session, options, chart, place->stem, place->formats, output, err);
    if (status == STATUS_GOOD && (charts == STATUS_GOOD || charts == STATUS_CHARTS)) {
        Error own = { 0 };
        status = output_commit(output, &own);
        if (status == STATUS_GOOD)
            status = write_names(output, place, options, &own);
        if (status != STATUS_GOOD)
            *err = own;
    }
    output_close(output);
    return status != STATUS_GOOD ? status : charts;
}

static Status run(const Options *options, Problems *problems, Error *err)
{
    Session session = { 0 };
    Place place = { 0 };
    const Chart *chart;
    TRY(choose_chart(options->operand[1], &chart, err));
    Status status = choose_place(options, &place, err);
    if (status == STATUS_GOOD)
        status = session_open(&session, options, options->operand[2], problems, err);
    if (status == STATUS_GOOD)
        status = draw_session(&session, options, chart, &place, err);
    session_close(&session);
    free(place.folder);
    free(place.stem);
    return status;
}

static const OptionId allowed[] = {
    OPTION_FORMAT,      OPTION_OUTPUT,    OPTION_PATHS, OPTION_SEED,   OPTION_SAMPLING,
    OPTION_THREADS,     OPTION_LANG,      OPTION_SET,   OPTION_TARGET, OPTION_INDICATOR,
    OPTION_PROBABILITY, OPTION_REFERENCE, OPTION_QUIET, OPTION_COUNT,
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
        "their number. To change a chart, edit NAME.gp or NAME.tsv and run: gnuplot NAME.gp",
    .options = allowed,
    .run = run,
};
