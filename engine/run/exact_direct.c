#include "run/exact_direct.h"

#include "math/normal.h"
#include "math/quadrature.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* MOST_INTEGRALS keeps the time of one value small. */
enum { MOST_ATOMS = 100000, MOST_INTEGRALS = 200, CONTINUOUS = 2 };

static const double reach = 8.2; /* of scores */

/* Powers of quantities that share one uniform number. */
typedef struct Factor {
    const Quantity **quantity; /* owned */
    double *power;             /* owned */
    size_t count;
    double add; /* the factor is add + quantity: 1 for growth, 0 for the base */
} Factor;

typedef struct Atom {
    double at, mass;
} Atom;

struct ExactDirect {
    Factor factor[CONTINUOUS];
    size_t factors;
    Atom *atom;
    size_t atoms;
};

static void factor_free(Factor *factor)
{
    free(factor->quantity);
    free(factor->power);
    *factor = (Factor){ 0 };
}

static Status factor_start(Factor *factor, size_t room, double add, Error *err)
{
    *factor = (Factor){ .quantity = calloc(room, sizeof *factor->quantity),
                        .power = calloc(room, sizeof *factor->power),
                        .add = add };
    if (factor->quantity && factor->power)
        return STATUS_GOOD;
    factor_free(factor);
    return error_memory(err);
}

static void factor_add(Factor *factor, const Quantity *q, double power)
{
    factor->quantity[factor->count] = q;
    factor->power[factor->count++] = power;
}

static double log_of(double x)
{
    return x > 0 ? log(x) : -INFINITY;
}

/* The log of the factor at a quantile level. */
static double factor_at(const Factor *factor, double u)
{
    double sum = 0;
    for (size_t i = 0; i < factor->count; i++) {
        const Quantity *q = factor->quantity[i];
        double value = u <= 0 ? q->law->low(q) : u >= 1 ? q->law->high(q) : q->law->quantile(q, u);
        sum += factor->power[i] * log_of(factor->add + value);
    }
    return sum;
}

/* P(log of the factor <= x): the cdf, or where several share a level the greatest level. */
static double factor_below(const Factor *factor, double x)
{
    const Quantity *q = factor->quantity[0];
    if (factor->count == 1)
        return q->law->cdf(q,
                           factor->add ? expm1(x / factor->power[0]) : exp(x / factor->power[0]));
    double low = 0, high = 1;
    for (int i = 0; i < 60; i++) {
        double middle = (low + high) / 2;
        if (factor_at(factor, middle) <= x)
            low = middle;
        else
            high = middle;
    }
    return (low + high) / 2;
}

static bool factor_finite(const Factor *factor)
{
    for (size_t i = 0; i < factor->count; i++)
        if (!quadrature_is_finite(factor->quantity[i]))
            return false;
    return true;
}

static int compare(const void *a, const void *b)
{
    const Atom *x = a, *y = b;
    return (x->at > y->at) - (x->at < y->at);
}

/* Sorts, and makes one of those that differ by rounding only. */
static size_t merge_atoms(Atom *atom, size_t n)
{
    size_t kept = 0;
    qsort(atom, n, sizeof *atom, compare);
    for (size_t i = 1; i < n; i++)
        if (atom[i].at <= atom[kept].at + 2e-14 * fmax(1, fabs(atom[kept].at)))
            atom[kept].mass += atom[i].mass;
        else
            atom[++kept] = atom[i];
    return kept + 1;
}

