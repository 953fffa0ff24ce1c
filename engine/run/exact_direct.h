/* Products of factors without noise of which at most two are spread continuously: their law by
 * listing the others and one integral, so that jumps and bends stay sharp. */
#ifndef RUN_EXACT_DIRECT_H
#define RUN_EXACT_DIRECT_H

#include "run/exact_law.h"

typedef struct ExactDirect ExactDirect;

/* NULL without a failure when the span is of another kind. */
Status exact_direct_make(ExactDirect **made, const ExactLaw *law, ExactSpan span, Error *err);
void exact_direct_free(ExactDirect *direct); /* accepts NULL */

/* P(log of the product <= x), x not from the centre. *error: of the integral; NaN without memory.
 */
double exact_direct_below(const ExactDirect *direct, double x, double *error);

/* Whether all factors have finitely many values. */
bool exact_direct_stepped(const ExactDirect *direct);

#endif
