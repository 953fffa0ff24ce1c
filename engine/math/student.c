#include "math/student.h"

#include "math/normal.h"

#include <gsl/gsl_cdf.h>
#include <math.h>

void student_from_scores(double freedom, double *score, size_t n)
{
    double scale = sqrt((freedom - 2) / freedom);
    for (size_t i = 0; i < n; i++) {
        double tail = normal_cdf(-fabs(score[i])); /* the nearer end keeps its digits */
        score[i] = copysign(scale * gsl_cdf_tdist_Qinv(tail, freedom), score[i]);
    }
}
