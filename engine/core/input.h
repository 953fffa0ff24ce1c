/* An uncertain input as a planner names it: a quantity of the scenario, the yearly shocks of an
 * indicator, an event, a programme, a project. */
#ifndef CORE_INPUT_H
#define CORE_INPUT_H

#include "base/text.h"
#include "core/scenario.h"

typedef struct Input {
    char *pointer;         /* JSON pointer into the scenario; owned */
    const OwnWords *title; /* of the indicator, event, programme or project; borrowed, as `id` */
    const char *id;
    const char *what; /* the parameter's name, or "shock"; NULL: the thing as a whole; borrowed */
    char *when;       /* the period or year of the parameter, NULL: all; owned */
} Input;

void input_free(Input *input);

/* "Industrial output: growth 2021-2025", or, where all are of one indicator, "growth 2021-2025". */
void input_words(const Input *input, bool alone, Language language, Text *text);

/* Its two parts: "Industrial output" and "growth 2021-2025", or "" for a thing as a whole. */
void input_parts(const Input *input, Language language, Text *thing, Text *what);

#endif
