#include "run/audit_graph.h"

#include <math.h>
#include <stdlib.h>

const AuditPhrase audit_level_is = { WORDS("{1} of {2} in {3} ({4})", "{1} {2} năm {3} ({4})"),
                                     AUDIT_LEVEL };
const AuditPhrase audit_level_most = {
    WORDS("{1} of at most {2} in {3} ({4})", "{1} nhiều nhất {2} năm {3} ({4})"), AUDIT_LEVEL
};
const AuditPhrase audit_level_least = {
    WORDS("{1} of at least {2} in {3} ({4})", "{1} ít nhất {2} năm {3} ({4})"), AUDIT_LEVEL
};
const AuditPhrase audit_growth_is = {
    WORDS("growing by {2} a year in {3} ({4})", "tăng {2} mỗi năm trong {3} ({4})"), AUDIT_GROWTH
};
const AuditPhrase audit_growth_most = { WORDS("growing by at most {2} a year in {3} ({4})",
                                              "tăng nhiều nhất {2} mỗi năm trong {3} ({4})"),
                                        AUDIT_GROWTH };
const AuditPhrase audit_growth_least = { WORDS("growing by at least {2} a year in {3} ({4})",
                                               "tăng ít nhất {2} mỗi năm trong {3} ({4})"),
                                         AUDIT_GROWTH };
const AuditPhrase audit_share_is = {
    WORDS("{1} being {2} of {5} in {3} ({4})", "{1} bằng {2} của {5} năm {3} ({4})"), AUDIT_SHARE
};
const AuditPhrase audit_share_most = { WORDS("{1} being at most {2} of {5} in {3} ({4})",
                                             "{1} nhiều nhất bằng {2} của {5} năm {3} ({4})"),
                                       AUDIT_SHARE };
const AuditPhrase audit_share_least = { WORDS("{1} being at least {2} of {5} in {3} ({4})",
                                              "{1} ít nhất bằng {2} của {5} năm {3} ({4})"),
                                        AUDIT_SHARE };
const AuditPhrase audit_part = {
    WORDS("{1} being a part of {5} ({4})", "{1} là một phần của {5} ({4})"), AUDIT_SHARE
};

const AuditPhrase *const audit_level_phrases[3] = { &audit_level_is, &audit_level_most,
                                                    &audit_level_least };
const AuditPhrase *const audit_growth_phrases[3] = { &audit_growth_is, &audit_growth_most,
                                                     &audit_growth_least };
const AuditPhrase *const audit_share_phrases[3] = { &audit_share_is, &audit_share_most,
                                                    &audit_share_least };

void audit_graph_free(AuditGraph *graph)
{
    difference_free(&graph->difference);
    free(graph->step);
    free(graph->unsigned_);
    free(graph->span);
    free(graph->structure);
    free(graph->most.distance);
    free(graph->most.through);
    free(graph->least.distance);
    free(graph->least.through);
    free(graph->said);
    free(graph->label);
    free(graph->circle);
}

size_t audit_node(const AuditGraph *graph, size_t indicator, int year)
{
    return 1 + indicator * graph->years + (size_t)(year - graph->scenario->base);
}

size_t audit_node_indicator(const AuditGraph *graph, size_t node)
{
    return (node - 1) / graph->years;
}

int audit_node_year(const AuditGraph *graph, size_t node)
{
    return graph->scenario->base + (int)((node - 1) % graph->years);
}

void audit_link(AuditGraph *graph, size_t from, size_t to, double most, AuditStep step,
                const size_t *label, size_t labels)
{
    size_t at = graph->difference.edges;
    if (at == graph->step_room) {
        size_t more = 2 * at + 64;
        AuditStep *grown = realloc(graph->step, more * sizeof *grown);
        graph->failed |= !grown;
        if (!grown)
            return;
        graph->step = grown;
        graph->step_room = more;
    }
    difference_add(&graph->difference, from, to, most, label, labels);
    graph->failed |= graph->difference.failed;
    graph->step[at] = step;
}

/* Below every log of a double: the log of nothing. */
static const double nothing = -1000;

void audit_band(AuditGraph *graph, const AuditBand *band, const size_t *label, size_t labels)
{
    AuditStep step = band->step;
    bool exact = band->low == band->high;
    if (isfinite(band->high)) {
        step.phrase = band->phrase[exact ? 0 : 1];
        step.value = band->value[1];
        audit_link(graph, band->from, band->to, band->high > 0 ? log(band->high) : nothing, step,
                   label, labels);
    }
    if (band->low > 0) {
        step.phrase = band->phrase[exact ? 0 : 2];
        step.value = band->value[0];
        audit_link(graph, band->to, band->from, -log(band->low), step, label, labels);
    }
}
