#include "plots/gnuplot.h"

#include "plots/process.h"
#include "plots/theme.h"

#include <ctype.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const double most_seconds = 60;

enum { MOST_BYTES = 2000 }; /* of one text */

/* All three show the page at a width of 16 cm with 12 pt letters: SVG in pixels of 1/96 inch, PNG
 * at 300 to the inch. */
static const struct {
    unsigned format;
    const char *ending;
    const char *terminal;
    double unit; /* of the page's size, in points */
    int decimals;
    const char *name; /* of the unit */
    const char *rest;
} pictures[] = {
    { PICTURE_SVG, "svg", "svg", 453.5433 / 605, 0, "",
      "fixed fontscale 1.3333 linewidth 1.1 dashlength 0.9" },
    { PICTURE_PNG, "png", "pngcairo", 453.5433 / 1890, 0, "",
      "fontscale 3.125 linewidth 4 pointscale 4 dashlength 0.9" },
    { PICTURE_PDF, "pdf", "pdfcairo", 72 / 2.54, 1, "cm",
      "fontscale 0.75 linewidth 2 dashlength 0.9" },
};

enum { PICTURES = sizeof pictures / sizeof *pictures };

/* A byte of valid UTF-8. What gnuplot, SVG or a terminal could take for more than a character is
 * written as an octal escape; control characters become blanks. */
static void put_byte(Text *script, const char *text, size_t at)
{
    unsigned char byte = (unsigned char)text[at];
    if (byte < ' ' || byte == 0x7F)
        byte = ' ';
    if (byte == '>' && at >= 2 && text[at - 1] == ']' && text[at - 2] == ']')
        text_put(script, " "); /* would end the CDATA section that gnuplot puts it in */
    if (byte >= 0x80 || isalnum(byte) || strchr(" .,:;()/+-", byte))
        text_put_bytes(script, (const char *)&byte, 1);
    else
        text_add(script, "\\%03o", byte);
}

void gnuplot_string(Text *script, const char *text)
{
    size_t size = strlen(text);
    size = size < MOST_BYTES ? size : MOST_BYTES;
    text_put(script, "\"");
    for (size_t at = 0; at < size;) {
        size_t valid = at + text_invalid_utf8(text + at, size - at);
        while (at < valid)
            put_byte(script, text, at++);
        if (at++ < size)
            text_put(script, "?");
    }
    text_put(script, "\"");
}

static char *file_of(const char *name, const char *ending)
{
    return text_format("%s.%s", name, ending);
}

/* gnuplot gives a meaning to names that begin with a sign, and folders are not ours. */
static bool name_good(const char *name)
{
    for (const char *at = name; *at; at++)
        if (*at == '/' || (unsigned char)*at < ' ')
            return false;
    return isalnum((unsigned char)*name) || (unsigned char)*name >= 0x80;
}

static void put_terminal(Text *script, const char *name, size_t picture, double height)
{
    double unit = pictures[picture].unit;
    int decimals = pictures[picture].decimals;
    const char *in = pictures[picture].name;
    text_add(script, "set terminal %s size %.*f%s,%.*f%s", pictures[picture].terminal, 0,
             theme_width / unit, in, decimals, height / unit, in);
    text_add(script, " %s noenhanced font \"%s,12\"\nset output ", pictures[picture].rest,
             theme_face);
    char *file = file_of(name, pictures[picture].ending);
    gnuplot_string(script, file ? file : "");
    text_put(script, "\n");
    script->failed = script->failed || !file;
    free(file);
}

/* One script makes all pictures: the first is plotted, the others are the same plot again. */
static void put_script(const Chart *chart, const ChartInput *in, const char *name, unsigned formats,
                       Text *script, Text *data)
{
    text_add(script, "# Redraw: gnuplot %s.gp\n", name);
    bool drawn = false;
    for (size_t i = 0; i < PICTURES; i++) {
        if (!(formats & pictures[i].format))
            continue;
        put_terminal(script, name, i, chart->height ? chart->height(in) : theme_height);
        if (drawn)
            text_put(script, "replot\n");
        else
            chart->draw(in, script, data);
        drawn = true;
    }
    text_put(script, "unset output\n");
}

static Status write_text(Output *output, const char *name, const Text *text, Error *err)
{
    if (text->failed || !text->data)
        return error_memory(err);
    return output_write(output, name, text->data, text->size, err);
}

