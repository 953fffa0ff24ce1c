/* Levels that follow from a choice of every uncertain number of the scenario, without chance: what
 * the models make of it. Dials say where each number stands between its ends, one for each draw of
 * the simulation: of a period, of a year, or of all together where they are linked. */
#ifndef RUN_AUDIT_LEVELS_H
#define RUN_AUDIT_LEVELS_H

#include "core/scenario.h"

typedef struct AuditDials {
    const Scenario *scenario; /* borrowed */
    size_t years;
    size_t *order;  /* the indicators, each after those it depends on */
    size_t **first; /* [indicator][parameter]: its first dial; SIZE_MAX: none */
    size_t dials;
    double *middle; /* of each dial: where the median is */
    size_t *owner;  /* of each dial: its indicator */
} AuditDials;

Status audit_dials_new(AuditDials *dials, const Scenario *scenario, Error *err);
void audit_dials_free(AuditDials *dials);

/* Levels of points at once: setting[dial * points + p] in 0..1, 0 the low end of the number, 1 the
 * high end; projects all late and small, as they are likely, or early and large (side -1, 0, 1).
 * level[(indicator * years + t) * points + p]. Programmes and events have no part. */
Status audit_levels(const AuditDials *dials, const double *setting, size_t points, int side,
                    double *level, Error *err);

#endif
