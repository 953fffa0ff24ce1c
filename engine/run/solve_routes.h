/* Ways to raise the chance from no change on, and the most that the levers can do. */
#ifndef RUN_SOLVE_ROUTES_H
#define RUN_SOLVE_ROUTES_H

#include "run/solve_board.h"

typedef struct RoutePoint {
    Point at;
    double probability; /* on the first paths */
} RoutePoint;

/* Points of rising distance from the scenario's own values, which come first. */
typedef struct Route {
    RoutePoint *point; /* owned */
    size_t points;
} Route;

typedef struct Routes {
    Route *route; /* owned */
    size_t routes;
    Point most; /* where the chance is greatest */
} Routes;

/* Zero-initialise. */
void routes_free(Routes *routes);

/* Each lever alone in each direction, all of them by steepest ascent, and the straight way to where
 * the chance is greatest. */
Status routes_make(Board *board, Routes *routes, Error *err);

#endif
