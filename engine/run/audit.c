#include "run/audit.h"

#include "run/audit_graph.h"

#include <stdlib.h>

static Status judge(AuditGraph *graph, Error *err)
{
    size_t n = graph->audit->statements;
    bool *kept = malloc((n + 1) * sizeof *kept);
    if (!kept)
        return error_memory(err);
    for (size_t i = 0; i < n; i++)
        kept[i] = true;
    Status status = audit_resolve(graph, kept, true, err);
    if (status == STATUS_GOOD)
        status = audit_imply(graph, kept, err);
    free(kept);
    return status;
}

Status audit(const Scenario *scenario, Audit **made, Error *err)
{
    AuditGraph graph = { 0 };
    *made = calloc(1, sizeof **made);
    if (!*made)
        return error_memory(err);
    (*made)->scenario = scenario;
    Status status = audit_state(&graph, *made, err);
    if (status == STATUS_GOOD)
        status = judge(&graph, err);
    audit_graph_free(&graph);
    if (status != STATUS_GOOD) {
        audit_free(*made);
        *made = NULL;
    }
    return status;
}
