/* A path that obeys every target, with one draw where one is drawn, found by sequential linear
 * programming in the dials. */
#ifndef RUN_AUDIT_POINT_H
#define RUN_AUDIT_POINT_H

#include "run/audit_levels.h"

/* *found: there is one. When there is not, there may be one all the same. */
Status audit_point(const AuditDials *dials, bool *found, Error *err);

#endif
