/* Student's t distribution as the law of shocks. */
#ifndef MATH_STUDENT_H
#define MATH_STUDENT_H

#include <stddef.h>

/* Standard-normal scores become Student's t at the same quantiles, scaled to unit variance;
 * freedom > 2. */
void student_from_scores(double freedom, double *score, size_t n);

#endif
