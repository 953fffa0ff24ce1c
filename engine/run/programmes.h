/* The programmes of one block of paths: what each adds to growth in each year. */
#ifndef RUN_PROGRAMMES_H
#define RUN_PROGRAMMES_H

#include "run/draws.h"

typedef struct Programmes Programmes;

Status programmes_new(Programmes **programmes, const Plan *plan, Error *err);
void programmes_free(Programmes *programmes); /* accepts NULL */

/* Draws delay, ramp and effect of all programmes for the paths of the block. */
void programmes_draw(Programmes *programmes, const Draws *draws);

/* What the programme adds in year t of each path; NULL where it surely adds nothing. Borrowed until
 * the next draw. */
const double *programmes_gain(const Programmes *programmes, size_t programme, size_t t);

#endif
