/* Ends that need no programme: the rows of an indicator by itself bound its level, and a path of
 * all that keeps every row and reaches the bound shows that it is the end. Such a path is one that
 * is known, on which some indicators are moved: as little as their rows allow (what keeps rows of
 * two nodes is closed under the least and the greatest of two paths). */
#ifndef RUN_AUDIT_WITNESS_H
#define RUN_AUDIT_WITNESS_H

#include "run/audit_levels.h"
#include "run/audit_system.h"

typedef struct AuditWitness AuditWitness;

/* For the statements that are kept, which hold together. All is borrowed. */
Status audit_witness_new(AuditWitness **made, const AuditSystem *system, const AuditDials *dials,
                         const bool *kept, Error *err);
void audit_witness_free(AuditWitness *witness); /* accepts NULL */

/* The most or least of the level of `part` in the year, over that of `whole` (SIZE_MAX: none).
 * False: no path was found that shows it, which says nothing. */
bool audit_witness_end(AuditWitness *witness, size_t part, size_t whole, int year, bool most,
                       double *value);

#endif
