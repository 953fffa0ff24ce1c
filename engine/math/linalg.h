/* Correlation matrices, by LAPACK and BLAS. All matrices are square, row-major, symmetric with unit
 * diagonal unless said otherwise. */
#ifndef MATH_LINALG_H
#define MATH_LINALG_H

#include "base/error.h"

#include <stddef.h>

/* An eigenvalue of at least minus this, per row, counts as zero: the matrix is valid, singular. */
extern const double EIGENVALUE_TOLERANCE;

/* matrix := V with the eigenvalues of the symmetric matrix, in rising order, in `value`: column k,
 * matrix[i * n + k], is the unit eigenvector of value[k]. STATUS_NUMERIC when LAPACK fails. */
Status linalg_eigen(double *matrix, size_t n, double *value, Error *err);

/* The smallest eigenvalue. STATUS_NUMERIC when LAPACK fails. */
Status linalg_smallest_eigenvalue(const double *matrix, size_t n, double *smallest, Error *err);

/* Lower-triangular factor L with L L' = matrix into `factor` (n x n, upper part zero). Works for
 * singular matrices too. STATUS_NUMERIC when the matrix is not positive semi-definite. */
Status linalg_factor(const double *matrix, size_t n, double *factor, Error *err);

/* The nearest correlation matrix in the Frobenius norm, by alternating projections with Dykstra's
 * correction (Higham 2002), into `nearest`; its eigenvalues are at least `least`. */
Status linalg_nearest(const double *matrix, size_t n, double least, double *nearest, Error *err);

/* scores := factor scores, for `width` columns: scores is n x width, row-major. */
void linalg_correlate(const double *factor, size_t n, double *scores, size_t width);

#endif
