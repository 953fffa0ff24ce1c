/* What follows from the statements that hold together. */
#ifndef RUN_AUDIT_IMPLIED_H
#define RUN_AUDIT_IMPLIED_H

#include "run/audit_system.h"

/* Fills in all that the audit holds beside statements, conflicts and notes. `kept` are the
 * statements that hold together. */
Status audit_imply(AuditSystem *system, const bool *kept, Error *err);

/* The parts of it: ratios of indicators, and what stated shares need (audit_ratios.c). */
Status audit_imply_ratios(AuditSystem *system, const bool *kept, Error *err);
Status audit_imply_shares(AuditSystem *system, const bool *kept, Error *err);

/* relative[] := those of `kept` on growth and shares, without any that states a level. */
void audit_relative(const AuditSystem *system, const bool *kept, bool *relative);

#endif
