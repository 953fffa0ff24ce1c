/* Statements that are wider as rows than as they stand: one draw for a period, growth towards a
 * ceiling, products of two unknowns, projects. Where nothing but the ends of such a statement
 * matters the rows say all that it says. */
#ifndef RUN_AUDIT_RELAX_H
#define RUN_AUDIT_RELAX_H

#include "run/audit_system.h"

/* Notes every statement that is read wider than it stands where that can matter for those that are
 * kept; *some: there is one. */
Status audit_relax(AuditSystem *system, const bool *kept, bool *some, Error *err);

#endif
