/* The law of an indicator's yearly shocks, worked out once for all threads. */
#ifndef RUN_SHOCK_H
#define RUN_SHOCK_H

#include "core/scenario.h"
#include "math/octave.h"
#include "math/student.h"

typedef struct Shock {
    bool any;                 /* some volatility is not zero; without, nothing else is set */
    Student *student;         /* NULL: normal */
    const OctaveTable *table; /* of the shock; NULL: the law is too far from smooth for a table */
    OctaveTable *own;         /* what `table` points to when it is not the normal law's */
} Shock;

Status shock_start(Shock *shock, const Indicator *indicator, Error *err);
void shock_free(Shock *shock);

#endif
