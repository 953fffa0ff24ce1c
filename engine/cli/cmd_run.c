/* The main job: everything about a scenario into one folder, whole or not at all. */
#include "base/text.h"
#include "cli/command.h"
#include "cli/draw.h"
#include "core/briefing.h"
#include "core/manifest.h"
#include "plots/gnuplot.h"

#include <stdlib.h>
#include <string.h>

/* A document in every format: STEM.txt, .md, .json, and a CSV file for each of its tables. */
static Status put_document(Output *output, Document *document, const char *stem,
                           const Options *options, Error *err)
{
    static const char *const format[] = { "table", "markdown", "json" };
    Status status = STATUS_GOOD;
    for (size_t i = 0; i < sizeof format / sizeof *format && status == STATUS_GOOD; i++) {
        const Writer *writer = writer_find(format[i]);
        char *name = text_format("%s.%s", stem, writer->extension);
        status = name ? session_put(output, writer, document, name, err) : error_memory(err);
        free(name);
    }
    const Writer *csv = writer_find(options->given[OPTION_CSV_DIALECT] ? options->format : "csv");
    for (size_t t = 0; t < document->tables && status == STATUS_GOOD; t++) {
        Document single = *document;
        single.table[0] = document->table[t];
        single.tables = 1;
        char *name = text_format("%s.%s", document->table[t].id, csv->extension);
        status = name ? session_put(output, csv, &single, name, err) : error_memory(err);
        free(name);
    }
    document_free(document);
    return status;
}

static Status put_tables(const Session *session, Output *output, const Options *options, Error *err)
{
    Document projection = { .language = session->language }, forecast = projection;
    manifest_start(&projection, session->scenario, false);
    projection_document(session->projection, &projection);
    manifest_finish(&projection, session->scenario);
    TRY(put_document(output, &projection, "project", options, err));
    manifest_start(&forecast, session->scenario, true);
    forecast_document(session->forecast, &forecast);
    manifest_finish(&forecast, session->scenario);
    return put_document(output, &forecast, "simulate", options, err);
}

static Status put_briefings(const Session *session, Output *output, Error *err)
{
    Status status = STATUS_GOOD;
    for (int i = 0; i < LANGUAGE_COUNT && status == STATUS_GOOD; i++) {
        Text text = { 0 };
        char *name = text_format("summary.%s.md", language_code((Language)i));
        briefing_write(session->forecast, (Language)i, &text);
        status = name && !text.failed ? output_write(output, name, text.data, text.size, err)
                                      : error_memory(err);
        free(name);
        text_free(&text);
    }
    return status;
}

static Status put_manifest(const Session *session, Output *output, Error *err)
{
    Document document = { 0 };
    manifest_start(&document, session->scenario, true);
    tree_array(&document.tree, "files");
    for (size_t i = 0; i < output_count(output); i++)
        tree_text(&document.tree, NULL, output_name(output, i));
    tree_close(&document.tree);
    manifest_finish(&document, session->scenario);
    Status status = session_put(output, writer_find("json"), &document, "manifest.json", err);
    document_free(&document);
    return status;
}

/* The files worth opening, on standard output. */
static Status name_files(const Session *session, const char *folder, const Output *output,
                         Error *err)
{
    Text text = { 0 };
    size_t length = strlen(folder);
    while (length > 1 && folder[length - 1] == '/')
        length--;
    text_add(&text, "%s: %zu files in %.*s, among them\n", session->scenario->id,
             output_count(output), (int)length, folder);
    for (size_t i = 0; i < output_count(output); i++) {
        const char *name = output_name(output, i), *end = strrchr(name, '.');
        bool shown = !strcmp(end, ".png") || !strncmp(name, "summary", 7) ||
                     !strcmp(name, "targets.csv") || !strcmp(name, "simulate.txt") ||
                     !strcmp(name, "manifest.json");
        if (shown)
            text_add(&text, "  %.*s/%s\n", (int)length, folder, name);
    }
    Status status =
        text.failed ? error_memory(err) : output_single(NULL, text.data, text.size, err);
    text_free(&text);
    return status;
}

static Status fill(Session *session, Output *output, const Options *options, Status *charts,
                   Error *chart_error, Error *err)
{
    TRY(session_simulate(session, options, err));
    TRY(put_briefings(session, output, err));
    TRY(put_tables(session, output, options, err));
    Options all = *options; /* --target chooses what is judged, not what is drawn */
    all.target = NULL;
    *charts = draw_charts(session, &all, NULL, NULL, PICTURE_ALL, output, chart_error);
    if (*charts != STATUS_GOOD && *charts != STATUS_CHARTS)
        return error_set(err, *charts, "%s", chart_error->text);
    TRY(put_manifest(session, output, err));
    return output_commit(output, err);
}

static Status run(const Options *options, Problems *problems, Error *err)
{
    const char *folder = options->output ? options->output : "out";
    Session session;
    Output *output = NULL;
    Error chart_error = { 0 };
    Status charts = STATUS_GOOD;
    Status status = session_open(&session, options, options->operand[1], problems, err);
    if (status == STATUS_GOOD)
        status = output_open(&output, folder, err);
    if (status == STATUS_GOOD)
        status = fill(&session, output, options, &charts, &chart_error, err);
    if (status == STATUS_GOOD && !options->quiet)
        status = name_files(&session, folder, output, err);
    if (status == STATUS_GOOD && charts != STATUS_GOOD)
        status = error_set(err, charts, "%s", chart_error.text);
    if (status == STATUS_GOOD)
        status = session_judge(&session, options, err);
    output_close(output);
    session_close(&session);
    return status;
}

static const OptionId allowed[] = {
    OPTION_CSV_DIALECT, OPTION_OUTPUT, OPTION_PATHS, OPTION_SEED,   OPTION_SAMPLING,
    OPTION_THREADS,     OPTION_LANG,   OPTION_SET,   OPTION_TARGET, OPTION_FAIL_UNDER,
    OPTION_TOLERANCE,   OPTION_QUIET,  OPTION_COUNT,
};

const Command command_run = {
    .name = "run",
    .operands = "FILE",
    .least = 1,
    .most = 1,
    .summary = "the main job: tables, charts and a summary in words, into a folder",
    .details =
        "Writes into out/ (or -o FOLDER): summary.vi.md and summary.en.md, project.* and\n"
        "simulate.* as text, Markdown and JSON, every table as CSV, every chart as SVG, PNG and\n"
        "PDF with its gnuplot script and data, and manifest.json. All files appear together at\n"
        "the end, or none. Without gnuplot the numbers are written and the exit code is 6.",
    .options = allowed,
    .run = run,
};
