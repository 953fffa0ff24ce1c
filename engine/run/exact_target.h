/* Targets as intervals of a product whose law is known. */
#ifndef RUN_EXACT_TARGET_H
#define RUN_EXACT_TARGET_H

#include "core/target.h"
#include "run/exact_extreme.h"

typedef struct ExactTarget {
    const Target *target; /* borrowed, like the levels */
    const ExactLevels *levels;
    size_t index;          /* of the target */
    size_t span;           /* that the measure is read from */
    size_t years;          /* of the product when the measure is average growth; 0: it is a level */
    size_t spans;          /* more than 1: levels of so many years from that span's on */
    ExactExtreme *extreme; /* of these; owned */
    Error refusal;         /* STATUS_GOOD, or why the years are not covered together */
} ExactTarget;

/* Makes the laws of an indicator, with a budget (borrowed) for chains of years: of its level in
 * every year, from the base year on, and of what its targets need; and fills those targets in
 * `target`, one for each of the scenario. STATUS_INVALID with the reason when the law is not
 * covered; a target on several years that is not has its `refusal`.
 */
Status exact_target_levels(ExactLevels *levels, const Plan *plan, size_t indicator,
                           ExactTarget *target, double *budget, Error *err);
void exact_target_free(ExactTarget *target);

/* Chance of an interval of the product of one span, and that it is defined. */
Chance exact_target_within(const ExactLevels *levels, size_t span, const double interval[2]);

/* The products that it bounds when the base is times `scale`; at most one for each year. */
size_t exact_target_bounds(const ExactTarget *target, double scale, ExactBound *bound);

Status exact_target_chance(const ExactTarget *target, double scale, Chance *chance, Error *err);

/* The chance that its growth is undefined. */
double exact_target_undefined(const ExactTarget *target);

Chance exact_target_on_path(const ExactTarget *target, size_t t);

/* Of the measure, where it is defined: a level or an average growth. */
double exact_target_below(const ExactTarget *target, double measure);
double exact_target_quantile(const ExactTarget *target, double p, double *error);

#endif
