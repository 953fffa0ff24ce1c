#include "cli/picture.h"

#include "base/text.h"
#include "cli/draw.h"
#include "plots/gnuplot.h"

#include <stdlib.h>
#include <string.h>

static unsigned format_of(const char *ending)
{
    static const struct {
        const char *ending;
        unsigned format;
    } known[] = { { ".svg", PICTURE_SVG }, { ".png", PICTURE_PNG }, { ".pdf", PICTURE_PDF } };
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (!strcmp(known[i].ending, ending))
            return known[i].format;
    return 0;
}

Status picture_open(Picture *picture, const Options *options, Error *err)
{
    const char *path = options->output ? options->output : "";
    const char *file = strrchr(path, '/') ? strrchr(path, '/') + 1 : path;
    const char *dot = strrchr(file, '.');
    picture->format = dot && dot != file ? format_of(dot) : 0;
    if (!picture->format)
        return STATUS_GOOD;
    if (options->format)
        return error_set(err, STATUS_USAGE, "--format %s: %s is a picture, not a table",
                         options->format, path);
    char *folder = text_format("%.*s.", (int)(file - path), path);
    picture->stem = text_copy_bytes(file, (size_t)(dot - file));
    Status status =
        folder && picture->stem ? output_open(&picture->output, folder, err) : error_memory(err);
    free(folder);
    return status;
}

Status picture_draw(Picture *picture, const Session *session, const Options *options,
                    const Chart *const *chart, Error *err)
{
    Status charts = STATUS_GOOD;
    if (session->scenario->targets > 1 && !options->target)
        return error_set(err, STATUS_USAGE,
                         "%s has several targets; choose one by --target (such as %s)",
                         session->scenario->id, session->scenario->target[0].id);
    for (size_t i = 0; chart[i]; i++) {
        char *stem = text_format("%s%s%s", picture->stem, i ? "-" : "", i ? chart[i]->name : "");
        Status status = stem ? draw_charts(session, options, chart[i], stem, picture->format,
                                           picture->output, err)
                             : error_memory(err);
        free(stem);
        if (status != STATUS_GOOD && status != STATUS_CHARTS)
            return status;
        charts = status == STATUS_CHARTS ? status : charts;
    }
    Error own = { 0 };
    Status status = output_commit(picture->output, &own);
    if (status == STATUS_GOOD)
        return charts;
    *err = own;
    return status;
}

void picture_close(Picture *picture)
{
    output_close(picture->output);
    free(picture->stem);
    *picture = (Picture){ 0 };
}
