#include "math/root.h"

#include <gsl/gsl_errno.h>
#include <gsl/gsl_roots.h>
#include <math.h>

static double value(double x, void *context)
{
    const Root *root = context;
    return root->value(root->context, x);
}

/* The end of the bracket where the function is nearest to 0; both have been asked for before. */
static double better_end(const Root *root, const gsl_root_fsolver *solver, double *at)
{
    double x = gsl_root_fsolver_root(solver);
    *at = root->value(root->context, x);
    return x;
}

static Status iterate(const Root *root, gsl_root_fsolver *solver, int most, double *x, Error *err)
{
    for (int i = 0; i < most; i++) {
        double at;
        int failed = gsl_root_fsolver_iterate(solver);
        if (failed)
            return error_set(err, STATUS_NUMERIC, "no root: %s", gsl_strerror(failed));
        *x = better_end(root, solver, &at);
        if (isnan(at))
            return error_set(err, STATUS_NUMERIC, "no root: the function is not defined");
        if (at == 0 || root->enough(root->context, *x, at, gsl_root_fsolver_x_lower(solver),
                                    gsl_root_fsolver_x_upper(solver)))
            return STATUS_GOOD;
    }
    return error_set(err, STATUS_NUMERIC, "no root within %d steps", most);
}

Status root_find(const Root *root, double low, double high, int most, double *x, Error *err)
{
    /* cppcheck-suppress legacyUninitvar ; all members are set */
    gsl_function function = { .function = value, .params = (void *)(size_t)root };
    gsl_root_fsolver *solver = gsl_root_fsolver_alloc(gsl_root_fsolver_brent);
    if (!solver)
        return error_memory(err);
    int failed = gsl_root_fsolver_set(solver, &function, low, high);
    Status status = failed ? error_set(err, STATUS_NUMERIC, "no root between %g and %g: %s", low,
                                       high, gsl_strerror(failed))
                           : iterate(root, solver, most, x, err);
    gsl_root_fsolver_free(solver);
    return status;
}
