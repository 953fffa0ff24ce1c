/* Student's t distribution as the law of shocks, at nearly the price of a normal. */
#ifndef MATH_STUDENT_H
#define MATH_STUDENT_H

#include "base/error.h"

#include <stddef.h>

typedef struct Student Student;

/* The law with `freedom` > 2 degrees of freedom, scaled to unit variance. */
Status student_new(Student **student, double freedom, Error *err);
void student_free(Student *student); /* accepts NULL */

/* Standard-normal scores become values of the law at the same quantiles; relative error below 1e-9
 * for scores between -8.5 and 8.5, that of GSL beyond. */
void student_from_scores(const Student *student, double *score, size_t n);

/* A Student as the law of a table (math/octave.h). */
double student_octave(const void *law, double d, unsigned side);

/* The same, each by GSL's inverse: the plain form that the other is tested against. */
double student_exact(double freedom, double score);

#endif
