#include "math/start.h"

#include <cblas.h>
#include <gsl/gsl_errno.h>

void start_math(void)
{
    gsl_set_error_handler_off();
    openblas_set_num_threads(1);
}
