/* An indicator's quantities, counted through, and tables of the quantiles of the random ones,
 * worked out once for all threads. */
#ifndef RUN_LAWS_H
#define RUN_LAWS_H

#include "core/scenario.h"
#include "math/octave.h"

typedef struct Laws {
    size_t params;       /* of the model */
    size_t all;          /* and of the noise, which follow */
    size_t *first;       /* [parameter]: number of its first quantity; one more for their count */
    OctaveTable **table; /* of each quantity; NULL for a number or a law with a kink or an atom */
} Laws;

/* Without tables all are NULL. */
Status laws_start(Laws *laws, const Indicator *indicator, bool tables, Error *err);
void laws_free(Laws *laws);

/* Number k of the model's parameters, or of the noise's that follow. */
const Parameter *laws_parameter(const Laws *laws, const Indicator *indicator, size_t k);

#endif
