#include "math/linear_programme.h"

#include <glpk.h>
#include <math.h>
#include <stdlib.h>

const double LINEAR_TOLERANCE = 1e-9;

struct LinearProgramme {
    glp_prob *problem;
    size_t columns, rows, room;
    double *size;  /* of each column; one more, since GLPK counts from 1, as in all below */
    double *scale; /* of each row */
    int *index;    /* workspaces for one row */
    double *weight;
    bool started; /* there is a basis to start from */
};

Status linear_programme_new(LinearProgramme **made, size_t columns, Error *err)
{
    LinearProgramme *it = calloc(1, sizeof *it);
    *made = it;
    if (!it)
        return error_memory(err);
    glp_term_out(GLP_OFF);
    it->columns = columns;
    it->problem = glp_create_prob();
    it->size = calloc(columns + 1, sizeof *it->size);
    it->index = calloc(columns + 1, sizeof *it->index);
    it->weight = calloc(columns + 1, sizeof *it->weight);
    if (!it->size || !it->index || !it->weight) {
        linear_programme_free(it);
        *made = NULL;
        return error_memory(err);
    }
    if (columns)
        glp_add_cols(it->problem, (int)columns);
    for (size_t i = 0; i < columns; i++)
        linear_programme_column(it, i, -INFINITY, INFINITY, 1);
    return STATUS_GOOD;
}

void linear_programme_free(LinearProgramme *it)
{
    if (!it)
        return;
    glp_delete_prob(it->problem);
    free(it->size);
    free(it->scale);
    free(it->index);
    free(it->weight);
    free(it);
}

static int kind_of(double low, double high)
{
    return low == high                       ? GLP_FX
           : isfinite(low) && isfinite(high) ? GLP_DB
           : isfinite(low)                   ? GLP_LO
           : isfinite(high)                  ? GLP_UP
                                             : GLP_FR;
}

void linear_programme_column(LinearProgramme *it, size_t column, double low, double high,
                             double size)
{
    it->size[column + 1] = size;
    glp_set_col_bnds(it->problem, (int)column + 1, kind_of(low, high), low, high);
    glp_set_sjj(it->problem, (int)column + 1, size);
}

static bool one_more_row(LinearProgramme *it)
{
    if (it->rows + 1 < it->room)
        return true;
    double *grown = realloc(it->scale, (2 * it->rows + 64) * sizeof *grown);
    if (!grown)
        return false;
    it->scale = grown;
    it->room = 2 * it->rows + 64;
    return true;
}

Status linear_programme_row(LinearProgramme *it, double low, double high, const size_t *column,
                            const double *weight, size_t terms, Error *err)
{
    double most = 0;
    if (!one_more_row(it))
        return error_memory(err);
    int row = glp_add_rows(it->problem, 1);
    for (size_t i = 0; i < terms; i++) {
        it->index[i + 1] = (int)column[i] + 1;
        it->weight[i + 1] = weight[i];
        most = fmax(most, fabs(weight[i]) * it->size[column[i] + 1]);
    }
    glp_set_mat_row(it->problem, row, (int)terms, it->index, it->weight);
    glp_set_row_bnds(it->problem, row, kind_of(low, high), low, high);
    it->scale[row] = most > 0 && isfinite(1 / most) ? 1 / most : 1;
    glp_set_rii(it->problem, row, it->scale[row]);
    it->rows++;
    return STATUS_GOOD;
}

void linear_programme_aim(LinearProgramme *it, size_t column, double weight)
{
    glp_set_obj_coef(it->problem, (int)column + 1, weight);
}

/* The simplex method from the basis as it stands, then from other starts and by other rules, until
 * one comes to an end. */
static bool run(LinearProgramme *it)
{
    static const int method[] = { GLP_PRIMAL, GLP_PRIMAL, GLP_DUALP };
    for (size_t i = 0; i < sizeof method / sizeof *method; i++) {
        glp_smcp how;
        glp_init_smcp(&how);
        how.msg_lev = GLP_MSG_OFF;
        how.meth = method[i];
        how.tol_bnd = how.tol_dj = LINEAR_TOLERANCE;
        how.r_test = i < 2 ? GLP_RT_HAR : GLP_RT_STD;
        how.it_lim = (int)(10000 + 20 * (it->rows + it->columns));
        if (i == 0 && !it->started)
            glp_adv_basis(it->problem, 0);
        else if (i)
            glp_std_basis(it->problem);
        it->started = true;
        if (glp_simplex(it->problem, &how) == 0 && glp_get_status(it->problem) != GLP_UNDEF &&
            glp_get_status(it->problem) != GLP_INFEAS && glp_get_status(it->problem) != GLP_FEAS)
            return true;
    }
    return false;
}

Status linear_programme_solve(LinearProgramme *it, bool most, LinearAnswer *answer, Error *err)
{
    glp_set_obj_dir(it->problem, most ? GLP_MAX : GLP_MIN);
    if (!run(it))
        return error_set(err, STATUS_NUMERIC,
                         "the simplex method found no end in a programme of %zu rows and %zu "
                         "columns; allowed are numbers of which none is beyond 1e15 times another",
                         it->rows, it->columns);
    int status = glp_get_status(it->problem);
    *answer = status == GLP_OPT     ? LINEAR_FOUND
              : status == GLP_UNBND ? LINEAR_UNBOUNDED
                                    : LINEAR_INFEASIBLE;
    return STATUS_GOOD;
}

double linear_programme_objective(const LinearProgramme *it)
{
    return glp_get_obj_val(it->problem);
}

double linear_programme_value(const LinearProgramme *it, size_t column)
{
    return glp_get_col_prim(it->problem, (int)column + 1);
}

/* Dual values are told relative to the scales of the row and of the objective. */
bool linear_programme_rests_on(const LinearProgramme *it, size_t row)
{
    double objective = 0;
    for (size_t i = 1; i <= it->columns; i++)
        objective = fmax(objective, fabs(glp_get_obj_coef(it->problem, (int)i)) * it->size[i]);
    double dual = glp_get_row_dual(it->problem, (int)row + 1);
    return fabs(dual) > 1e-7 * objective * it->scale[row + 1];
}
