#include "math/lognormal_direction.h"

#include "math/linalg.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

/* tilt := C v / sqrt(v' C v), the loadings of y on the standardised v' y. */
static void regress(const LognormalLaw *law, const double *v, double *tilt)
{
    double variance = 0;
    for (size_t i = 0; i < law->terms; i++) {
        tilt[i] = 0;
        for (size_t j = 0; j < law->terms; j++)
            tilt[i] += law->covariance[i * law->terms + j] * v[j];
        variance += v[i] * tilt[i];
    }
    for (size_t i = 0; i < law->terms; i++)
        tilt[i] = variance > 0 ? tilt[i] / sqrt(variance) : 0;
}

/* Shares of T in its terms at `s` along the direction, and the log of T. */
static double shares(const LognormalLaw *law, const double *tilt, double s, double *share)
{
    double most = -INFINITY, total = 0;
    for (size_t i = 0; i < law->terms; i++) {
        share[i] = law->mean[i] + tilt[i] * s;
        most = fmax(most, share[i]);
    }
    for (size_t i = 0; i < law->terms; i++)
        total += share[i] = exp(share[i] - most);
    for (size_t i = 0; i < law->terms; i++)
        share[i] /= total;
    /* cppcheck-suppress invalidFunctionArg ; there are terms, one of which is exp(0) */
    return most + log(total);
}

/* The gradient of log T at the most likely point of T = exp(log_x): the fixed point of "the normal
 * point nearest to the centre lies along the gradient" (first-order reliability). */
static void steepest(const LognormalLaw *law, double log_x, double *share, double *tilt)
{
    enum { ROUNDS = 20 };
    double s = 0;
    memset(tilt, 0, law->terms * sizeof *tilt);
    for (int round = 0; round < ROUNDS; round++) {
        double slope = 0, log_t = shares(law, tilt, s, share);
        regress(law, share, tilt);
        for (size_t i = 0; i < law->terms; i++)
            slope += share[i] * tilt[i];
        if (!isfinite(log_x) || !(slope > 0))
            break;
        s = fmin(fmax(s + (log_x - log_t) / slope, -6), 6);
    }
}

/* c' C^-1 c of the varying terms, by the eigenvectors of C; INFINITY when C is singular. */
static Status squared_length(const LognormalLaw *law, const double *c, double *length, Error *err)
{
    size_t n = 0, at[LOGNORMAL_SUM_TERMS];
    double value[LOGNORMAL_SUM_TERMS];
    for (size_t i = 0; i < law->terms; i++)
        if (c[i] > 0)
            at[n++] = i;
    double *matrix = malloc((n * n + 1) * sizeof *matrix);
    if (!matrix)
        return error_memory(err);
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < n; j++)
            matrix[i * n + j] = law->covariance[at[i] * law->terms + at[j]];
    Status status = linalg_eigen(matrix, n, value, err);
    *length = 0;
    for (size_t k = 0; k < n && status == STATUS_GOOD; k++) {
        double part = 0;
        for (size_t i = 0; i < n; i++)
            part += matrix[i * n + k] * c[at[i]];
        *length += value[k] > 1e-10 * value[n - 1] ? part * part / value[k] : INFINITY;
    }
    free(matrix);
    return status;
}

/* Does T grow along the loadings, and does no term fall? */
static bool grows(const LognormalLaw *law, double *tilt)
{
    double most = 0, least = 0, sd = 0;
    for (size_t i = 0; i < law->terms; i++) {
        most = fmax(most, tilt[i]);
        least = fmin(least, tilt[i]);
        sd = fmax(sd, sqrt(law->covariance[i * law->terms + i]));
    }
    if (!(most > 1e-6 * sd) || least < -1e-12 * most)
        return false;
    for (size_t i = 0; i < law->terms; i++)
        tilt[i] = fmax(tilt[i], 0); /* no rounding below 0 */
    return true;
}

Status lognormal_direction(const LognormalLaw *law, double log_x, double *share, double *tilt,
                           Error *err)
{
    double length;
    steepest(law, log_x, share, tilt);
    if (grows(law, tilt))
        return STATUS_GOOD;
    for (size_t i = 0; i < law->terms; i++)
        tilt[i] = fmax(tilt[i], 0.1 * sqrt(law->covariance[i * law->terms + i]));
    TRY(squared_length(law, tilt, &length, err));
    if (!(isfinite(length) && length > 0))
        return error_set(err, STATUS_INVALID,
                         "no direction in which all parts of the sum grow: perfect negative "
                         "correlations");
    for (size_t i = 0; i < law->terms; i++)
        tilt[i] /= sqrt(length);
    return STATUS_GOOD;
}
