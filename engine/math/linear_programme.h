/* Linear programmes, solved by the simplex method of GLPK: columns between bounds, rows
 * low <= sum of weight x column <= high, and one column that is to be as great or as small as it
 * can be. Sparse; the next answer starts from the basis of the last one. */
#ifndef MATH_LINEAR_PROGRAMME_H
#define MATH_LINEAR_PROGRAMME_H

#include "base/error.h"

#include <stdbool.h>
#include <stddef.h>

typedef struct LinearProgramme LinearProgramme;

typedef enum LinearAnswer {
    LINEAR_FOUND,
    LINEAR_INFEASIBLE, /* no point obeys all rows and bounds */
    LINEAR_UNBOUNDED
} LinearAnswer;

/* Rows and columns may be off by this share of their scale. */
extern const double LINEAR_TOLERANCE;

/* Columns are free until they have bounds. */
Status linear_programme_new(LinearProgramme **made, size_t columns, Error *err);
void linear_programme_free(LinearProgramme *programme); /* accepts NULL */

/* `size` is about how large the column is where it matters: above 0. */
void linear_programme_column(LinearProgramme *programme, size_t column, double low, double high,
                             double size);

/* Adds a row; -INFINITY or INFINITY: no bound on that side. All arrays are copied; each column
 * comes once. Its scale follows from the sizes of the columns, which come first. */
Status linear_programme_row(LinearProgramme *programme, double low, double high,
                            const size_t *column, const double *weight, size_t terms, Error *err);

/* The objective: the sum of weight[column] x column. */
void linear_programme_aim(LinearProgramme *programme, size_t column, double weight);

/* STATUS_NUMERIC when the simplex method loses its way, from every start. */
Status linear_programme_solve(LinearProgramme *programme, bool most, LinearAnswer *answer,
                              Error *err);

/* Of the point that was found. */
double linear_programme_objective(const LinearProgramme *programme);
double linear_programme_value(const LinearProgramme *programme, size_t column);

/* Whether the optimum rests on the row: its dual value is not 0. */
bool linear_programme_rests_on(const LinearProgramme *programme, size_t row);

#endif
