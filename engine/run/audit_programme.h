/* Linear programmes of the statements that are active: do they hold together, and how great or
 * small can the quotient of two nodes be (Charnes and Cooper 1962: the divisor is made 1, the
 * ground is free). */
#ifndef RUN_AUDIT_PROGRAMME_H
#define RUN_AUDIT_PROGRAMME_H

#include "run/audit_reduce.h"

/* Whether there are levels that obey all rows of the statements that are active; NULL: all. */
Status audit_holds(const AuditSystem *system, const bool *active, bool *holds, Error *err);

/* How many unknowns a programme of the statements that are active has. */
Status audit_size(const AuditSystem *system, const bool *active, size_t *columns, Error *err);

typedef struct AuditProgramme AuditProgramme;

/* For quotients of the nodes kept, by statements that hold together. */
Status audit_programme_new(AuditProgramme **made, const AuditSystem *system, const bool *active,
                           const size_t *kept, size_t count, Error *err);
void audit_programme_free(AuditProgramme *programme); /* accepts NULL */

/* The most or least of x[to] / x[from]; INFINITY, or 0 or -INFINITY, where nothing bounds it. */
Status audit_reach(AuditProgramme *programme, size_t from, size_t to, bool most, double *value,
                   Error *err);

/* used[row] := true for the rows of the system that the last answer rests on, false for others. */
Status audit_rests_on(const AuditProgramme *programme, bool *used, Error *err);

/* Both ends of x[to] / x[from]. */
Status audit_between(const AuditSystem *system, const bool *active, size_t from, size_t to,
                     double interval[2], Error *err);

#endif
