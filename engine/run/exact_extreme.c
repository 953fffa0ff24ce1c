#include "run/exact_extreme.h"

#include "run/exact_quantile.h"

#include <math.h>
#include <stdlib.h>

enum { FEW = 48 };

static const double outside = 0.0005; /* the chance beyond each end, at most */
static const double small = 1e-10;    /* last terms, of a series that is long enough */

/* P(least <= y) lies between the greatest and the sum of the years' chances, and P(greatest > y)
 * likewise. */
static Status set_ends(ExactExtreme *extreme, const ExactLevels *levels, ExactYears years,
                       Error *err)
{
    bool least = years.least;
    double few = outside / (double)(years.last - years.first + 1), error;
    extreme->low = extreme->high = least ? INFINITY : -INFINITY;
    for (size_t t = years.first; t <= years.last; t++) {
        double low = log(exact_quantile(levels, t, least ? few : outside, &error));
        double high = log(exact_quantile(levels, t, 1 - (least ? outside : few), &error));
        extreme->low = least ? fmin(extreme->low, low) : fmax(extreme->low, low);
        extreme->high = least ? fmin(extreme->high, high) : fmax(extreme->high, high);
    }
    if (isfinite(extreme->low) && extreme->high > extreme->low)
        return STATUS_GOOD;
    return error_set(err, STATUS_INVALID,
                     "/indicators/%s: exact can join years in which all is hardly ever lost, here "
                     "it may be with a probability above %g; use --sampling random",
                     levels->law.indicator->id, few);
}

static double node(const ExactExtreme *extreme, size_t k)
{
    double x = cos(M_PI * ((double)k + 0.5) / (double)extreme->terms);
    return (extreme->low + extreme->high) / 2 + (extreme->high - extreme->low) / 2 * x;
}

static void fit(ExactExtreme *extreme, const Chance *all, bool least)
{
    size_t n = extreme->terms;
    extreme->error = 0;
    for (size_t j = 0; j < n; j++) {
        double sum = 0;
        for (size_t k = 0; k < n; k++) {
            double below = least ? 1 - all[k].probability : all[k].probability;
            sum += below * cos(M_PI * (double)j * ((double)k + 0.5) / (double)n);
        }
        extreme->term[j] = sum * (j ? 2 : 1) / (double)n;
    }
    for (size_t j = n - n / 8; j < n; j++)
        extreme->error += fabs(extreme->term[j]);
    extreme->error += all[0].standard_error;
}

/* The series of extreme->terms terms. */
static Status make_series(ExactExtreme *extreme, const ExactLevels *levels, ExactYears years,
                          Error *err)
{
    bool least = years.least;
    size_t bounds = years.last - years.first + 1, sets = extreme->terms;
    ExactBound *bound = calloc(sets * bounds, sizeof *bound);
    Chance *all = calloc(sets, sizeof *all);
    Status status = bound && all ? STATUS_GOOD : error_memory(err);
    for (size_t i = 0; status == STATUS_GOOD && i < sets * bounds; i++) {
        double y = exp(node(extreme, i / bounds));
        bound[i] = (ExactBound){ .span = levels->span[years.first + i % bounds],
                                 .interval = { least ? y : -INFINITY, least ? INFINITY : y } };
    }
    if (status == STATUS_GOOD)
        status = exact_chain_chances(levels, bound, bounds, sets, all, err);
    if (status == STATUS_GOOD)
        fit(extreme, all, least);
    free(bound);
    free(all);
    return status;
}

Status exact_extreme_make(ExactExtreme *extreme, const ExactLevels *levels, ExactYears years,
                          Error *err)
{
    *extreme = (ExactExtreme){ .terms = FEW };
    TRY(set_ends(extreme, levels, years, err));
    TRY(make_series(extreme, levels, years, err));
    if (extreme->error < small)
        return STATUS_GOOD;
    extreme->terms = EXACT_EXTREME_TERMS;
    return make_series(extreme, levels, years, err);
}

/* Clenshaw's recurrence. */
static double series_at(const ExactExtreme *extreme, double log_y)
{
    double x = (2 * log_y - extreme->low - extreme->high) / (extreme->high - extreme->low);
    double b1 = 0, b2 = 0;
    x = fmin(fmax(x, -1), 1);
    for (size_t j = extreme->terms; j-- > 1;) {
        double next = 2 * x * b1 - b2 + extreme->term[j];
        b2 = b1;
        b1 = next;
    }
    return fmin(fmax(x * b1 - b2 + extreme->term[0], 0), 1);
}

double exact_extreme_below(const ExactExtreme *extreme, double y)
{
    return series_at(extreme, log(y));
}

/* The least log with a chance of at least p below it. */
static double least_log(const ExactExtreme *extreme, double p)
{
    double low = extreme->low, high = extreme->high;
    for (int i = 0; i < 60; i++) {
        double middle = (low + high) / 2;
        if (series_at(extreme, middle) < p)
            low = middle;
        else
            high = middle;
    }
    return high;
}

/* A flat stretch of the cdf counts as its lower end. */
double exact_extreme_quantile(const ExactExtreme *extreme, double p, double *error)
{
    double range = extreme->high - extreme->low, step = 1e-4 * range;
    double slack = fmax(extreme->error, 1e-12), x = least_log(extreme, p);
    if (series_at(extreme, x - step) >= p - slack)
        x = least_log(extreme, p - slack);
    double slope = (series_at(extreme, x + step) - series_at(extreme, x - step)) / step / 2;
    *error = exp(x) * (1e-14 + (slope > 0 ? fmin(extreme->error / slope, range) : range));
    return exp(x);
}
