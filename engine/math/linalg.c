#include "math/linalg.h"

#include <cblas.h>
#include <lapacke.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

const double EIGENVALUE_TOLERANCE = 1e-10;

Status linalg_eigen(double *matrix, size_t n, double *value, Error *err)
{
    int size = (int)n;
    if (LAPACKE_dsyev(LAPACK_ROW_MAJOR, 'V', 'L', size, matrix, size, value))
        return error_set(err, STATUS_NUMERIC, "the eigenvalues of a %d x %d matrix were not found",
                         size, size);
    return STATUS_GOOD;
}

Status linalg_smallest_eigenvalue(const double *matrix, size_t n, double *smallest, Error *err)
{
    double *work = malloc((n * n + n) * sizeof *work);
    if (!work)
        return error_memory(err);
    memcpy(work, matrix, n * n * sizeof *work);
    Status status = linalg_eigen(work, n, work + n * n, err);
    *smallest = work[n * n];
    free(work);
    return status;
}

static void clear_upper(double *matrix, size_t n)
{
    for (size_t i = 0; i < n; i++)
        for (size_t j = i + 1; j < n; j++)
            matrix[i * n + j] = 0;
}

/* Of a singular matrix V D V': the triangular factor of the LQ decomposition of V sqrt(D). */
static Status factor_singular(const double *matrix, size_t n, double *factor, Error *err)
{
    double *value = malloc(2 * n * sizeof *value);
    if (!value)
        return error_memory(err);
    int size = (int)n;
    memcpy(factor, matrix, n * n * sizeof *factor);
    Status status = linalg_eigen(factor, n, value, err);
    if (status == STATUS_GOOD && value[0] < -EIGENVALUE_TOLERANCE * (double)n)
        status = error_set(err, STATUS_NUMERIC, "the matrix is not positive semi-definite");
    if (status == STATUS_GOOD) {
        for (size_t i = 0; i < n * n; i++)
            factor[i] *= sqrt(fmax(value[i % n], 0));
        if (LAPACKE_dgelqf(LAPACK_ROW_MAJOR, size, size, factor, size, value + n))
            status = error_set(err, STATUS_NUMERIC, "the LQ decomposition failed");
    }
    if (status == STATUS_GOOD) {
        clear_upper(factor, n);
        for (size_t j = 0; j < n; j++) /* the signs of the columns are free: positive diagonal */
            if (factor[j * n + j] < 0)
                cblas_dscal(size, -1, factor + j, size);
    }
    free(value);
    return status;
}

Status linalg_factor(const double *matrix, size_t n, double *factor, Error *err)
{
    memcpy(factor, matrix, n * n * sizeof *factor);
    if (LAPACKE_dpotrf(LAPACK_ROW_MAJOR, 'L', (int)n, factor, (int)n))
        return factor_singular(matrix, n, factor, err);
    clear_upper(factor, n);
    return STATUS_GOOD;
}

/* projected := the nearest matrix with eigenvalues of at least `least`; `work` holds n*n + n. */
static Status project_cone(double *projected, size_t n, double least, double *work, Error *err)
{
    double *value = work + n * n;
    int size = (int)n;
    TRY(linalg_eigen(projected, n, value, err));
    for (size_t i = 0; i < n * n; i++)
        work[i] = projected[i] * fmax(value[i % n], least);
    double *vectors = value + n;
    memcpy(vectors, projected, n * n * sizeof *vectors);
    cblas_dgemm(CblasRowMajor, CblasNoTrans, CblasTrans, size, size, size, 1, work, size, vectors,
                size, 0, projected, size);
    return STATUS_GOOD;
}

static void unit_diagonal(double *matrix, size_t n)
{
    for (size_t i = 0; i < n; i++)
        matrix[i * n + i] = 1;
}

/* One round: R = Y - S, X = cone(R), S = X - R, Y = unit diagonal of X. Returns how far Y moved. */
static Status dykstra_round(double *y, double *correction, double *x, size_t n, double least,
                            double *work, double *moved, Error *err)
{
    for (size_t i = 0; i < n * n; i++)
        x[i] = y[i] - correction[i];
    memcpy(correction, x, n * n * sizeof *x); /* R, until X is known */
    TRY(project_cone(x, n, least, work, err));
    *moved = 0;
    for (size_t i = 0; i < n * n; i++)
        correction[i] = x[i] - correction[i];
    unit_diagonal(x, n);
    for (size_t i = 0; i < n * n; i++)
        *moved = fmax(*moved, fabs(x[i] - y[i]));
    memcpy(y, x, n * n * sizeof *x);
    return STATUS_GOOD;
}

Status linalg_nearest(const double *matrix, size_t n, double least, double *nearest, Error *err)
{
    enum { MOST_ROUNDS = 10000 };
    const double settled = 1e-11;
    double *work = calloc(4 * n * n + n, sizeof *work);
    if (!work)
        return error_memory(err);
    double *correction = work, *x = work + n * n, *rest = work + 2 * n * n, moved = 1;
    memcpy(nearest, matrix, n * n * sizeof *nearest);
    Status status = STATUS_GOOD;
    for (int i = 0; i < MOST_ROUNDS && moved > settled && status == STATUS_GOOD; i++)
        status = dykstra_round(nearest, correction, x, n, least, rest, &moved, err);
    free(work);
    return status;
}

void linalg_correlate(const double *factor, size_t n, double *scores, size_t width)
{
    cblas_dtrmm(CblasRowMajor, CblasLeft, CblasLower, CblasNoTrans, CblasNonUnit, (int)n,
                (int)width, 1, factor, (int)n, scores, (int)width);
}
