/* The rows of one indicator as its model sees them: one value for each path of a block. Those of
 * constants are filled once; the block fills the others. */
#ifndef RUN_ROWS_H
#define RUN_ROWS_H

#include "run/plan.h"

typedef struct Rows {
    const double ***row;    /* [parameter][year], pointers into `value` or `drawn` */
    const double **pointer; /* what row[] points into */
    double *value;          /* one row for each quantity: the model's parameters, then the noise's,
                             * then one of zeros */
    const double *zeros;    /* that last one */
    double **drawn;         /* [parameter][year x path]: of a drawn, random one; else NULL */
    double **between;       /* [parameter][year x path]: of one given by year; else NULL */
    const double **noise;   /* [year]; the zeros until the block points them to shocks */
    double *root;           /* sqrt(1 - r^2) of the persistence r; NULL: there is none */
    bool rooted;            /* the root is that of a constant, and known */
    const size_t
        *first;    /* [parameter]: its first row in `value`; noise parameters and zeros follow */
    size_t params; /* of the model */
    bool growth;   /* some drawn parameter is random */
} Rows;

Status rows_new(Rows *rows, const Plan *plan, const Indicator *indicator, Error *err);

/* The value in every year of parameter number k from those of the given years, where they are
 * random; nothing for a parameter that is not given by year. */
void rows_between(Rows *rows, const Plan *plan, const Indicator *indicator, size_t k);

/* Works out the root anew where the persistence is random. */
void rows_root(Rows *rows);

void rows_free(Rows *rows); /* accepts half-built ones */

#endif