/* Every atom times every value of a finite factor. */
static Status multiply_atoms(ExactDirect *direct, const Factor *factor, Error *err)
{
    Quadrature rule;
    QuadratureOptions options = { .fineness = 2, .reach = 8 };
    TRY(quadrature_make(&rule, factor->quantity, factor->count, &options, err));
    size_t n = direct->atoms * rule.count, made = 0;
    Atom *atom = n <= MOST_ATOMS * 20 ? malloc(n * sizeof *atom) : NULL;
    for (size_t i = 0; i < direct->atoms && atom; i++)
        for (size_t k = 0; k < rule.count; k++, made++) {
            atom[made] = (Atom){ direct->atom[i].at, direct->atom[i].mass * rule.weight[k] };
            for (size_t j = 0; j < factor->count; j++)
                atom[made].at +=
                    factor->power[j] * log_of(factor->add + rule.value[j * rule.count + k]);
        }
    quadrature_free(&rule);
    free(direct->atom);
    direct->atom = atom;
    direct->atoms = atom ? merge_atoms(atom, made) : 0;
    return STATUS_GOOD;
}

/* Takes over the factor; *fits is false when it is one too many. */
static Status take(ExactDirect *direct, Factor *factor, bool *fits, Error *err)
{
    Status status = STATUS_GOOD;
    if (!*fits || !factor->count) {
        factor_free(factor);
    } else if (factor_finite(factor)) {
        status = multiply_atoms(direct, factor, err);
        *fits = direct->atoms > 0 && direct->atoms <= MOST_ATOMS;
        factor_free(factor);
    } else if (direct->factors < CONTINUOUS) {
        direct->factor[direct->factors++] = *factor;
    } else {
        *fits = false;
        factor_free(factor);
    }
    return status;
}

static Status take_growth(ExactDirect *direct, const ExactLaw *law, ExactSpan span, bool *fits,
                          Error *err)
{
    size_t periods = law->plan->scenario->periods;
    Factor linked;
    TRY(factor_start(&linked, periods, 1, err));
    Status status = STATUS_GOOD;
    for (size_t p = 0; p < periods && status == STATUS_GOOD; p++) {
        size_t years = exact_law_years(law, span, p);
        bool yearly = law->indicator->draw == DRAW_YEAR;
        if (law->linked && years)
            factor_add(&linked, exact_law_growth(law, p), (double)years);
        for (size_t k = 0; k < years && !law->linked && status == STATUS_GOOD; k++) {
            Factor factor;
            status = factor_start(&factor, 1, 1, err);
            if (status != STATUS_GOOD)
                break;
            factor_add(&factor, exact_law_growth(law, p), yearly ? 1 : (double)years);
            status = take(direct, &factor, fits, err);
            if (!yearly)
                break;
        }
    }
    if (status == STATUS_GOOD)
        return take(direct, &linked, fits, err);
    factor_free(&linked);
    return status;
}

static Status take_base(ExactDirect *direct, const ExactLaw *law, bool *fits, Error *err)
{
    Factor factor;
    TRY(factor_start(&factor, 1, 0, err));
    factor_add(&factor, law->base, 1);
    return take(direct, &factor, fits, err);
}

/* How far the log of the factor is spread. */
static double spread_of(const Factor *factor)
{
    return factor_at(factor, 0.9) - factor_at(factor, 0.1);
}

/* The cdf of the first is integrated over the draws of the second, so that the first is one with a
 * cdf of its own, and of two such the wider one, which bends less. */
static void order_factors(Factor *factor)
{
    bool narrow = factor[1].count == 1 && !(spread_of(&factor[0]) >= spread_of(&factor[1]));
    if (factor[0].count > 1 || narrow) {
        Factor first = factor[0];
        factor[0] = factor[1];
        factor[1] = first;
    }
}

Status exact_direct_make(ExactDirect **made, const ExactLaw *law, ExactSpan span, Error *err)
{
    ExactDirect *direct = calloc(1, sizeof *direct);
    bool fits = true;
    *made = direct;
    if (!direct || !(direct->atom = malloc(sizeof *direct->atom))) {
        exact_direct_free(direct);
        *made = NULL;
        return error_memory(err);
    }
    direct->atom[direct->atoms++] = (Atom){ 0, 1 };
    Status status = take_growth(direct, law, span, &fits, err);
    if (status == STATUS_GOOD && span.base)
        status = take_base(direct, law, &fits, err);
    if (direct->factors == CONTINUOUS && direct->atoms > MOST_INTEGRALS)
        fits = false;
    if (direct->factors == CONTINUOUS)
        order_factors(direct->factor);
    if (status != STATUS_GOOD || !fits) {
        exact_direct_free(direct);
        *made = NULL;
    }
    return status;
}

