/* The levers of a scenario as coordinates: points are their values, within their limits. */
#ifndef RUN_SOLVE_BOARD_H
#define RUN_SOLVE_BOARD_H

#include "core/solve.h"
#include "run/solve_chance.h"

typedef double Point[SOLVE_CHANCE_LEVERS];

typedef struct Board {
    const Scenario *scenario; /* borrowed */
    size_t levers;
    Point start;     /* the scenario's own values */
    Point low, high; /* limits, which hold the start */
    SolveChance rough, full;
} Board;

/* `target`: scenario->targets stands for all of them. Free with board_free. */
void board_start(Board *board, const Scenario *scenario, size_t target, const Variants *variants,
                 const SimulateOptions *options);
void board_free(Board *board);

/* What is found at a point, where levers that take whole numbers are rounded; by board->rough or
 * board->full. *trial is borrowed until the next call. */
Status board_look(const Board *board, SolveChance *chance, const double *point,
                  const SolveTrial **trial, Error *err);

double board_value(const Board *board, size_t lever, const double *point); /* rounded */
double board_effort(const Board *board, const double *point);

/* z(P), and a little of the margin, which tells where P is 0 or 1. */
double board_height(const SolveTrial *trial);

/* from + x (to - from) */
void board_between(const Board *board, const double *from, const double *to, double x, Point point);

/* The point on the line where the chance is `probability`, or the first one known that gives more
 * where it jumps; `from` where it is that much there already, `to` where it is not even there. */
Status board_cross(Board *board, SolveChance *chance, const double *from, const double *to,
                   double probability, Point point, Error *err);

#endif
