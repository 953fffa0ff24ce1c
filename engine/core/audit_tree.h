/* The audit as a tree for machines. */
#ifndef CORE_AUDIT_TREE_H
#define CORE_AUDIT_TREE_H

#include "core/audit.h"

/* Adds its members to the open object. */
void audit_tree(const Audit *audit, Tree *tree, Language language);

/* The lower end that the others imply for a statement; NaN where none does: levels are above 0, and
 * growth is above -100 %, in any case. */
double audit_implied_low(const AuditStatement *statement);

#endif
