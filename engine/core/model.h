/* A model: the law by which the level of an indicator moves from year to year. Each describes
 * itself at the foot of its file in models/, and the build makes the table of all. */
#ifndef CORE_MODEL_H
#define CORE_MODEL_H

#include "base/param.h"

#include <stdbool.h>
#include <stddef.h>

/* Rows are arrays of `paths` values, one for each path of the block; all are borrowed. */
typedef struct ModelInput {
    size_t paths;
    size_t years; /* with the base year, which is year 0 */

    /* row[k][t]: the values of params[k] of the model in year t (for t = 0 that of year 1, unless
     * the parameter is given by year). A parameter that does not change over the years points to
     * the same row in every year. */
    const double *const *const *row;

    /* noise[t]: of a noisy model volatility times the persistent, correlated shock of year t
     * (t >= 1), zero in the central path; of a counting one the shock itself, a standard-normal
     * score, and NULL where there is no chance. NULL of other models. */
    const double *const *noise;

    /* of[k][t * paths + p]: the levels of the k-th indicator that this one depends on, year 0
     * included; `ofs` of them, as many as the model allows. */
    const double *const *of;
    size_t ofs;

    /* project[j][t * paths + p]: what the j-th project adds to the level, year 0 included; none
     * unless the model is `dated`. */
    const double *const *project;
    size_t projects;
} ModelInput;

/* What a model's parameters say of its levels, by the names of their rows: for its law, and for a
 * check of the plan's numbers against each other; NULL: none does. */
typedef struct ModelClaims {
    const char *base;       /* the level in the base year */
    const char *growth;     /* growth a year */
    const char *ceiling;    /* never passed, and growth slows towards it */
    const char *level;      /* the level, given by year */
    const char *share;      /* the share, by year, of the indicator in "of", or the level itself */
    const char *increase;   /* what a year adds */
    const char *elasticity; /* growth over the growth of the indicator in "of" */
    const char *scale;      /* factor of the share or ratio */
    bool divides;           /* the first indicator in "of" over the second */
} ModelClaims;

/* How heavy tails are, as the inverse of a tail index: of a quantity X with weight w, E |X|^k is
 * finite for k < 1 / w. 0: all moments exist; INFINITY: none does. Of a sum, or of a product of
 * independent factors, the greatest weight counts; the n-th power of a factor weighs n times as
 * much. Years up to the one that is asked for. */
typedef struct ModelTails {
    const double *value;   /* [k]: of params[k], the greatest of the years */
    const double *product; /* [k]: of the product of params[k] over the years */
    double noise;          /* of a year's noise */
    double noise_product;  /* of the product of the noises over the years */
    const double *of;      /* [k]: of the level of the k-th indicator in "of" */
    size_t ofs;
    bool of_inverse; /* the last of them has a density at 0, so that its inverse has no mean */
    double projects; /* of the capacities */
} ModelTails;

/* The law of the levels, for methods without paths, which cannot see what `simulate` does:
 *   L[0] = b,  L[t] = L[t-1] times the factor of year t,
 * where b is the row claims.base, m the row claims.growth in the year, less the losses of events
 * where that row is shifted, n the noise of the year, and there are no other rows and no other
 * indicators. A model that says nothing is known by its paths only. */
typedef enum ModelLaw {
    MODEL_LAW_UNSAID,
    MODEL_LAW_ADDITIVE,    /* the factor is max(0, 1 + m + n) */
    MODEL_LAW_EXPONENTIAL, /* the factor is max(0, 1 + m) exp(n) */
} ModelLaw;

typedef struct Model {
    const char *name;
    const char *summary;
    const char *source;  /* of the equation */
    const Param *params; /* ends with a row without a name */
    ModelLaw law;        /* as a whole; MODEL_LAW_UNSAID when left out */
    bool proportional;   /* all levels scale with the row claims.base */
    bool follows;        /* takes the growth of the indicator in "of", undefined below 0 */
    bool adds;           /* the level is the sum of those of the indicators in "of" */
    bool dated;          /* takes dated projects, by the key "projects" (core/scenario.h) */
    bool noisy;          /* takes volatility, persistence and shock (core/scenario.h) */
    bool counts;         /* turns the score of each year into a number of things; not noisy */

    /* How many indicators it depends on, named by the key "of"; both 0: none, and no such key. */
    size_t of_least, of_most; /* of_most MODEL_ANY: no limit; 1: "of" is one id, else a list */

    ModelClaims claims;

    /* Fills level[t * paths + p] for all years, year 0 included. With the noise zero and the
     * parameters at their medians this is the central path. */
    void (*simulate)(const ModelInput *in, double *restrict level);

    /* The weight of the upper tail of a level; NULL: not known, and taken for 0. */
    double (*tail)(const ModelTails *tails);
} Model;

enum { MODEL_ANY = 1000000 }; /* more indicators than any scenario has */

/* Whether some parameter is drawn, so that "draw" and "linked" mean something. */
bool model_draws(const Model *model);

/* Whether some parameter is given by year, so that "linked" means something. */
bool model_by_year(const Model *model);

/* Whether its paths differ where its parameters and what it depends on do not. */
bool model_has_chance(const Model *model);

/* The table of all models, made by the build, ends with NULL. */
extern const Model *const model_table[];

/* The model of that name, or NULL. */
const Model *model_find(const char *name);

/* The number of the row of params of that name; the number of rows when there is none, or no name.
 */
size_t model_row(const Model *model, const char *name);

/* Whether the law is said, and the rows that it speaks of are there and no others. */
bool model_says_law(const Model *model);

/* The row of params that events and programmes shift; the number of rows when there is none. */
size_t model_shifted(const Model *model);

#endif
