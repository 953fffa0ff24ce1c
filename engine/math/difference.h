/* Difference constraints x[to] - x[from] <= most between unknowns, each resting on statements,
 * which are numbered from 0 (labels). A circle of constraints with a negative sum is a
 * contradiction, and the statements on it are its explanation (Bellman 1958, Ford 1956; Pratt 1977
 * for constraints). */
#ifndef MATH_DIFFERENCE_H
#define MATH_DIFFERENCE_H

#include "base/error.h"

#include <stdbool.h>
#include <stddef.h>

typedef struct DifferenceEdge {
    size_t from, to;
    double most;
    size_t first, labels; /* its statements, in Difference.label */
} DifferenceEdge;

/* Zero-initialise but for `nodes`. An addition that finds no memory sets `failed`. */
typedef struct Difference {
    size_t nodes;
    DifferenceEdge *edge; /* owned, as is label */
    size_t edges, edge_room;
    size_t *label;
    size_t labels, label_room;
    bool failed;
} Difference;

/* Sums around a circle down to this are rounding, not contradiction. */
extern const double DIFFERENCE_TOLERANCE;

void difference_free(Difference *difference);

/* Labels are copied; there is at least one. */
void difference_add(Difference *difference, size_t from, size_t to, double most,
                    const size_t *label, size_t labels);

/* Forgets all edges but the first so many. */
void difference_cut(Difference *difference, size_t edges);

/* In all functions below an edge counts when active[] is true of all its labels; NULL: all do. */
bool difference_counts(const Difference *difference, size_t edge, const bool *active);

/* A circle with a negative sum: its edges in order, of which there are *length, 0 when there is no
 * such circle. `circle` takes `nodes` indices. */
Status difference_circle(const Difference *difference, const bool *active, size_t *circle,
                         size_t *length, Error *err);

/* How far all others can be from one unknown, where there is no contradiction. */
typedef struct DifferenceReach {
    size_t source;
    bool backward;    /* the greatest x[source] - x[v], else the greatest x[v] - x[source] */
    double *distance; /* of each node; INFINITY: nothing is said */
    size_t *through;  /* the edge by which it is reached; of others not to be read */
} DifferenceReach;

/* Fills distance and through, which take `nodes` values. */
void difference_reach(const Difference *difference, const bool *active, DifferenceReach *reach);

/* said[label] := true for all statements that a distance rests on. */
void difference_path(const Difference *difference, const DifferenceReach *reach, size_t node,
                     bool *said);

/* Whether the statements that are active contradict each other; fewer never do when more do not. */
typedef Status (*DifferenceTest)(void *context, const bool *active, bool *contradiction,
                                 Error *err);

/* Takes statements out of `active`, which contradict each other, until no one can be spared: the
 * deletion filter (Chinneck and Dravnieks 1991). */
Status difference_shrink(bool *active, size_t labels, DifferenceTest test, void *context,
                         Error *err);

#endif
