#include "cli/sweep_chart.h"

#include "base/text.h"
#include "cli/sweep_choice.h"
#include "plots/gnuplot.h"

#include <stdlib.h>

static Status unknown_target(const SweepTable *table, const char *id, Error *err)
{
    Text ids = { 0 };
    const char **names = calloc(table->targets + 1, sizeof *names);
    if (!names)
        return error_memory(err);
    for (size_t i = 0; i < table->targets; i++) {
        names[i] = table->target[i];
        text_add(&ids, "%s%s", i ? ", " : "", names[i]);
    }
    const char *near = text_nearest(id, names);
    error_set(err, STATUS_USAGE, "--target %s: no such target in %s%s%s%s Allowed are %s", id,
              table->id, near ? "; did you mean \"" : ".", near ? near : "", near ? "\"?" : "",
              ids.data ? ids.data : "");
    text_free(&ids);
    free(names);
    return err->status;
}

static Status draw_view(const SweepView *view, const Options *options, const Chart *chart,
                        const SweepPictures *pictures, Error *err)
{
    const SweepTable *table = view->table;
    Language own = table->scenario ? table->scenario->language : LANGUAGE_EN;
    char *stem = pictures->stem ? text_copy(pictures->stem)
                 : view->by_target
                     ? text_copy(chart->name)
                     : text_format("%s-%s", chart->name, table->target[view->target[0]]);
    ChartInput in = { .chart = chart,
                      .view = view,
                      .subject = view->target[0],
                      .language = options->given[OPTION_LANG] ? options->language : own };
    Status status = stem ? gnuplot_draw(pictures->output, chart, &in, stem, pictures->formats, err)
                         : error_memory(err);
    free(stem);
    return status;
}

/* One target, or with table->targets all of them in one picture where they make its panels, else
 * nothing: `*drawn` tells. */
static Status draw_target(const SweepChoice *choice, const SweepPictures *pictures, bool *drawn,
                          Error *err)
{
    SweepView *view;
    TRY(sweep_choice(choice, &view, err));
    *drawn = choice->target < choice->table->targets || view->by_target;
    Status status =
        *drawn ? draw_view(view, choice->options, choice->chart, pictures, err) : STATUS_GOOD;
    sweep_view_free(view);
    return status;
}

static Status draw_each(SweepChoice *choice, const SweepPictures *pictures, Error *err)
{
    const SweepTable *table = choice->table;
    Status worst = STATUS_GOOD;
    bool drawn;
    if (pictures->stem && table->targets > 1)
        return error_set(err, STATUS_USAGE,
                         "%s has several targets; choose one by --target (such as %s), or name a "
                         "folder",
                         table->id, table->target[0]);
    for (choice->target = 0; choice->target < table->targets; choice->target++) {
        Error own = { 0 };
        Status status = draw_target(choice, pictures, &drawn, &own);
        if (status == STATUS_GOOD)
            continue;
        worst = error_set(err, status, "%s", own.text);
        if (status != STATUS_CHARTS)
            return status;
    }
    return worst;
}

Status sweep_chart_draw(const SweepTable *table, const Options *options, const Chart *chart,
                        const SweepPictures *pictures, Error *err)
{
    SweepChoice choice = { table, chart, options, table->targets };
    bool drawn = false;
    if (!table->targets)
        return error_set(err, STATUS_INVALID, "%s: no cell has the chance of a target (yet)",
                         table->id);
    if (options->target) {
        choice.target = sweep_table_target(table, options->target);
        if (choice.target == table->targets)
            return unknown_target(table, options->target, err);
    }
    TRY(draw_target(&choice, pictures, &drawn, err));
    return drawn ? STATUS_GOOD : draw_each(&choice, pictures, err);
}