static Status write_script(Output *output, const Chart *chart, const ChartInput *in,
                           const char *name, unsigned formats, Text *script, Error *err)
{
    Text data = { 0 };
    char *script_name = file_of(name, "gp"), *data_name = file_of(name, "tsv");
    Status status = script_name && data_name ? STATUS_GOOD : error_memory(err);
    if (status == STATUS_GOOD) {
        ChartInput named = *in;
        named.data = data_name;
        put_script(chart, &named, name, formats, script, &data);
        status = write_text(output, data_name, &data, err);
    }
    if (status == STATUS_GOOD)
        status = write_text(output, script_name, script, err);
    text_free(&data);
    free(script_name);
    free(data_name);
    return status;
}

/* `name=value` of our own environment, owned; NULL when it is not set. */
static char *passed_on(const char *name)
{
    const char *value = getenv(name);
    return value ? text_format("%s=%s", name, value) : NULL;
}

static Status run(const Output *output, const char *name, const Text *text, Error *err)
{
    char *script = file_of(name, "gp");
    if (!script)
        return error_memory(err);
    char *fonts[] = { passed_on("FONTCONFIG_FILE"), passed_on("FONTCONFIG_PATH"),
                      passed_on("XDG_CACHE_HOME") };
    const char *environment[8] = { "PATH=/usr/bin:/bin", "HOME=/nonexistent", "LC_ALL=C.UTF-8" };
    size_t count = 3;
    for (size_t i = 0; i < 3; i++)
        if (fonts[i])
            environment[count++] = fonts[i];
    const char *arguments[] = { "gnuplot", "-d", "-", NULL };
    Process process = { .program = "gnuplot",
                        .arguments = arguments,
                        .environment = environment,
                        .folder = output_work(output),
                        .input = text->data,
                        .input_size = text->size,
                        .seconds = most_seconds };
    ProcessEnd end;
    Status status = process_run(&process, &end, err);
    if (status == STATUS_GOOD && end.missing)
        status = error_set(err, STATUS_CHARTS,
                           "gnuplot is not installed; %s and its data are written, draw them with "
                           "`gnuplot %s` where it is",
                           script, script);
    else if (status == STATUS_GOOD && end.late)
        status = error_set(err, STATUS_CHARTS, "%s: gnuplot took more than %g s and was stopped",
                           script, most_seconds);
    else if (status == STATUS_GOOD && end.code)
        status = error_set(err, STATUS_CHARTS, "%s: gnuplot failed (exit code %d): %s", script,
                           end.code, *end.words ? end.words : "no reason given");
    for (size_t i = 0; i < 3; i++)
        free(fonts[i]);
    free(script);
    return status;
}

/* Takes one picture over, or removes what a failed gnuplot left of it. */
static Status take(Output *output, const char *name, size_t picture, bool good, Error *err)
{
    char *file = file_of(name, pictures[picture].ending);
    char *path = file ? text_format("%s/%s", output_work(output), file) : NULL;
    struct stat found;
    Status status = STATUS_GOOD;
    if (!path) {
        status = error_memory(err);
    } else if (good && stat(path, &found) == 0 && S_ISREG(found.st_mode) && found.st_size > 0) {
        status = output_adopt(output, file, err);
    } else {
        unlink(path);
        if (good)
            status =
                error_set(err, STATUS_CHARTS, "%s: gnuplot ended well but left no picture", file);
    }
    free(path);
    free(file);
    return status;
}

Status gnuplot_draw(Output *output, const Chart *chart, const ChartInput *in, const char *name,
                    unsigned formats, Error *err)
{
    if (!name_good(name))
        return error_set(err, STATUS_INTERNAL,
                         "%s: the name of a chart must begin with a letter or digit and have no "
                         "slash",
                         name);
    Text script = { 0 };
    Status status = write_script(output, chart, in, name, formats, &script, err);
    if (status == STATUS_GOOD)
        status = run(output, name, &script, err);
    text_free(&script);
    if (status != STATUS_GOOD && status != STATUS_CHARTS)
        return status;
    for (size_t i = 0; i < PICTURES; i++) {
        if (!(formats & pictures[i].format))
            continue;
        Status taken = take(output, name, i, status == STATUS_GOOD, err);
        status = status == STATUS_GOOD ? taken : status;
    }
    return status;
}
