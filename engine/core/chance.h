/* A probability with its error, and how it appears in documents. */
#ifndef CORE_CHANCE_H
#define CORE_CHANCE_H

#include "core/document.h"

typedef struct Chance {
    double probability; /* NaN: not known */
    double standard_error;
    double interval[2]; /* 95 % */
} Chance;

extern const Chance chance_unknown;

/* Whether nobody sees an error in its figures. */
bool chance_is_exact(const Chance *chance);

/* The chance of the opposite. */
Chance chance_missed(const Chance *chance);

/* Probability, standard error and both ends of the interval as the next four cells. */
void chance_cells(const Chance *chance, Document *document, Table *table);

/* Probability, standard error and interval as members of the open object. */
void chance_tree(const Chance *chance, Tree *tree);

#endif
