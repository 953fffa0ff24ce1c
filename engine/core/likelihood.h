/* How likely in words: the seven classes of the IPCC's scale (Mastrandrea et al. 2010), without
 * overlap. A chance whose 95 % interval reaches over a border is said to lie between the two
 * classes of its ends. */
#ifndef CORE_LIKELIHOOD_H
#define CORE_LIKELIHOOD_H

#include "core/chance.h"

/* Classes are numbered from 0, the least likely; a range is one class when both are the same. */
typedef struct Likelihood {
    int low, high; /* of the ends of the interval; -1: the chance is not known */
} Likelihood;

Likelihood likelihood_of(const Chance *chance);

/* "very_unlikely", or "very_unlikely_to_unlikely"; NULL: not known. Returns buffer. */
enum { LIKELIHOOD_SIZE = 120 };
const char *likelihood_id(Likelihood likelihood, char buffer[LIKELIHOOD_SIZE]);

/* "very unlikely", or "between very unlikely and unlikely"; "" when not known. Returns buffer. */
const char *likelihood_words(Likelihood likelihood, Language language,
                             char buffer[LIKELIHOOD_SIZE]);

#endif
