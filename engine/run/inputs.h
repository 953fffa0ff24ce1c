/* The draws behind a target, gathered into inputs as a planner names them. */
#ifndef RUN_INPUTS_H
#define RUN_INPUTS_H

#include "core/input.h"
#include "run/plan.h"

/* One number of every path. */
typedef struct InputDraw {
    Address address;
    size_t input;
    double side; /* 1, or -1 where a great number is what a small one is elsewhere: delays, and
                  * whether a project comes at all */
} InputDraw;

typedef struct Inputs {
    InputDraw *draw; /* by rising address */
    size_t draws;
    Input *input;    /* in the order of the scenario's items */
    size_t *numbers; /* of each input: its draws */
    size_t inputs;
    size_t pair[2]; /* two correlated indicators among these; the same twice: there are none */
} Inputs;

/* Inputs that can move the measure of the target up to its last year; there may be none. */
Status inputs_list(Inputs *inputs, const Plan *plan, size_t target, Error *err);

void inputs_free(Inputs *inputs);

#endif
