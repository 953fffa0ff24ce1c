/* Distributions: each describes itself at the foot of its own file (distribution_<name>.c), and the
 * build makes the table of all. Every one is drawn through its inverse cdf from one number, so that
 * correlation, antithetic pairs and low-discrepancy points work for every one. */
#ifndef MATH_DISTRIBUTION_H
#define MATH_DISTRIBUTION_H

#include "base/error.h"
#include "base/param.h"

#include <stddef.h>

typedef struct Quantity Quantity;

typedef enum DistributionForm {
    FORM_LIST,   /* {"name": [a, b]}: one value for each row of params */
    FORM_PAIRS,  /* {"name": [[value, weight], ...]}: params describe one pair */
    FORM_POINTS, /* {"name": {"0.1": x, ...}}: stored as probability, value, probability, ... */
    FORM_COLUMN, /* {"name": "file.csv#column"}: stored as the column's values */
} DistributionForm;

typedef struct Distribution {
    const char *name;
    const char *summary;
    const char *source; /* of the formulas */
    DistributionForm form;
    const Param *params;
    /* Checks values together (order, spread) and may sort or normalise them in place; called once,
     * after each value passed its row. NULL: nothing to check. The sentence has no location. */
    Status (*prepare)(double *value, size_t *count, Error *err);
    double (*quantile)(const Quantity *q, double u); /* 0 < u < 1 */
    double (*cdf)(const Quantity *q, double x);      /* P(X <= x) */
    double (*mean)(const Quantity *q);
    double (*variance)(const Quantity *q); /* INFINITY where it does not exist */
    double (*low)(const Quantity *q);      /* ends of the support, may be infinite */
    double (*high)(const Quantity *q);
    /* The inverse of the tail index: E |X|^k is finite for k < 1 / tail. NULL: all are finite. */
    double (*tail)(const Quantity *q);
    /* The upper tail with its own digits: P(X > x), and the value exceeded with probability d.
     * NULL: 1 - cdf(x) and quantile(1 - d). */
    double (*exceedance)(const Quantity *q, double x);
    double (*quantile_above)(const Quantity *q, double d); /* 0 < d < 1 */
    /* Writes the quantile levels, without 0 and 1, where it jumps or bends; at most q->count of
     * them. Returns their number. NULL: none. */
    size_t (*bends)(const Quantity *q, double *level);
    /* Of a law that is of its own kind when cut: leaves of the prepared values what lies in the
     * closed interval, which has mass. NULL: math/truncation.h cuts the quantiles. */
    void (*cut)(double *value, size_t *count, double low, double high);
    /* Values at normal scores; NULL: quantile(Phi(score)), which is the general way. */
    void (*from_scores)(const Quantity *q, const double *score, double *x, size_t n);
    /* Many quantiles at once; NULL: one by one. */
    void (*from_uniforms)(const Quantity *q, const double *u, double *x, size_t n);
} Distribution;

/* A number or a distribution: the law and its values. */
struct Quantity {
    const Distribution *law;
    double *value; /* owned; as `prepare` left them */
    size_t count;
    double *given; /* owned; as the user wrote them; of a cut law the two ends of `within` */
    size_t given_count;
    char **key;      /* owned; of FORM_POINTS: the probabilities as the user wrote them, in order */
    bool plain;      /* the user wrote a number, not a distribution */
    char *origin;    /* owned; of FORM_COLUMN: "file.csv#column"; else NULL */
    Quantity *whole; /* owned; of a cut law: the law before (math/truncation.h); else NULL */
};

/* The table of all distributions, made by the build, ends with NULL. */
extern const Distribution *const distribution_table[];

/* The distribution of that name, or NULL. */
const Distribution *distribution_find(const char *name);

/* The plain number x as a quantity. Returns an empty quantity (law NULL) without memory. */
Quantity quantity_constant(double x);

/* Takes over `value` (owned) of `count` numbers, checks them together. On failure the quantity is
 * empty and `value` is freed. */
Status quantity_make(Quantity *q, const Distribution *law, double *value, size_t count, Error *err);

void quantity_free(Quantity *q);
bool quantity_is_constant(const Quantity *q);

/* Whether the user bounded it on both sides, by the law or by `within`. */
bool quantity_is_bounded(const Quantity *q);

/* P(X > x), and the value exceeded with probability d, 0 < d < 1. */
double quantity_exceedance(const Quantity *q, double x);
double quantity_quantile_above(const Quantity *q, double d);

/* The path that `project` calls low, central, high (side -1, 0, 1): the ends of a law that is
 * bounded on both sides, the 5 % and 95 % quantiles of any other; the median in the middle. */
double quantity_side(const Quantity *q, int side);

/* The weight of the tail on a side (-1: below, 1: above), as `tail` of the law; 0 where the support
 * has an end. */
double quantity_tail(const Quantity *q, int side);

/* Values for n standard-normal scores (a Gaussian copula), or for n uniform numbers in (0,1). */
void quantity_from_scores(const Quantity *q, const double *score, double *x, size_t n);
void quantity_from_uniforms(const Quantity *q, const double *u, double *x, size_t n);

/* A Quantity as the law of a table (math/octave.h). */
double quantity_octave(const void *quantity, double d, unsigned side);

#endif
