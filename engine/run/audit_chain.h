/* A contradiction as a chain of steps: each step leads from one node to the next, the last one
 * back to where the chain began. */
#ifndef RUN_AUDIT_CHAIN_H
#define RUN_AUDIT_CHAIN_H

#include "run/audit_system.h"

/* x[to] <= e^most x[from] */
typedef struct AuditEdge {
    size_t from, to;
    double most;
    AuditStep step; /* `said` is owned */
} AuditEdge;

typedef struct AuditChain {
    AuditEdge *edge; /* owned */
    size_t length;
} AuditChain;

void audit_chain_free(AuditChain *chain);

/* Orders the chain for reading and fills in all of the conflict but its statements. */
Status audit_chain_tell(const AuditSystem *system, AuditChain *chain, AuditConflict *conflict,
                        Error *err);

#endif
