/* The verb `audit`: do the scenario's own statements hold together, without chance and luck, and
 * what do they imply? */
#ifndef RUN_AUDIT_H
#define RUN_AUDIT_H

#include "core/audit.h"

/* The result is owned by the caller and borrows the scenario. Fails only without memory. */
Status audit(const Scenario *scenario, Audit **made, Error *err);

#endif
