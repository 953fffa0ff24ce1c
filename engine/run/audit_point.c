#include "run/audit_point.h"

#include "math/linear_programme.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_DIALS = 1000, ROUNDS = 60 };

static const double close_enough = 1e-9; /* share of a bound by which it may be missed */
static const double aim = 1e-3;          /* and by which it is to be kept, where it can */
static const double nudge = 1e-6;        /* of a dial, for slopes */

typedef struct Search {
    const AuditDials *dials;
    size_t margins;  /* how many bounds there are, in all years */
    int side;        /* of projects */
    double *setting; /* [dial] */
    double *trial;   /* [dial * (dials + 1) + point] */
    double *level;   /* of dials + 1 points */
    double *margin;  /* [bound * (dials + 1) + point] */
    double *column_weight;
    size_t *column;
} Search;

static void search_free(Search *search)
{
    free(search->setting);
    free(search->trial);
    free(search->level);
    free(search->margin);
    free(search->column_weight);
    free(search->column);
}

static size_t count_margins(const Scenario *s)
{
    size_t count = 0;
    for (size_t i = 0; i < s->targets; i++) {
        const Target *target = &s->target[i];
        size_t years = target->shape == TARGET_GROWTH ? 1 : (size_t)(target->to - target->from) + 1;
        count += isfinite(target->low) ? years : 0;
        count += isfinite(target->high) ? years : 0;
    }
    return count;
}

/* How far a figure lies inside a bound (side -1: a lower one), as a share of it. */
static double margin_of(double figure, double bound, int side)
{
    double inside = side < 0 ? figure - bound : bound - figure;
    return isfinite(figure) ? inside / (bound != 0 ? fabs(bound) : 1) : -1e9;
}

/* The growth factor a year; below 0, more so the further growth is from being defined. */
static double factor_of(double start, double end, int years)
{
    return start > 0 && end >= 0 ? pow(end / start, 1.0 / years) : -1 + fmin(start, 0) / 1e9;
}

/* All margins of one point of `points`. */
static void measure(const Search *search, size_t points, size_t p)
{
    const AuditDials *dials = search->dials;
    const Scenario *s = dials->scenario;
    double *margin = search->margin + p;
    for (size_t i = 0; i < s->targets; i++) {
        const Target *target = &s->target[i];
        const double *level = search->level + target->indicator * dials->years * points + p;
        bool growth = target->shape == TARGET_GROWTH;
        for (int year = growth ? target->to : target->from; year <= target->to; year++) {
            double figure = level[(size_t)(year - s->base) * points];
            double start = level[(size_t)(target->from - (growth ? 1 : 0) - s->base) * points];
            if (growth)
                figure = factor_of(start, figure, target->to - target->from + 1);
            double low = target->low + (growth ? 1 : 0), high = target->high + (growth ? 1 : 0);
            if (isfinite(low)) {
                *margin = margin_of(figure, low, -1);
                margin += points;
            }
            if (isfinite(high)) {
                *margin = growth && figure < 0 ? figure : margin_of(figure, high, 1);
                margin += points;
            }
        }
    }
}

/* The worst margin of the setting, and with `slopes` that of each dial moved. */
static Status evaluate(Search *search, bool slopes, double *worst, Error *err)
{
    size_t n = search->dials->dials, points = slopes ? n + 1 : 1;
    for (size_t i = 0; i < n; i++)
        for (size_t p = 0; p < points; p++)
            search->trial[i * points + p] =
                search->setting[i] + (p == i + 1 ? (search->setting[i] > 0.5 ? -nudge : nudge) : 0);
    TRY(audit_levels(search->dials, search->trial, points, search->side, search->level, err));
    for (size_t p = 0; p < points; p++)
        measure(search, points, p);
    *worst = INFINITY;
    for (size_t k = 0; k < search->margins; k++)
        *worst = fmin(*worst, search->margin[k * points]);
    return STATUS_GOOD;
}

