/* Contradictions: each is shrunk until no statement can be spared (the deletion filter: Chinneck
 * and Dravnieks 1991), then told. */
#ifndef RUN_AUDIT_CONFLICTS_H
#define RUN_AUDIT_CONFLICTS_H

#include "run/audit_system.h"

/* Takes statements out of `active` until the rest holds together, the last one of each
 * contradiction: a target rather than what it rests on. The contradictions become conflicts of the
 * audit. */
Status audit_resolve(AuditSystem *system, bool *active, Error *err);

#endif
