/* Why a chance is not by the method that was asked for. */
#ifndef CORE_NOTE_H
#define CORE_NOTE_H

#include "core/language.h"

/* Of importance sampling, whose place random paths take. */
extern const Words note_few_hits;     /* too few paths carry the weight of the event */
extern const Words note_contradicted; /* random paths show another chance */
extern const Words note_unfinished;   /* the search ended before it reached the event */
extern const Words note_unreached;    /* nothing nearer to the event was found; it may not exist */
extern const Words note_too_many_draws; /* more random numbers decide it than can be searched */

#endif
