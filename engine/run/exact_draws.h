/* The draws that the exact method averages over by quadrature: growth, period by period, and what
 * all years share, which is put in force node by node. */
#ifndef RUN_EXACT_DRAWS_H
#define RUN_EXACT_DRAWS_H

#include "math/quadrature.h"
#include "run/exact_law.h"

typedef struct ExactDraws {
    const ExactLaw *law;
    size_t periods;
    Quadrature *rule; /* [period]: of the growth draws that are not linked; owned */
    Quadrature shared[EXACT_DIMENSIONS];
    size_t dimensions, node[EXACT_DIMENSIONS];
    double *growth;     /* [period]: of the linked draw in force; owned, like the next */
    double *volatility; /* [period]: in force */
} ExactDraws;

Status exact_draws_make(ExactDraws *draws, const ExactLaw *law, size_t fineness, double reach,
                        Error *err);
void exact_draws_free(ExactDraws *draws);

/* Puts the present node of the shared draws in force; returns its weight. The next one is there to
 * be put in force unless exact_draws_next says that there is none. */
double exact_draws_set(ExactDraws *draws);
bool exact_draws_next(ExactDraws *draws);

/* Nodes of the shared draws. */
double exact_draws_shared(const ExactDraws *draws);

/* The growth draws of one period, all years of which have the same: nodes, growth, weight. */
size_t exact_draws_count(const ExactDraws *draws, size_t period);
double exact_draws_growth(const ExactDraws *draws, size_t period, size_t node);
double exact_draws_weight(const ExactDraws *draws, size_t period, size_t node);

/* The greatest growth of the period at the node in force. */
double exact_draws_most(const ExactDraws *draws, size_t period);

#endif
