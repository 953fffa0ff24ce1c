/* Fitting a mixture of moved laws (math/tilt.h) to weighted points: how many parts, and where. */
#ifndef MATH_MIXTURE_H
#define MATH_MIXTURE_H

#include "math/tilt.h"

/* Replaces all parts of the mixture but the first, whose share becomes MIXTURE_PLAIN: by one part,
 * by its own parts fitted anew, or by parts begun anew around points that others leave uncovered;
 * whichever, fitted to the first half of the points, says most of the other half. More than one
 * part must be better by `margin` in the mean logarithm of the density. The mixture stays as it is
 * when no point has weight. */
Status mixture_fit(Tilt *tilt, const TiltPoints *points, double margin, Error *err);

extern const double MIXTURE_PLAIN;

#endif
