/* With x the unscaled t at the quantile of the score z, s(z) = log(1 + x^2 / df) is nearly z^2 / df
 * (Wallace 1959), so s(z) / z^2 bends little and is taken from a table by cubic interpolation:
 * x = sign(z) sqrt(df (exp(s) - 1)). */
#include "math/student.h"

#include "math/normal.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_randist.h>
#include <math.h>
#include <stdlib.h>

enum { KNOTS = 512 };

static const double most = 8.5; /* the last knot; a uniform of 53 bits stays below 8.3 */

struct Student {
    double freedom;
    double scale;           /* to unit variance */
    double bend[KNOTS + 3]; /* s / z^2 at z = (i - 1) most / KNOTS; one more on each side */
};

static double unscaled(double freedom, double z)
{
    return gsl_cdf_tdist_Qinv(normal_cdf(-z), freedom); /* the nearer end keeps its digits */
}

static double bend_at(double freedom, double z)
{
    z = fabs(z);
    if (z == 0) { /* x is z times the ratio of the densities at 0 */
        double slope = gsl_ran_ugaussian_pdf(0) / gsl_ran_tdist_pdf(0, freedom);
        return slope * slope / freedom;
    }
    double x = unscaled(freedom, z);
    return log1p(x * x / freedom) / (z * z);
}

Status student_new(Student **made, double freedom, Error *err)
{
    Student *student = calloc(1, sizeof *student);
    *made = student;
    if (!student)
        return error_memory(err);
    student->freedom = freedom;
    student->scale = sqrt((freedom - 2) / freedom);
    for (int i = 0; i < KNOTS + 3; i++)
        student->bend[i] = bend_at(freedom, (i - 1) * most / KNOTS);
    return STATUS_GOOD;
}

void student_free(Student *student)
{
    free(student);
}

double student_exact(double freedom, double score)
{
    return copysign(sqrt((freedom - 2) / freedom) * unscaled(freedom, fabs(score)), score);
}

/* Lagrange's cubic through the four knots around `at`, in units of the distance of knots. */
static double interpolate(const double *bend, double at)
{
    size_t i = (size_t)at;
    double t = at - (double)i;
    const double *b = bend + i; /* knots -1, 0, 1, 2 */
    return (1 - t) * (t * (t - 2) / 6 * b[0] + (1 + t) * (2 - t) / 2 * b[1]) +
           t * ((1 + t) * (2 - t) / 2 * b[2] + (t * t - 1) / 6 * b[3]);
}

void student_from_scores(const Student *student, double *score, size_t n)
{
    double df = student->freedom;
    for (size_t i = 0; i < n; i++) {
        double z = fabs(score[i]);
        if (z < most) {
            double s = z * z * interpolate(student->bend, z * (KNOTS / most));
            score[i] = copysign(student->scale * sqrt(df * expm1(s)), score[i]);
        } else {
            score[i] = student_exact(df, score[i]);
        }
    }
}

double student_octave(const void *law, double d, unsigned side)
{
    double x = normal_quantile(d);
    student_from_scores(law, &x, 1);
    return side ? -x : x;
}
