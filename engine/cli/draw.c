#include "cli/draw.h"

#include "base/text.h"
#include "plots/gnuplot.h"
#include "run/audit.h"

#include <stdlib.h>
#include <string.h>

size_t draw_subjects(const Chart *chart, const Scenario *scenario)
{
    const size_t count[] = { [CHART_OF_INDICATOR] = scenario->indicators,
                             [CHART_OF_TARGET] = scenario->targets,
                             [CHART_OF_SCENARIO] = 1 };
    return count[chart->subject];
}

const char *draw_subject(const Chart *chart, const Scenario *scenario, size_t index)
{
    if (chart->subject == CHART_OF_SCENARIO)
        return scenario->id;
    return chart->subject == CHART_OF_TARGET ? scenario->target[index].id
                                             : scenario->indicator[index].id;
}

/* Whether --target and --indicator leave this subject in. */
static bool wanted(const Chart *chart, const Scenario *s, const Options *options, size_t index)
{
    bool of_target = chart->subject == CHART_OF_TARGET;
    if (chart->subject == CHART_OF_SCENARIO)
        return true;
    size_t indicator = of_target ? s->target[index].indicator : index;
    if (options->indicator && strcmp(options->indicator, s->indicator[indicator].id))
        return false;
    if (!options->target)
        return true;
    size_t target = scenario_target(s, options->target);
    return of_target ? index == target
                     : target < s->targets && s->target[target].indicator == index;
}

static Status draw(const Session *session, const Chart *chart, size_t index, const char *name,
                   unsigned formats, Output *output, Error *err)
{
    bool whole = chart->subject == CHART_OF_SCENARIO; /* needs no name of its own */
    Audit *audited = NULL;
    if (chart->audited)
        TRY(audit(session->scenario, &audited, err));
    char *stem = name || whole ? text_copy(name ? name : chart->name)
                               : text_format("%s-%s", chart->name,
                                             draw_subject(chart, session->scenario, index));
    char *data = text_format("%s.tsv", stem ? stem : "");
    ChartInput in = { .chart = chart,
                      .audit = audited,
                      .forecast = session->forecast,
                      .subject = index,
                      .language = session->language,
                      .data = data };
    Status status =
        stem && data ? gnuplot_draw(output, chart, &in, stem, formats, err) : error_memory(err);
    audit_free(audited);
    free(data);
    free(stem);
    return status;
}

Status draw_charts(const Session *session, const Options *options, const Chart *chart,
                   const char *name, unsigned formats, Output *output, Error *err)
{
    const Scenario *s = session->scenario;
    Status worst = STATUS_GOOD;
    size_t drawn = 0;
    for (size_t c = 0; chart_table[c]; c++) {
        if (chart ? chart != chart_table[c] : chart_table[c]->source != CHART_FROM_SCENARIO)
            continue;
        for (size_t i = 0; i < draw_subjects(chart_table[c], s); i++) {
            bool (*applies)(const Forecast *, size_t) = chart_table[c]->applies;
            if (!wanted(chart_table[c], s, options, i) ||
                (applies && !applies(session->forecast, i)))
                continue;
            drawn++;
            Error own = { 0 };
            Status status = draw(session, chart_table[c], i, name, formats, output, &own);
            if (status == STATUS_GOOD)
                continue;
            worst = error_set(err, status, "%s", own.text);
            if (status != STATUS_CHARTS)
                return status;
        }
    }
    if (chart && !drawn)
        return error_set(err, STATUS_INVALID, "%s has nothing that the chart %s could show (%s)",
                         s->id, chart->name, chart->summary);
    return worst;
}
