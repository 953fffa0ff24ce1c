/* The law of an indicator's yearly shocks, worked out once for all threads. */
#ifndef RUN_SHOCK_H
#define RUN_SHOCK_H

#include "core/scenario.h"
#include "math/octave.h"
#include "math/student.h"

typedef struct Shock {
    bool any;           /* some volatility is not zero; without, nothing else is set */
    Student *student;   /* NULL: normal */
    OctaveTable *table; /* of the shock; NULL: the law is too far from smooth for a table */
    size_t tables;      /* one, or one for each period */
    bool whole;         /* the tables are of the noise: volatility times shock */
} Shock;

/* The noise has tables of its own where volatility is known and the shocks of
 * different years and indicators are independent. */
Status shock_start(Shock *shock, const Indicator *indicator, bool correlated, Error *err);
void shock_free(Shock *shock);

/* In a period; NULL: there is none. */
const OctaveTable *shock_table(const Shock *shock, size_t period);

#endif
