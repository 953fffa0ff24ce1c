#include "run/audit.h"

#include "run/audit_conflicts.h"
#include "run/audit_implied.h"
#include "run/audit_point.h"
#include "run/audit_relax.h"

#include <stdlib.h>

/* Rows without a contradiction decide when they are no wider than the statements; else a path that
 * obeys everything does. */
static Status decide(AuditSystem *system, const AuditDials *dials, const bool *kept, Error *err)
{
    bool relaxed, found = false;
    TRY(audit_relax(system, kept, &relaxed, err));
    if (!relaxed || system->audit->conflicts)
        return STATUS_GOOD;
    TRY(audit_point(dials, &found, err));
    system->audit->undecided = !found;
    return STATUS_GOOD;
}

static Status judge(AuditSystem *system, const AuditDials *dials, Error *err)
{
    size_t n = system->audit->statements;
    bool *kept = malloc((n + 1) * sizeof *kept);
    if (!kept)
        return error_memory(err);
    for (size_t i = 0; i < n; i++)
        kept[i] = true;
    Status status = audit_resolve(system, kept, err);
    if (status == STATUS_GOOD)
        status = decide(system, dials, kept, err);
    if (status == STATUS_GOOD)
        status = audit_imply(system, dials, kept, err);
    free(kept);
    return status;
}

Status audit(const Scenario *scenario, Audit **made, Error *err)
{
    AuditSystem system = { 0 };
    AuditDials dials = { 0 };
    *made = calloc(1, sizeof **made);
    if (!*made)
        return error_memory(err);
    (*made)->scenario = scenario;
    Status status = audit_dials_new(&dials, scenario, err);
    if (status == STATUS_GOOD)
        status = audit_state(&system, *made, &dials, err);
    if (status == STATUS_GOOD)
        status = judge(&system, &dials, err);
    audit_system_free(&system);
    audit_dials_free(&dials);
    if (status != STATUS_GOOD) {
        audit_free(*made);
        *made = NULL;
    }
    return status;
}
