/* What follows from the statements that hold together. */
#ifndef RUN_AUDIT_IMPLIED_H
#define RUN_AUDIT_IMPLIED_H

#include "run/audit_programme.h"
#include "run/audit_witness.h"

/* Fills in all that the audit holds beside statements, conflicts and notes. `kept` are the
 * statements that hold together. */
Status audit_imply(AuditSystem *system, const AuditDials *dials, const bool *kept, Error *err);

/* The ends of levels in one year: by a witness where there is one, else by a programme of that
 * year, which is made when it is first needed. */
typedef struct AuditYear {
    const AuditSystem *system;
    AuditWitness *witness;
    const bool *kept;
    AuditProgramme *programme; /* owned by who made the struct */
    int year;
} AuditYear;

/* The most or least of the level of `part`, over that of `whole` (SIZE_MAX: none). */
Status audit_end(AuditYear *year, size_t part, size_t whole, bool most, double *value, Error *err);

/* The parts of it: ratios of indicators, and what stated shares need (audit_ratios.c). */
Status audit_imply_ratios(AuditSystem *system, AuditWitness *witness, const bool *kept, Error *err);
Status audit_imply_shares(AuditSystem *system, const bool *kept, Error *err);

/* relative[] := those of `kept` on growth and shares, without any that states a level. */
void audit_relative(const AuditSystem *system, const bool *kept, bool *relative);

#endif
