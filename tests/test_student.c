/* Student's t from normal scores: the table against GSL's inverse, and the law's own cdf. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "math/normal.h"
#include "math/start.h"
#include "math/student.h"

#include <gsl/gsl_cdf.h>
#include <math.h>

static const double freedoms[] = { 2.01, 2.5, 3, 4, 5, 8, 30, 1000, 1e6 };
enum { FREEDOMS = sizeof freedoms / sizeof *freedoms, SCORES = 4001 };

static void the_table_agrees_with_the_plain_form(void **state)
{
    (void)state;
    for (size_t k = 0; k < FREEDOMS; k++) {
        Student *student = NULL;
        Error err = { 0 };
        double score[SCORES];
        assert_int_equal(student_new(&student, freedoms[k], &err), STATUS_GOOD);
        for (int i = 0; i < SCORES; i++)
            score[i] = (i - SCORES / 2) * (9.0 / SCORES * 2);
        student_from_scores(student, score, SCORES);
        for (int i = 0; i < SCORES; i++) {
            double z = (i - SCORES / 2) * (9.0 / SCORES * 2);
            double exact = student_exact(freedoms[k], z);
            if (!(fabs(score[i] - exact) <= 1e-9 * fabs(exact)))
                fail_msg("df %g, score %g: %.15g for %.15g", freedoms[k], z, score[i], exact);
        }
        student_free(student);
    }
}

static void quantiles_are_kept(void **state)
{
    (void)state;
    for (size_t k = 0; k < FREEDOMS; k++)
        for (double z = -6; z <= 6; z += 0.37) {
            double scale = sqrt((freedoms[k] - 2) / freedoms[k]);
            double x = student_exact(freedoms[k], z) / scale;
            double tail = gsl_cdf_tdist_P(-fabs(x), freedoms[k]);
            assert_true(fabs(tail / normal_cdf(-fabs(z)) - 1) < 1e-8);
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_table_agrees_with_the_plain_form),
        cmocka_unit_test(quantiles_are_kept),
    };
    start_math();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