void exact_direct_free(ExactDirect *direct)
{
    for (size_t i = 0; direct && i < CONTINUOUS; i++)
        factor_free(&direct->factor[i]);
    if (direct)
        free(direct->atom);
    free(direct);
}

typedef struct Sum {
    const Factor *a, *b;
    double x;
} Sum;

/* F_A(x - B) at a score of B. */
static double below_given(double score, void *context)
{
    const Sum *sum = context;
    const Factor *b = sum->b;
    double at = 0;
    for (size_t i = 0; i < b->count; i++) {
        double value;
        quantity_from_scores(b->quantity[i], &score, &value, 1);
        at += b->power[i] * log_of(b->add + value);
    }
    return at > -INFINITY ? factor_below(sum->a, sum->x - at) : 1;
}

static int compare_numbers(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static size_t factor_bends(const Factor *factor)
{
    size_t bends = 0;
    for (size_t i = 0; i < factor->count; i++)
        bends += quadrature_bends(factor->quantity[i]);
    return bends;
}

/* Scores of B at which F_A(x - B) bends: where B does, where nothing is left of it, and where the
 * rest falls on an end or a bend of A. */
static size_t make_cuts(const Sum *sum, double *cut)
{
    const Factor *a = sum->a, *b = sum->b;
    size_t own = 0, cuts = 0;
    cut[own++] = 0;
    cut[own++] = 1;
    own += quadrature_bend(a->quantity[0], cut + own);
    for (size_t i = 0; i < own; i++) {
        double bend = factor_at(a, cut[i]);
        if (isfinite(bend))
            cut[cuts++] = factor_below(b, sum->x - bend);
    }
    for (size_t i = 0; i < b->count; i++) {
        cut[cuts++] = b->quantity[i]->law->cdf(b->quantity[i], -b->add);
        cuts += quadrature_bend(b->quantity[i], cut + cuts);
    }
    for (size_t i = 0; i < cuts; i++)
        cut[i] = cut[i] <= 0   ? -reach
                 : cut[i] >= 1 ? reach
                               : fmin(fmax(normal_quantile(cut[i]), -reach), reach);
    cut[cuts++] = -reach;
    cut[cuts++] = reach;
    qsort(cut, cuts, sizeof *cut, compare_numbers);
    return cuts;
}

/* P(A + B <= x) = E[F_A(x - B)]. */
static double integrate(const ExactDirect *direct, double x, double *error)
{
    Sum sum = { &direct->factor[0], &direct->factor[1], x };
    size_t room = factor_bends(sum.a) + factor_bends(sum.b) + sum.b->count + 6;
    double *cut = malloc(room * sizeof *cut), below = NAN;
    if (cut)
        below = quadrature_adaptive(below_given, &sum, cut, make_cuts(&sum, cut), error);
    free(cut);
    return below;
}

double exact_direct_below(const ExactDirect *direct, double x, double *error)
{
    double sum = 0;
    *error = 0;
    for (size_t i = 0; i < direct->atoms; i++) {
        double rest = x - direct->atom[i].at, part = 1;
        if (!(direct->atom[i].at > -INFINITY)) {
            part = 1;
        } else if (direct->factors == 0) {
            part = rest >= 0;
        } else if (direct->factors == 1) {
            part = factor_below(&direct->factor[0], rest);
        } else {
            double off;
            part = integrate(direct, rest, &off);
            *error += direct->atom[i].mass * off;
        }
        sum += direct->atom[i].mass * part;
    }
    return fmin(sum, 1);
}

bool exact_direct_stepped(const ExactDirect *direct)
{
    return direct->factors == 0;
}
