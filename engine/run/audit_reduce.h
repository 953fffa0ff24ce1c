/* The rows that count, reduced to what can decide anything between a few nodes: sums that nothing
 * else speaks of are left out, and nodes between two neighbours are multiplied out
 * (Fourier-Motzkin), so that a chain of yearly bands becomes one band. No number is lost: the nodes
 * that are kept can be just what they could be before. */
#ifndef RUN_AUDIT_REDUCE_H
#define RUN_AUDIT_REDUCE_H

#include "run/audit_system.h"

typedef struct ReducedTerm {
    size_t node;
    double weight;
    size_t row, next; /* the next term of the same node; SIZE_MAX: it is the last */
} ReducedTerm;

typedef struct ReducedRow {
    size_t first, terms;
    bool equal, alive;
    size_t source;    /* the row of the system; SIZE_MAX: it is made of two others */
    size_t parent[2]; /* of those made of others; SIZE_MAX: none */
} ReducedRow;

typedef struct AuditReduced {
    const AuditSystem *system;
    ReducedRow *row;
    size_t rows, row_room;
    ReducedTerm *term;
    size_t terms, term_room;
    size_t *head; /* of each node, its last term */
    bool *kept;   /* of each node */
    bool failed;
} AuditReduced;

typedef enum AuditExtent {
    AUDIT_ALL,       /* all rows: whether they can hold at all */
    AUDIT_CONNECTED, /* those that are linked to the nodes kept other than by the ground */
    AUDIT_CONCERNED  /* all, sums left out that nothing speaks of, chains as they are */
} AuditExtent;

/* Nodes that are not kept may be gone. `active`: statements that count; NULL: all. */
Status audit_reduce(AuditReduced *made, const AuditSystem *system, const bool *active,
                    const size_t *kept, size_t count, AuditExtent extent, Error *err);
void audit_reduced_free(AuditReduced *reduced);

/* used[row] := true for the rows of the system that the reduced rows wanted are made of; `wanted`,
 * one for each reduced row, is a workspace too. */
void audit_reduced_sources(const AuditReduced *reduced, bool *wanted, bool *used);

#endif