/* The programme: moves within `reach` that make the least margin greatest, up to the aim. */
static Status make_step(const Search *search, double reach, LinearProgramme *step, Error *err)
{
    size_t n = search->dials->dials, points = n + 1;
    for (size_t i = 0; i < n; i++)
        linear_programme_column(step, i, fmax(-reach, -search->setting[i]),
                                fmin(reach, 1 - search->setting[i]), 1);
    linear_programme_column(step, n, -INFINITY, aim, 1);
    linear_programme_aim(step, n, 1);
    for (size_t k = 0; k < search->margins; k++) {
        const double *margin = search->margin + k * points;
        size_t terms = 0;
        for (size_t i = 0; i < n; i++) {
            double change = (margin[i + 1] - margin[0]) / nudge;
            double slope = search->setting[i] > 0.5 ? -change : change;
            if (slope == 0 || !isfinite(slope))
                continue;
            search->column[terms] = i;
            search->column_weight[terms++] = slope;
        }
        search->column[terms] = n;
        search->column_weight[terms++] = -1;
        TRY(linear_programme_row(step, -margin[0], INFINITY, search->column, search->column_weight,
                                 terms, err));
    }
    return STATUS_GOOD;
}

/* Moves the setting to where the margins, taken as lines, are best; `before` keeps where it was. A
 * step that the simplex method cannot make is none. */
static Status move(Search *search, double reach, double *before, Error *err)
{
    size_t n = search->dials->dials;
    LinearProgramme *step = NULL;
    LinearAnswer answer = LINEAR_INFEASIBLE;
    Error none = { 0 };
    TRY(linear_programme_new(&step, n + 1, err));
    Status status = make_step(search, reach, step, err);
    memcpy(before, search->setting, n * sizeof *before);
    if (status == STATUS_GOOD &&
        linear_programme_solve(step, true, &answer, &none) == STATUS_GOOD && answer == LINEAR_FOUND)
        for (size_t i = 0; i < n; i++)
            search->setting[i] = fmin(fmax(before[i] + linear_programme_value(step, i), 0), 1);
    linear_programme_free(step);
    return status;
}

/* From one start. */
static Status climb(Search *search, double *before, bool *found, Error *err)
{
    double reach = 0.5, worst, best;
    size_t n = search->dials->dials;
    TRY(evaluate(search, true, &worst, err));
    for (int round = 0; round < ROUNDS && worst < -close_enough && reach > 1e-9 && n; round++) {
        TRY(move(search, reach, before, err));
        TRY(evaluate(search, false, &best, err));
        bool better = best > worst;
        reach *= better ? 2 : 0.25;
        if (!better)
            memcpy(search->setting, before, n * sizeof *before);
        TRY(evaluate(search, true, &worst, err));
    }
    *found = worst >= -close_enough;
    return STATUS_GOOD;
}

static Status allocate(Search *search, const AuditDials *dials, Error *err)
{
    const Scenario *s = dials->scenario;
    size_t n = dials->dials, cells = s->indicators * dials->years;
    *search = (Search){ .dials = dials, .margins = count_margins(s) };
    search->setting = calloc(n + 1, sizeof(double));
    search->trial = calloc((n + 1) * (n + 1), sizeof(double));
    search->level = calloc((n + 1) * cells + 1, sizeof(double));
    search->margin = calloc((n + 1) * (search->margins + 1), sizeof(double));
    search->column_weight = calloc(n + 1, sizeof(double));
    search->column = calloc(n + 1, sizeof(size_t));
    bool memory = search->setting && search->trial && search->level && search->margin &&
                  search->column_weight && search->column;
    return memory ? STATUS_GOOD : error_memory(err);
}

/* From the middles, the low ends, the high ends; with projects late, as likely, and early. */
Status audit_point(const AuditDials *dials, bool *found, Error *err)
{
    Search search;
    *found = false;
    if (dials->dials > MOST_DIALS)
        return STATUS_GOOD;
    double *before = calloc(dials->dials + 1, sizeof *before);
    Status status = allocate(&search, dials, err);
    if (status == STATUS_GOOD && !before)
        status = error_memory(err);
    for (int start = 0; start < 9 && status == STATUS_GOOD && !*found; start++) {
        search.side = (start / 3 + 1) % 3 - 1; /* 0, 1, -1 */
        for (size_t i = 0; i < dials->dials; i++)
            search.setting[i] = start % 3 == 0 ? dials->middle[i] : start % 3 == 1 ? 0 : 1;
        status = climb(&search, before, found, err);
    }
    search_free(&search);
    free(before);
    return status;
}
