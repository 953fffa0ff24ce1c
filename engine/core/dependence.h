/* Which indicators follow which: the order to compute them in, circles, what targets hang on. */
#ifndef CORE_DEPENDENCE_H
#define CORE_DEPENDENCE_H

#include "core/scenario.h"

/* Writes the indices of all indicators into `order` so that each comes after those it depends on,
 * otherwise in the order of the file. STATUS_INVALID when there is a circle. */
Status dependence_order(const Scenario *scenario, size_t *order, Error *err);

/* Reports every circle once, with its members. */
void dependence_check(const Scenario *scenario, Problems *problems);

/* targeted[i] := whether indicator i has a target, or one that depends on it has. `order` is that
 * of dependence_order. */
void dependence_targeted(const Scenario *scenario, const size_t *order, bool *targeted);

/* follows[i] := whether i is the indicator or depends on it. `order` is that of dependence_order.
 */
void dependence_follows(const Scenario *scenario, const size_t *order, size_t indicator,
                        bool *follows);

#endif
