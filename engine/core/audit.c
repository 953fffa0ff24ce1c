#include "core/audit.h"

#include <stdlib.h>

static void conflict_free(AuditConflict *conflict)
{
    for (size_t i = 0; i < conflict->steps; i++)
        free(conflict->step[i].said);
    free(conflict->step);
    free(conflict->statement);
}

static void ratio_free(AuditRatio *ratio)
{
    free(ratio->low);
    free(ratio->middle);
    free(ratio->high);
    free(ratio->change);
}

void audit_free(Audit *audit)
{
    if (!audit)
        return;
    for (size_t i = 0; i < audit->statements; i++)
        free(audit->statement[i].pointer);
    for (size_t i = 0; i < audit->conflicts; i++)
        conflict_free(&audit->conflict[i]);
    for (size_t i = 0; i < audit->ratios; i++)
        ratio_free(&audit->ratio[i]);
    for (size_t i = 0; i < audit->notes; i++)
        free(audit->note[i].pointer);
    free(audit->statement);
    free(audit->conflict);
    free(audit->low);
    free(audit->high);
    free(audit->cast);
    free(audit->pace);
    free(audit->ratio);
    free(audit->share);
    free(audit->note);
    free(audit);
}

bool audit_blamed(const Audit *audit, size_t statement)
{
    for (size_t i = 0; i < audit->conflicts; i++)
        for (size_t k = 0; k < audit->conflict[i].statements; k++)
            if (audit->conflict[i].statement[k] == statement)
                return true;
    return false;
}
